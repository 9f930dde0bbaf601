"""Search for beams in both, on the same table of logits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from parity_tests.divergences.genuine import assert_same, distance, genuine, signature
from parity_tests.divergences.port import (
    BATCH,
    CELL_UNITS,
    DEPTH,
    MEMORY_LENGTHS,
    WRAPPER,
    bahdanau,
    cell_of,
    dense_of,
    drawn,
    keras,
    memory,
    s2s,
    wrapped,
)
from parity_tests.divergences.rows import row
from parity_tests.golden.scenarios.beam_search.parts import END, STEPS, VOCABULARY, WIDTH, table
from tf2_port.compat import tf

TOKENS = [1, 4, 7]


class Chain(keras.Layer):
    """The scenarios' cell: puts out its inputs bent by its state."""

    state_size, output_size = VOCABULARY, tf.TensorShape([VOCABULARY])

    def __init__(self, dtype: str = "float64") -> None:
        super().__init__(dtype=dtype)

    def get_initial_state(
        self, inputs: Any = None, batch_size: Any = None, dtype: Any = None
    ) -> Any:
        return tf.zeros([batch_size, VOCABULARY], dtype)

    def call(self, inputs: Any, state: Any, training: Any = None) -> Any:
        return inputs + 0.25 * state, 0.5 * state + tf.cos(inputs)


def search(
    width: int = WIDTH, embedding: Any = None, dtype: str = "float64", **options: Any
) -> Any:
    """Does what the scenarios' function of this name does."""
    embedding = tf.constant(table(1.0, dtype=dtype)) if embedding is None else embedding
    loop = {"maximum_iterations": STEPS, "dtype": dtype, **options}
    decoder = s2s.BeamSearchDecoder(Chain(dtype), width, **loop)
    state = s2s.tile_batch(drawn("state", BATCH, VOCABULARY, dtype=dtype), width)
    return decoder(embedding, start_tokens=tf.constant(TOKENS), end_token=END, initial_state=state)


def assert_found(found: Any, recorded: Any, bound: float = 1e-12) -> None:
    __tracebackhide__ = True
    outputs, state, _ = found
    steps = outputs.beam_search_decoder_output
    assert_same(outputs.predicted_ids, recorded["outputs/predicted_ids"])
    assert_same(steps.parent_ids, recorded["outputs/beam_search_decoder_output/parent_ids"])
    assert_same(state.log_probs, recorded["state/log_probs"], bound)
    assert_same(state.lengths, recorded["state/lengths"])
    assert_same(state.finished, recorded["state/finished"])


@row("beam/same_search", "verdict/same_beams")
@pytest.mark.parametrize(
    ("name", "width"),
    [("beam_of_one", 1), ("beam_of_three", 3), ("beam_of_seven", 7)],
)
def test_beams_are_the_same(name: str, width: int) -> None:
    assert_found(search(width), genuine(f"beam_search.widths/{name}"))


@row("beam/same_search")
def test_a_beam_wider_than_the_vocabulary() -> None:
    """There are not so many first tokens: some beams stay impossible."""
    recorded = genuine("beam_search.widths/beam_wider_than_the_vocabulary")
    outputs, state, _ = search(13)
    assert_same(outputs.predicted_ids, recorded["outputs/predicted_ids"])
    assert_same(state.lengths, recorded["state/lengths"])


@row("beam/final_sequence_lengths", "hazards/15_beam_lengths")
def test_final_sequence_lengths() -> None:
    """contrib counts steps and forgets to follow the beams; the state's lengths do follow."""
    recorded = genuine("beam_search.widths/beam_of_three")
    _, state, lengths = search(3)
    np.testing.assert_array_equal(lengths, recorded["state/lengths"])
    assert_same(state.lengths, recorded["state/lengths"])
    assert (np.asarray(lengths) != recorded["lengths"]).any()


@row("beam/length_penalty_float32", "hazards/29_small_print")
def test_the_length_penalty_is_float32_in_both() -> None:
    """So scores of float64 agree to seven digits, and near ties may go the other way."""
    recorded = genuine("beam_search.penalties/length_penalty")
    found = search(length_penalty_weight=0.6)
    scores = found[0].beam_search_decoder_output.scores
    expected = recorded["outputs/beam_search_decoder_output/scores"]
    assert_found(found, recorded)
    finite = np.abs(expected) < 1e30
    np.testing.assert_allclose(scores.numpy()[finite], expected[finite], rtol=0, atol=2e-6)
    exact = ((5.0 + np.arange(1, 10)) / 6.0) ** 0.6
    single = (np.float32(5.0) + np.arange(1, 10, dtype=np.float32)) / np.float32(6.0)
    assert distance(single ** np.float32(0.6), exact) > 1e-8
    assert scores.dtype == tf.float64


@row("beam/alignment_history", "hazards/15_beam_lengths")
@pytest.mark.parametrize("known", [True, False])
def test_alignment_history(known: bool) -> None:
    """contrib reorders if it does not know the batch; tfa always does."""
    name = "history_of_a_known_batch" if known else "history_of_an_unknown_batch"
    recorded = genuine(f"beam_search.arrays/{name}")
    final = attending(recorded.weights)[1]
    found, expected = (
        final.cell_state.alignment_history,
        recorded["state/cell_state/alignment_history"],
    )
    if known:
        assert distance(tf.reshape(found, expected.shape), expected) > 0.1
    else:
        assert_same(tf.reshape(found, expected.shape), expected)


