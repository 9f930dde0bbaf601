"""Show what tfa's loop does otherwise in silence: to states, shapes, lengths and histories."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from parity_tests.divergences.genuine import assert_same, distance, genuine
from parity_tests.divergences.port import (
    BATCH,
    CELL_UNITS,
    DEPTH,
    LENGTHS,
    MEMORY_TIME,
    WRAPPER,
    bahdanau,
    cell_of,
    decode,
    drawn,
    inputs,
    keras,
    s2s,
    wrapped,
)
from parity_tests.divergences.rows import row
from tf2_port.compat import tf


class Counting(keras.Layer):
    """Counts a row's steps in a state `[batch, *shape]`; puts the first count out."""

    output_size = 1

    def __init__(self, shape: Any) -> None:
        super().__init__(dtype="float64")
        self.state_size = tf.TensorShape(shape)

    def get_initial_state(
        self, inputs: Any = None, batch_size: Any = None, dtype: Any = None
    ) -> Any:
        return tf.zeros([batch_size, *self.state_size], tf.float64)

    def call(self, inputs: Any, state: Any, training: Any = None) -> Any:
        return tf.reshape(state, [BATCH, -1])[:, :1], state + 1.0


def counted(shape: Any) -> Any:
    return decode(Counting(shape), impute_finished=True)[1]


@row("hazards/08_impute_finished")
def test_impute_finished() -> None:
    """Whether a row is finished is broadcast along the wrong axis, if the sizes allow it."""
    recorded = genuine("divergences.decoding/counts_of_a_square_state_imputed")["state"]
    assert recorded[:, 0, 0].tolist() == [3.0, 0.0, 5.0]
    mixed = counted([BATCH, 2])
    assert mixed[:, 0, 0].numpy().tolist() == [3.0, 3.0, 3.0]
    assert mixed[0, :, 0].numpy().tolist() == [3.0, 0.0, 5.0], "the counts of three examples"
    assert distance(mixed, recorded) == 5.0
    flat = counted([BATCH * 2])  # a state of rank 2 is safe
    assert_same(tf.reshape(flat, [BATCH, BATCH, 2]), recorded)


@row("hazards/08_impute_finished")
def test_impute_finished_of_other_ranks() -> None:
    assert not genuine("divergences.decoding/counts_of_a_vector_of_states_imputed").error
    for shape in ([], [4, 2]):
        with pytest.raises((tf.errors.InvalidArgumentError, ValueError)):
            counted(shape)


def small_decoder(**options: Any) -> Any:
    cell = keras.SimpleRNNCell(CELL_UNITS, kernel_initializer="ones", recurrent_initializer="ones")
    layer = keras.Dense(
        4, kernel_initializer="zeros", bias_initializer=lambda *_, **__: [0.0, 9.0, 0.0, 0.0]
    )
    sampler = s2s.GreedyEmbeddingSampler(lambda ids: tf.ones([BATCH, DEPTH]))
    return s2s.BasicDecoder(cell, sampler, layer, **options)


@row("hazards/16_xla_shapes")
def test_xla_shapes() -> None:
    """All end at once: one step, but under XLA as many as there may be, zeros at the end."""
    recorded = genuine("helping.greedy/greedy_decoding_to_each_end_token")
    shortest = min(recorded[f"{end}/ids"].shape[1] for end in range(6))
    assert shortest < 7, "contrib puts out as many steps as the longest row has"
    decoder = small_decoder(maximum_iterations=6)
    start = {
        "start_tokens": tf.zeros([BATCH], tf.int32),
        "end_token": 1,
        "initial_state": [tf.zeros([BATCH, CELL_UNITS])],
    }
    outputs, _, lengths = decoder(None, **start)
    assert outputs.sample_id.numpy().tolist() == [[1]] * BATCH
    compiled = tf.function(lambda: decoder(None, **start), jit_compile=True)
    padded, _, same_lengths = compiled()
    assert padded.sample_id.numpy().tolist() == [[1, 0, 0, 0, 0, 0]] * BATCH
    assert_same(same_lengths, lengths)
    cut = padded.sample_id[:, : int(tf.reduce_max(same_lengths))]
    assert_same(cut, outputs.sample_id)


