"""Compare contrib's helpers with tfa's samplers, which are given their data at the call."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
import pytest

from parity_tests.divergences.genuine import assert_same, genuine, signature
from parity_tests.divergences.port import (
    BATCH,
    CELL_UNITS,
    DEPTH,
    LENGTHS,
    TIME,
    cell_of,
    decode,
    dense_of,
    drawn,
    inputs,
    s2s,
)
from parity_tests.divergences.rows import row
from parity_tests.golden.scenarios.helping.parts import START, VOCABULARY
from tf2_port.compat import tf

LENGTHS_GIVEN = {"sequence_length": tf.constant(LENGTHS)}


def assert_decoded(found: Any, recorded: Any) -> None:
    """Compares outputs, ids and lengths, whose dtypes differ where tfa's ids are int32."""
    __tracebackhide__ = True
    outputs, _, lengths = found
    assert_same(outputs.rnn_output, recorded["outputs/rnn_output"])
    assert_same(outputs.sample_id, recorded["outputs/sample_id"])
    assert_same(lengths, recorded["lengths"])


def decode_tokens(recorded: Any, sampler: Any, **options: Any) -> Any:
    """Does what the scenarios' function of this name does."""
    weights = recorded.weights
    return decode(
        cell_of("rnn", weights, "decoder/basic_rnn_cell"),
        [drawn("start", BATCH, CELL_UNITS)],
        sampler,
        dense_of(weights, "decoder/vocabulary"),
        **{"maximum_iterations": 7, "parallel_iterations": 1, **options},
    )


def fed_back(made: Any, end: int) -> Any:
    embedding = drawn("embedding", VOCABULARY, DEPTH)
    return made, (embedding,), {"start_tokens": tf.constant(START), "end_token": end}


def decode_by_hand(sampler: Any, units: int, weights: Any, **options: Any) -> Any:
    cell = cell_of("rnn", weights, "decoder/basic_rnn_cell", units)
    return decode(cell, [drawn("start", BATCH, units)], sampler, **options)


@row("symbols/Helper")
def test_Helper() -> None:
    """Tensors move to `initialize`, and there are no names of ops."""
    assert "name" in signature("TrainingHelper.initialize")
    assert "inputs" in signature("TrainingHelper")
    for sampler in (s2s.TrainingSampler, s2s.GreedyEmbeddingSampler, s2s.InferenceSampler):
        assert "name" not in inspect.signature(sampler).parameters
        assert not {"inputs", "embedding", "start_inputs"} & set(
            inspect.signature(sampler).parameters
        )
    assert genuine("wrong_decoders/abstract_helper").error.startswith("TypeError")
    with pytest.raises(TypeError, match="abstract"):
        s2s.Sampler()
    assert not issubclass(s2s.Sampler, tf.Module)


@row("symbols/TrainingHelper")
@pytest.mark.parametrize("impute", [False, True])
def test_TrainingHelper(impute: bool) -> None:
    recorded = genuine("basic_decoding/decode_a_cell_without_attention")
    weights = recorded.weights
    cell = cell_of("lstm", weights, "decoder/lstm_cell")
    layer = dense_of(weights, "decoder/vocabulary")
    if impute:
        assert_decoded(decode(cell, layer=layer, impute_finished=True), recorded)
    time_major = (
        s2s.TrainingSampler(time_major=True),
        (tf.transpose(inputs(), [1, 0, 2]),),
        LENGTHS_GIVEN,
    )
    outputs, _, lengths = decode(cell, None, time_major, layer, impute_finished=impute)
    assert_same(lengths, recorded["lengths"])
    inside = np.arange(TIME) < np.array(LENGTHS)[:, None]
    assert_same(outputs.rnn_output[inside], recorded["outputs/rnn_output"][inside])


@row("symbols/TrainingHelper")
def test_TrainingHelper_of_a_list_stacks_it_and_tfa_keeps_it() -> None:
    recorded = genuine("helpers/training_helper_stacks_a_list")
    parts = [drawn(f"part_{k}", TIME, DEPTH) for k in range(BATCH)]
    assert_same(recorded["inputs"], np.stack(parts), 0)  # the parts became the batch
    _, first = s2s.TrainingSampler().initialize(parts, sequence_length=tf.constant([2] * TIME))
    assert [item.shape.as_list() for item in first] == [[TIME]] * BATCH  # time is the batch