def attending(weights: Any, cell_state: Any = None, width: int = WIDTH, **options: Any) -> Any:
    """Searches with attention to a tiled memory."""
    given = s2s.tile_batch(memory(), width), s2s.tile_batch(tf.constant(MEMORY_LENGTHS), width)
    cell = cell_of("rnn", weights, f"{WRAPPER}/basic_rnn_cell", depth=DEPTH + 4)
    made = wrapped(bahdanau(weights, given=given), cell, alignment_history=True)
    layer = dense_of(weights, "decoder/project")
    loop = {"maximum_iterations": 6, "dtype": "float64", **options}
    decoder = s2s.BeamSearchDecoder(made, width, None, layer, **loop)
    state = made.get_initial_state(batch_size=BATCH * width, dtype=tf.float64)
    embedding = tf.constant(table()[:, :DEPTH])
    return decoder(embedding, start_tokens=tf.constant(TOKENS), end_token=END, initial_state=state)


@row("beam/alignment_history")
def test_alignment_history_that_is_not_to_be_reordered() -> None:
    recorded = genuine("beam_search.arrays/history_of_an_unknown_batch_not_to_be_reordered")
    found = attending(recorded.weights, reorder_tensor_arrays=False)[1].cell_state.alignment_history
    found = found.stack() if hasattr(found, "stack") else found
    assert_same(found, recorded["state/cell_state/alignment_history"])


@row("beam/coverage_penalty_float64")
def test_the_coverage_penalty_is_for_float32_in_both() -> None:
    recorded = genuine("beam_search.penalties/coverage_penalty_in_float64")
    assert recorded.error
    weights = genuine("beam_search.arrays/history_of_an_unknown_batch").weights
    with pytest.raises(tf.errors.InvalidArgumentError, match="Mul"):
        attending(weights, coverage_penalty_weight=0.7)


@row("beam/impute_finished")
def test_beams_cannot_be_imputed_in_either() -> None:
    assert genuine("beam_search.wrong_decoders/search_imputed").error
    with pytest.raises((ValueError, tf.errors.InvalidArgumentError)):
        search(3, impute_finished=True)


@row("beam/embedding_at_call")
def test_an_embedding_at_the_call_replaces_the_function_for_good() -> None:
    """contrib is given its one embedding when the decoder is made."""
    assert signature("BeamSearchDecoder").startswith("(cell, embedding, ")
    assert signature("BeamSearchDecoder.initialize") == "(self, name=None)"
    first, second = table(1.0), table(1.0, name="another")
    decoder = s2s.BeamSearchDecoder(
        Chain(),
        3,
        lambda ids: tf.gather(tf.constant(first), ids),
        maximum_iterations=4,
        dtype="float64",
    )
    state = s2s.tile_batch(drawn("state", BATCH, VOCABULARY), 3)
    given = {"start_tokens": tf.constant(TOKENS), "end_token": END, "initial_state": state}

    def scores(embedding: Any) -> Any:
        return decoder(embedding, **given)[1].log_probs

    by_function = scores(None)
    by_tensor = scores(tf.constant(second))
    assert distance(by_tensor, by_function) > 0.1
    assert_same(scores(None), by_tensor, 0)


@row("beam/cell_state_structure")
def test_the_cells_state_is_a_list() -> None:
    """In contrib it is an LSTMStateTuple; tfa's search refuses tuples."""
    assert "state/cell_state/c" in genuine("beam_search.cells/beams_of_lstm")
    cell = keras.LSTMCell(VOCABULARY, dtype="float64")
    decoder = s2s.BeamSearchDecoder(cell, 2, maximum_iterations=2, dtype="float64")
    state = [tf.zeros([BATCH * 2, VOCABULARY], tf.float64)] * 2
    given = {"start_tokens": tf.constant(TOKENS), "end_token": END}
    with pytest.raises(TypeError, match="same nested structure"):
        decoder(tf.constant(table()), initial_state=tuple(state), **given)
    assert decoder(tf.constant(table()), initial_state=state, **given)


@row("beam/untiled_memory")
def test_a_memory_that_is_not_tiled_is_an_error_in_both() -> None:
    assert genuine("beam_search.wrong_decoders/search_with_a_memory_that_is_not_tiled").error
    mechanism = bahdanau()
    made = wrapped(mechanism, keras.LSTMCell(CELL_UNITS, dtype="float64"))
    with pytest.raises((ValueError, tf.errors.InvalidArgumentError)):
        made.get_initial_state(batch_size=BATCH * 2, dtype=tf.float64)


@row("capability/all_scores")
def test_scores_of_all_tokens() -> None:
    """tfa alone."""
    outputs, _, _ = search(3, output_all_scores=True)
    assert outputs.beam_search_decoder_output.scores.shape[2:] == (3, VOCABULARY)
    recorded = genuine("beam_search.widths/beam_of_three")
    assert recorded["outputs/beam_search_decoder_output/scores"].ndim == 3
