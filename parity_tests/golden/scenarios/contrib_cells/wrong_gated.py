"""Misuse the cells that contrib added: normalised, searched for, gated and grouped."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.contrib_cells.parts import BATCH, DEPTH, UNITS, rnn, step, tf
from parity_tests.golden.scenarios.registry import misuse


@misuse
def intersection_rnn_without_projection() -> Any:
    return step(rnn.IntersectionRNNCell(UNITS))


@misuse
def coupled_lstm_in_too_many_shards() -> Any:
    return step(rnn.CoupledInputForgetGateLSTMCell(2, num_unit_shards=9))


@misuse
def coupled_lstm_normalised_in_float64() -> Any:
    return step(rnn.CoupledInputForgetGateLSTMCell(UNITS, layer_norm=True))


@misuse
def grouped_lstm_of_indivisible_units() -> Any:
    return rnn.GLSTMCell(5, number_of_groups=2)


@misuse
def grouped_lstm_of_indivisible_projection() -> Any:
    return rnn.GLSTMCell(6, num_proj=3, number_of_groups=2)


@misuse
def grouped_lstm_of_indivisible_inputs() -> Any:
    return step(rnn.GLSTMCell(6, number_of_groups=3))


def _of_unknown_depth(cell: Any) -> Any:
    inputs = tf.placeholder(tf.float32, [BATCH, None])
    return cell(inputs, cell.zero_state(BATCH, tf.float32))


@misuse
def nas_of_unknown_depth() -> Any:
    return _of_unknown_depth(rnn.NASCell(UNITS))


@misuse
def ugrnn_of_unknown_depth() -> Any:
    return _of_unknown_depth(rnn.UGRNNCell(UNITS))


@misuse
def intersection_rnn_of_unknown_depth() -> Any:
    return _of_unknown_depth(rnn.IntersectionRNNCell(UNITS))


@misuse
def coupled_lstm_of_unknown_depth() -> Any:
    return _of_unknown_depth(rnn.CoupledInputForgetGateLSTMCell(UNITS))


@misuse
def grouped_lstm_of_unknown_depth() -> Any:
    return _of_unknown_depth(rnn.GLSTMCell(UNITS))


@misuse
def simple_recurrent_unit_of_unknown_depth() -> Any:
    return _of_unknown_depth(rnn.SRUCell(UNITS))


@misuse
def independent_rnn_of_unknown_depth() -> Any:
    return _of_unknown_depth(rnn.IndRNNCell(UNITS))


@misuse
def layer_norm_lstm_of_unknown_depth() -> Any:
    return _of_unknown_depth(rnn.LayerNormBasicLSTMCell(UNITS))


@misuse
def independent_rnn_of_rank_three() -> Any:
    return rnn.IndRNNCell(UNITS)(tf.zeros([BATCH, 3, DEPTH]), tf.zeros([BATCH, UNITS]))


@misuse
def simple_recurrent_unit_of_rank_three() -> Any:
    return rnn.SRUCell(UNITS)(tf.zeros([BATCH, 3, DEPTH]), tf.zeros([BATCH, UNITS]))
