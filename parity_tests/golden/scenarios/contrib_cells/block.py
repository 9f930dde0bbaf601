"""Step LSTMs and GRUs by fused operations, in float32: they know no float64."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.contrib_cells.parts import (
    BATCH,
    DEPTH,
    LENGTHS,
    TIME,
    UNITS,
    gathered,
    rnn,
    sequence,
    state_of,
    step,
    steps_of,
    tf,
)
from parity_tests.golden.scenarios.parts import fed, tensor
from parity_tests.golden.scenarios.registry import misuse, scenario

SINGLE = "float32"


@scenario
def lstm_block_cell() -> Any:
    return step(rnn.LSTMBlockCell(UNITS), dtype=SINGLE)


@scenario
def lstm_block_cell_with_peepholes_and_clipping() -> Any:
    cell = rnn.LSTMBlockCell(UNITS, forget_bias=0.5, cell_clip=0.6, use_peephole=True)
    return step(cell, dtype=SINGLE)


@scenario
def lstm_block_cell_of_another_name() -> Any:
    return step(rnn.LSTMBlockCell(UNITS, dtype=tf.float32, name="mine"), dtype=SINGLE)


@scenario
def lstm_block_cell_in_dynamic_rnn() -> Any:
    cell = rnn.LSTMBlockCell(UNITS, use_peephole=True)
    inputs = sequence(SINGLE, static=[None, None, DEPTH])
    outputs, state = tf.nn.dynamic_rnn(cell, inputs, LENGTHS, dtype=tf.float32)
    return gathered(outputs, state)


@scenario
def gru_block_cell() -> Any:
    return step(rnn.GRUBlockCell(UNITS), dtype=SINGLE)


@scenario
def gru_block_cell_by_its_argument_of_old() -> Any:
    return step(rnn.GRUBlockCell(cell_size=UNITS, name="mine"), dtype=SINGLE)


@scenario
def gru_block_cell_v2_in_dynamic_rnn() -> Any:
    cell = rnn.GRUBlockCellV2(num_units=UNITS)
    outputs, state = tf.nn.dynamic_rnn(cell, sequence(SINGLE), LENGTHS, dtype=tf.float32)
    return gathered(outputs, state)


def _fused(lengths: Any = None, static: Any = None, **options: Any) -> Any:
    inputs = tensor("x", TIME, BATCH, DEPTH, dtype=SINGLE, static=static)
    cell = rnn.LSTMBlockFusedCell(UNITS, **options)
    state = state_of((UNITS, UNITS), "state", SINGLE)
    return gathered(*cell(inputs, initial_state=state, sequence_length=lengths))


@scenario
def lstm_block_fused_cell() -> Any:
    return _fused()


@scenario
def lstm_block_fused_cell_of_ragged_lengths() -> Any:
    return _fused(LENGTHS, cell_clip=0.6, use_peephole=True, forget_bias=0.3)


@scenario
def lstm_block_fused_cell_of_unknown_shapes() -> Any:
    lengths = fed(np.array(LENGTHS, np.int32), [None])
    return _fused(lengths, [None, None, DEPTH], name="mine")


@scenario
def lstm_block_fused_cell_from_zeros() -> Any:
    cell = rnn.LSTMBlockFusedCell(UNITS)
    inputs = tensor("x", TIME, BATCH, DEPTH, dtype=SINGLE)
    return gathered(*cell(inputs, dtype=tf.float32, scope="fused"))


@scenario
def lstm_block_fused_cell_backwards() -> Any:
    cell = rnn.TimeReversedFusedRNN(rnn.LSTMBlockFusedCell(UNITS))
    inputs = tensor("x", TIME, BATCH, DEPTH, dtype=SINGLE)
    return gathered(*cell(inputs, dtype=tf.float32, sequence_length=tf.constant(LENGTHS)))


def _adapted(**options: Any) -> Any:
    return rnn.FusedRNNCellAdaptor(rnn.GRUCell(UNITS, dtype=tf.float64), **options)


@scenario
def adapted_cell_of_a_list() -> Any:
    return gathered(*_adapted()(steps_of(), dtype=tf.float64, sequence_length=LENGTHS))


@scenario
def adapted_cell_of_a_tensor() -> Any:
    inputs = tensor("x", TIME, BATCH, DEPTH)
    return gathered(*_adapted()(inputs, dtype=tf.float64, scope="mine"))


@scenario
def adapted_cell_of_a_list_in_dynamic_rnn() -> Any:
    state = tensor("state", BATCH, UNITS)
    return gathered(*_adapted(use_dynamic_rnn=True)(steps_of(), initial_state=state))


@scenario
def adapted_cell_backwards() -> Any:
    cell = rnn.TimeReversedFusedRNN(_adapted(use_dynamic_rnn=True))
    inputs = tensor("x", TIME, BATCH, DEPTH)
    lengths = tf.constant(LENGTHS)
    return gathered(*cell(inputs, dtype=tf.float64, sequence_length=lengths))


@scenario
def adapted_cell_of_a_list_backwards() -> Any:
    return gathered(*rnn.TimeReversedFusedRNN(_adapted())(steps_of(), dtype=tf.float64))


@scenario
def adapted_cell_backwards_without_lengths() -> Any:
    inputs = tensor("x", TIME, BATCH, DEPTH)
    return gathered(*rnn.TimeReversedFusedRNN(_adapted())(inputs, dtype=tf.float64))


@misuse
def lstm_block_cell_in_float64() -> Any:
    return step(rnn.LSTMBlockCell(UNITS))


@misuse
def lstm_block_cell_with_a_state_of_three() -> Any:
    zeros = tf.zeros([BATCH, UNITS])
    return rnn.LSTMBlockCell(UNITS)(tf.zeros([BATCH, DEPTH]), (zeros, zeros, zeros))


@misuse
def lstm_block_cell_of_unknown_depth() -> Any:
    cell = rnn.LSTMBlockCell(UNITS)
    return cell(tf.placeholder(tf.float32, [BATCH, None]), cell.zero_state(BATCH, tf.float32))


@misuse
def lstm_block_cell_of_rank_three() -> Any:
    cell = rnn.LSTMBlockCell(UNITS)
    return cell(tf.zeros([BATCH, TIME, DEPTH]), cell.zero_state(BATCH, tf.float32))


@misuse
def gru_block_cell_without_units() -> Any:
    return rnn.GRUBlockCell()


@misuse
def gru_block_cell_with_units_twice() -> Any:
    return rnn.GRUBlockCell(UNITS, UNITS)


@misuse
def gru_block_cell_with_a_state_of_another_size() -> Any:
    return rnn.GRUBlockCell(UNITS)(tf.zeros([BATCH, DEPTH]), tf.zeros([BATCH, UNITS + 1]))


@misuse
def gru_block_cell_of_unknown_depth() -> Any:
    cell = rnn.GRUBlockCell(UNITS)
    return cell(tf.placeholder(tf.float32, [BATCH, None]), tf.zeros([BATCH, UNITS]))


@misuse
def lstm_block_fused_cell_without_state_or_dtype() -> Any:
    return rnn.LSTMBlockFusedCell(UNITS)(tf.zeros([TIME, BATCH, DEPTH]))


@misuse
def lstm_block_fused_cell_with_a_state_of_three() -> Any:
    zeros = tf.zeros([BATCH, UNITS])
    inputs = tf.zeros([TIME, BATCH, DEPTH])
    return rnn.LSTMBlockFusedCell(UNITS)(inputs, initial_state=(zeros, zeros, zeros))


@misuse
def lstm_block_fused_cell_with_long_lengths() -> Any:
    return _fused(tf.constant(LENGTHS, tf.int64))


@misuse
def lstm_block_fused_cell_of_a_list() -> Any:
    inputs = [tf.zeros([BATCH, DEPTH]) for _ in range(TIME)]
    return rnn.LSTMBlockFusedCell(UNITS)(inputs, dtype=tf.float32)


@misuse
def fused_cell_without_a_call() -> Any:
    class Mine(rnn.FusedRNNCell):
        pass

    return Mine()