@row("hazards/16_xla_shapes")
def test_xla_drops_the_check_of_lengths() -> None:
    mechanism = bahdanau()
    query, state = drawn("query", BATCH, CELL_UNITS), tf.zeros([BATCH, MEMORY_TIME], tf.float64)

    def attend(lengths: Any) -> Any:
        mechanism.setup_memory(drawn("memory", BATCH, MEMORY_TIME, 4), lengths)
        return mechanism([query, state])[0]

    empty = tf.constant([6, 0, 4])
    signature = [tf.TensorSpec([BATCH], tf.int32)]
    with pytest.raises(tf.errors.InvalidArgumentError, match="greater than zero"):
        tf.function(attend, input_signature=signature)(empty)
    compiled = tf.function(attend, input_signature=signature, jit_compile=True)(empty)
    assert np.isfinite(compiled).all()
    assert genuine("wrong_batches/memory_length_of_zero").error


@row("hazards/21_state_indices")
def test_state_indices() -> None:
    """The third field was the time; now it is the alignments."""
    recorded = genuine("wrappers/wrapper_called_by_hand")
    assert recorded["state/time"] == 2
    made = wrapped(bahdanau(), keras.SimpleRNNCell(CELL_UNITS, dtype="float64"))
    state = made.get_initial_state(batch_size=BATCH, dtype=tf.float64)
    assert (state[2] + 1).shape == (BATCH, MEMORY_TIME)
    assert len(state) == 5
    assert state.alignments is state[2]


@row("hazards/23_history_mutated")
@pytest.mark.parametrize("way", ["one state", "a state each"])
def test_history_mutated(way: str) -> None:
    """Eagerly two decodings write into one array; in TensorFlow 1 that is an error."""
    recorded = genuine("divergences.decoding/first_state_used_twice")
    assert recorded.error == "InvalidArgumentError while running"
    cell = keras.SimpleRNNCell(CELL_UNITS, dtype="float64")
    made = wrapped(bahdanau(), cell, alignment_history=True)

    def fresh() -> Any:
        return made.get_initial_state(batch_size=BATCH, dtype=tf.float64)

    state = fresh()
    first = decode(made, state)[1].alignment_history
    rows = int(first.size())
    assert rows == max(LENGTHS)
    second = decode(made, state if way == "one state" else fresh())[1].alignment_history
    assert int(second.size()) == (2 * rows if way == "one state" else rows)
    assert int(first.size()) == int(second.size())


@row("hazards/27_zero_lengths")
def test_zero_lengths() -> None:
    """Of a batch of nothing, ids have no batch; in a function they do, as in contrib."""
    recorded = genuine("basic_decoding/decode_nothing_without_output_layer")
    assert recorded["outputs/sample_id"].shape == (BATCH, 0)
    cell = keras.SimpleRNNCell(CELL_UNITS, dtype="float64")
    decode(cell)  # makes the weights
    nothing = s2s.TrainingSampler(), (inputs(),), {"sequence_length": tf.zeros([BATCH], tf.int32)}
    assert decode(cell, None, nothing)[0].sample_id.shape == (0,)
    assert decode(cell, None, nothing, traced=True)[0].sample_id.shape == (BATCH, 0)


@row("hazards/28_array_leaves_function")
def test_array_leaves_function() -> None:
    """An array of steps that leaves a function is a tensor that nobody can read."""
    recorded = genuine("wrappers/output_attention_off_imputed")
    history = recorded["state/alignment_history"]
    weights = recorded.weights
    cell = cell_of("rnn", weights, f"{WRAPPER}/basic_rnn_cell", depth=DEPTH + 4)
    made = wrapped(bahdanau(weights), cell, alignment_history=True, output_attention=False)
    decode(made)  # makes the weights

    def run() -> Any:
        return decode(made, made.get_initial_state(batch_size=BATCH, dtype=tf.float64))[1]

    left = tf.function(run, autograph=False)().alignment_history
    assert not hasattr(left, "stack")
    assert left.dtype == tf.variant
    stacked = tf.function(lambda: run().alignment_history.stack(), autograph=False)()
    assert_same(stacked[:1], history[:1])


@row("hazards/29_small_print", "symbols/monotonic_attention")
def test_small_print() -> None:
    """A hard choice has a gradient now; where there was none, it was no number."""
    recorded = genuine("divergences.decoding/gradient_of_a_hard_choice")
    p = tf.constant([[0.0, 1.0, 1.0], [1.0, 0.0, 1.0]], tf.float64)
    previous = tf.constant([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]], tf.float64)
    with tf.GradientTape() as tape:
        tape.watch(p)
        attention = s2s.monotonic_attention(p, previous, "hard")
        total = tf.reduce_sum(drawn("weights", 2, 3) * attention)
    assert_same(attention, recorded["attention"])
    assert recorded["is not a number"].any()
    assert np.isfinite(tape.gradient(total, p)).all()