@row("symbols/TrainingHelper")
def test_TrainingHelper_of_lengths_beyond_the_inputs_raises_in_both() -> None:
    assert genuine("wrong_batches/lengths_beyond_the_inputs").error
    cell = tf.keras.layers.SimpleRNNCell(3, dtype="float64")
    too_long = s2s.TrainingSampler(), (inputs(),), {"sequence_length": [TIME + 1] * BATCH}
    with pytest.raises(tf.errors.OpError):
        decode(cell, None, too_long)


@row("symbols/GreedyEmbeddingHelper")
def test_GreedyEmbeddingHelper() -> None:
    recorded = genuine("helping.greedy/greedy_decoding")
    sampler = fed_back(s2s.GreedyEmbeddingSampler(), end=1)
    assert_decoded(decode_tokens(recorded, sampler), recorded)
    with pytest.raises(TypeError, match="embedding_fn"):
        s2s.GreedyEmbeddingSampler(drawn("embedding", VOCABULARY, DEPTH))


@row("symbols/SampleEmbeddingHelper")
def test_SampleEmbeddingHelper() -> None:
    """With a seed for the op, both draw the same tokens."""
    recorded = genuine("helping.drawing/sampler_decoding")
    tf.random.set_seed(None)
    sampler = fed_back(s2s.SampleEmbeddingSampler(seed=7), end=1)
    assert_decoded(decode_tokens(recorded, sampler, traced=True), recorded)


@row("symbols/ScheduledEmbeddingTrainingHelper")
@pytest.mark.parametrize(("name", "probability"), [("decoding_never", 0.0), ("decoding", 0.5)])
def test_ScheduledEmbeddingTrainingHelper(name: str, probability: float) -> None:
    recorded = genuine(f"helping.scheduled_embedding/scheduled_embedding_{name}")
    tf.random.set_seed(None)
    made = s2s.ScheduledEmbeddingTrainingSampler(probability, seed=3, scheduling_seed=5)
    embedding = drawn("embedding", VOCABULARY, DEPTH)
    sampler = made, (inputs(),), {**LENGTHS_GIVEN, "embedding": embedding}
    assert_decoded(decode_tokens(recorded, sampler, traced=True), recorded)


@row("symbols/ScheduledOutputTrainingHelper")
@pytest.mark.parametrize(("name", "probability"), [("never", 0.0), ("always", 1.0)])
def test_ScheduledOutputTrainingHelper(name: str, probability: float) -> None:
    recorded = genuine(f"helping.scheduled_output/scheduled_output_decoding_{name}")
    made = s2s.ScheduledOutputTrainingSampler(probability, seed=5)
    found = decode_by_hand(
        (made, (inputs(),), LENGTHS_GIVEN),
        DEPTH,
        recorded.weights,
        impute_finished=name == "always",
    )
    assert_decoded(found, recorded)


@row("symbols/InferenceHelper")
def test_InferenceHelper() -> None:
    """`start_inputs` was the fourth argument; in tfa that is `end_fn`."""
    assert list(inspect.signature(s2s.InferenceSampler).parameters)[3] == "end_fn"
    assert signature("InferenceHelper").split(", ")[3] == "start_inputs"
    recorded = genuine("helping.inference/inference_decoding")
    made = s2s.InferenceSampler(
        sample_fn=lambda outputs: 1.5 * outputs[:, :DEPTH],
        sample_shape=[DEPTH],
        sample_dtype=tf.float64,
        end_fn=lambda samples: samples[:, -1] < -1.2,
    )
    sampler: Any = made, (drawn("go", BATCH, DEPTH),), {}
    assert_decoded(decode_by_hand(sampler, 8, recorded.weights, maximum_iterations=6), recorded)


@row("symbols/CustomHelper")
def test_CustomHelper() -> None:
    recorded = genuine("helping.custom/custom_decoding")
    steps = (4, 0, 2)

    def next_inputs(time: Any, outputs: Any, state: Any, sample_ids: Any) -> Any:
        scale = tf.cast(sample_ids, tf.float64)[:, None] / 4.0
        return time + 1 >= steps, outputs[:, :DEPTH] * scale, state

    made = s2s.CustomSampler(
        initialize_fn=lambda given: (tf.equal(steps, 0), given),
        sample_fn=lambda time, outputs, state: tf.cast(tf.argmax(outputs, -1), tf.int32) + time,
        next_inputs_fn=next_inputs,
    )
    sampler: Any = made, (drawn("go", BATCH, DEPTH),), {}
    assert_decoded(decode_by_hand(sampler, 8, recorded.weights), recorded)
    # contrib's helper is for one batch. tfa's may be used again, but keeps the first's size.
    made.initialize(tf.zeros([2, DEPTH]))
    assert int(made.batch_size) == BATCH
