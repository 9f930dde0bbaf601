"""Decode with contrib what tfa decodes otherwise."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.parts import (
    BATCH,
    CELL_UNITS,
    LENGTHS,
    TIME,
    decode,
    draw,
    helper,
    lstm,
    lstm_state,
    rnn,
    seq2seq,
    tensor,
    tf,
    wrap,
)
from parity_tests.golden.scenarios.registry import misuse, scenario


@scenario
def decode_lstm_from_a_state() -> Any:
    return decode(lstm(), lstm_state("start"))


class Counting(tf.nn.rnn_cell.RNNCell):
    """Counts a row's steps in a state `[batch, *shape]`; puts the first count out."""

    output_size = 1

    def __init__(self, shape: Any) -> None:
        super().__init__(dtype=tf.float64)
        self.shape = tf.TensorShape(shape)

    @property
    def state_size(self) -> Any:
        return self.shape

    def call(self, inputs: Any, state: Any) -> Any:
        return tf.reshape(state, [BATCH, -1])[:, :1], state + 1.0


def _counted(shape: Any) -> Any:
    """Counts three rows of 3, 0 and 5 steps; finished rows keep their count."""
    state = tf.zeros([BATCH, *shape], tf.float64)
    decoder = seq2seq.BasicDecoder(Counting(shape), helper(), state)
    return {"state": seq2seq.dynamic_decode(decoder, impute_finished=True)[1]}


@scenario
def counts_of_a_square_state_imputed() -> Any:
    """The state's second axis is as long as the batch."""
    return _counted([BATCH, 2])


@scenario
def counts_of_a_vector_of_states_imputed() -> Any:
    return _counted([])


@misuse
def first_state_used_twice() -> Any:
    """Its history is one array, which is written once."""
    cell = wrap(alignment_history=True)
    state = cell.zero_state(BATCH, tf.float64)
    found = {}
    for name in "ab":
        with tf.variable_scope(name):
            found[name] = decode(cell, state)["state/alignment_history"]
    return found


@scenario
def decode_of_an_unknown_batch_imputed() -> Any:
    inputs = tensor("inputs", BATCH, TIME, 2, static=[None, None, 2])
    feeder = seq2seq.TrainingHelper(inputs, LENGTHS)
    state = tensor("start", BATCH, CELL_UNITS, static=[None, CELL_UNITS])
    return decode(rnn(), state, feeder, impute_finished=True)


@scenario
def gradient_of_a_hard_choice() -> Any:
    """A product with zeros in it has no gradient in TensorFlow 1."""
    p = tf.constant(np.array([[0.0, 1.0, 1.0], [1.0, 0.0, 1.0]]))
    previous = tf.constant([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]], tf.float64)
    attention = seq2seq.monotonic_attention(p, previous, "hard")
    weights = tf.constant(draw("weights", 2, 3))
    gradient = tf.gradients(tf.reduce_sum(weights * attention), [p])[0]
    return {"attention": attention, "is not a number": tf.is_nan(gradient)}


@scenario
def clipped_and_decayed() -> Any:
    """One kernel, one norm; a bias that starts from zero weighs nothing."""
    cell = lstm()
    cell(tensor("x", BATCH, 2), cell.zero_state(BATCH, tf.float64))
    kernel, bias = cell.variables
    return {
        "clipped": tf.clip_by_norm(kernel, 1.0),
        "decay of the bias": tf.nn.l2_loss(bias.initial_value),
    }
