"""Show what samplers keep and draw in silence."""

from __future__ import annotations

from typing import Any

import pytest

from parity_tests.divergences.genuine import assert_same, distance, genuine, signature
from parity_tests.divergences.port import (
    BATCH,
    CELL_UNITS,
    DEPTH,
    LENGTHS,
    TIME,
    cell_of,
    dense_of,
    drawn,
    inputs,
    keras,
    s2s,
)
from parity_tests.divergences.rows import row
from parity_tests.golden.scenarios.helping.parts import START, VOCABULARY
from tf2_port.compat import tf


def decoder_of(recorded: Any, sampler: Any) -> Any:
    weights = recorded.weights
    cell = cell_of("rnn", weights, "decoder/basic_rnn_cell")
    layer = dense_of(weights, "decoder/vocabulary")
    return s2s.BasicDecoder(cell, sampler, layer, maximum_iterations=7, dtype="float64")


def start(end: int = 1) -> dict[str, Any]:
    state = [drawn("start", BATCH, CELL_UNITS)]
    return {"start_tokens": tf.constant(START), "end_token": end, "initial_state": state}


@row("hazards/09_cached_embedding")
def test_cached_embedding() -> None:
    """The first tensor is kept for good; a function that looks it up is called each time."""
    recorded = genuine("helping.greedy/greedy_decoding")
    right, wrong = drawn("embedding", VOCABULARY, DEPTH), drawn("other", VOCABULARY, DEPTH)
    decoder = decoder_of(recorded, s2s.GreedyEmbeddingSampler())
    stale = decoder(wrong, **start())[0].rnn_output
    assert_same(decoder(right, **start())[0].rnn_output, stale, 0)
    assert distance(stale[:, 0], recorded["outputs/rnn_output"][:, 0]) > 0.1
    table = tf.Variable(wrong)
    decoder = decoder_of(recorded, s2s.GreedyEmbeddingSampler(lambda ids: tf.gather(table, ids)))
    decoder(None, **start())
    table.assign(right)
    assert_same(decoder(None, **start())[0].rnn_output, recorded["outputs/rnn_output"])


@row("hazards/18_embedding_mask")
def test_embedding_mask() -> None:
    """The mask of an Embedding becomes the sequence lengths; contrib knows lengths alone."""
    assert genuine("wrong_decoders/training_helper_of_a_scalar_length").error
    ids = tf.constant([[3, 2, 4, 0, 0], [2, 0, 0, 0, 0], [1, 2, 3, 4, 0]])
    cell = keras.SimpleRNNCell(CELL_UNITS)
    decoder = s2s.BasicDecoder(cell, s2s.TrainingSampler())
    state = {"initial_state": [tf.zeros([BATCH, CELL_UNITS])]}
    masked = keras.Embedding(VOCABULARY, DEPTH, mask_zero=True)
    _, _, lengths = decoder(masked(ids), **state)
    assert lengths.numpy().tolist() == [3, 1, 4]
    with pytest.raises(ValueError, match="mask"):
        decoder(masked(ids), sequence_length=tf.constant([5, 5, 5]), **state)
    go_first = tf.concat([tf.zeros([BATCH, 1], tf.int32), ids[:, :-1]], 1)
    with pytest.raises(tf.errors.InvalidArgumentError, match="right padded"):
        decoder(masked(go_first), **state)
    plain = keras.Embedding(VOCABULARY, DEPTH)
    _, _, lengths = decoder(plain(ids), sequence_length=tf.constant([5, 5, 5]), **state)
    assert lengths.numpy().tolist() == [5, 5, 5]


@row("capability/training_without_lengths")
def test_training_without_lengths() -> None:
    assert "sequence_length," in signature("TrainingHelper")
    cell = keras.SimpleRNNCell(CELL_UNITS, dtype="float64")
    decoder = s2s.BasicDecoder(cell, s2s.TrainingSampler(), dtype="float64")
    state = {"initial_state": [tf.zeros([BATCH, CELL_UNITS], tf.float64)]}
    assert decoder(inputs(), **state)[2].numpy().tolist() == [TIME] * BATCH
    mask = tf.sequence_mask(LENGTHS, TIME)
    assert decoder(inputs(), mask=mask, **state)[2].numpy().tolist() == list(LENGTHS)


@row("hazards/22_random_streams")
def test_random_streams() -> None:
    """A session starts the stream of a seeded op anew. Eagerly, it goes on."""
    recorded = genuine("helping.drawing/sampler_decoding")
    tf.random.set_seed(None)
    for _ in range(2):  # so does a new function
        decoder = decoder_of(recorded, s2s.SampleEmbeddingSampler(seed=7))
        embedding = drawn("embedding", VOCABULARY, DEPTH)
        outputs, _, _ = tf.function(decoder, autograph=False)(embedding, **start())
        assert_same(outputs.sample_id, recorded["outputs/sample_id"])
    logits = tf.zeros([40, VOCABULARY])
    tf.random.set_seed(3)
    sampler = s2s.SampleEmbeddingSampler(seed=7)
    draws = [sampler.sample(0, logits, ()).numpy().tolist() for _ in range(2)]
    again = s2s.SampleEmbeddingSampler(seed=7).sample(0, logits, ()).numpy().tolist()
    assert len({str(draw) for draw in (*draws, again)}) == 3
    tf.random.set_seed(3)  # starts all streams anew
    assert s2s.SampleEmbeddingSampler(seed=7).sample(0, logits, ()).numpy().tolist() == draws[0]


@row("hazards/26_untracked_embedding")
def test_untracked_embedding() -> None:
    """contrib's graph has all variables; a sampler is no layer, so its layers are forgotten."""
    theirs = genuine("helping.greedy/greedy_embedding_of_a_variable").recorded.variables
    assert [name for name in theirs if "embedding" in name]
    embedding = keras.Embedding(VOCABULARY, DEPTH)
    decoder = s2s.BasicDecoder(
        keras.SimpleRNNCell(CELL_UNITS),
        s2s.GreedyEmbeddingSampler(embedding),
        keras.Dense(VOCABULARY),
        maximum_iterations=2,
    )
    decoder(
        None,
        start_tokens=tf.constant(START),
        end_token=1,
        initial_state=[tf.zeros([BATCH, CELL_UNITS])],
    )
    tracked = {w.ref() for w in decoder.trainable_variables}
    assert len(tracked) == 5
    assert embedding.embeddings.ref() not in tracked
    decoder.embedding = embedding  # an attribute of a layer is tracked
    assert embedding.embeddings.ref() in {w.ref() for w in decoder.trainable_variables}
