"""Bring together what is of different sizes."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.parts import (
    BATCH,
    CELL_UNITS,
    DEPTH,
    MEMORY_DEPTH,
    TIME,
    bahdanau,
    decode,
    fed,
    helper,
    lstm,
    memory,
    named,
    seq2seq,
    tensor,
    tf,
    wrap_lstm,
)
from parity_tests.golden.scenarios.registry import misuse

_DYNAMIC = (None, None, MEMORY_DEPTH)


def _dynamic() -> Any:
    return bahdanau(memory=memory(static=_DYNAMIC))


def _state(units: int = CELL_UNITS, rows: int = BATCH + 1, static: Any = None) -> Any:
    one = tensor("c", rows, units, static=static)
    return tf.nn.rnn_cell.LSTMStateTuple(one, -one)


@misuse
def zero_state_of_another_batch() -> Any:
    return wrap_lstm().zero_state(BATCH + 1, tf.float64)


@misuse
def zero_state_of_another_constant_batch() -> Any:
    return wrap_lstm().zero_state(tf.constant(BATCH + 1), tf.float64)


@misuse
def zero_state_of_another_dynamic_batch() -> Any:
    state = wrap_lstm().zero_state(fed(np.int32(BATCH + 1), []), tf.float64)
    return named("state", state)


@misuse
def zero_state_of_another_batch_than_a_dynamic_memory() -> Any:
    return named("state", wrap_lstm(_dynamic()).zero_state(BATCH + 1, tf.float64))


@misuse
def zero_state_of_two_memories_of_other_batches() -> Any:
    other = bahdanau(memory=tensor("other", 2, 6, 4), memory_sequence_length=None)
    return wrap_lstm([bahdanau(), other]).zero_state(BATCH, tf.float64)


@misuse
def zero_state_of_no_batch() -> Any:
    return wrap_lstm().zero_state(None, tf.float64)


@misuse
def initial_cell_state_of_another_batch() -> Any:
    return wrap_lstm(initial_cell_state=_state())


@misuse
def initial_cell_state_of_another_dynamic_batch() -> Any:
    cell = wrap_lstm(initial_cell_state=_state(static=[None, CELL_UNITS]))
    return named("state", cell.zero_state(BATCH, tf.float64))


@misuse
def initial_cell_state_of_other_units() -> Any:
    return decode(wrap_lstm(initial_cell_state=_state(5, BATCH)))


@misuse
def initial_cell_state_of_another_structure() -> Any:
    return decode(wrap_lstm(initial_cell_state=tensor("c", BATCH, CELL_UNITS)))


@misuse
def query_of_another_batch() -> Any:
    cell = wrap_lstm()
    state = cell.zero_state(BATCH, tf.float64)
    wide = state._replace(cell_state=_state(), attention=tensor("a", BATCH + 1, MEMORY_DEPTH))
    return cell(tensor("inputs", BATCH + 1, DEPTH), wide)


@misuse
def query_of_another_dynamic_batch() -> Any:
    cell = wrap_lstm(_dynamic(), cell_input_fn=lambda inputs, attention: inputs)
    state = cell.zero_state(BATCH, tf.float64)
    wide = state._replace(cell_state=_state(static=[None, CELL_UNITS]))
    output, _ = cell(tensor("inputs", BATCH + 1, DEPTH, static=[None, DEPTH]), wide)
    return {"output": output}


@misuse
def inputs_of_another_batch() -> Any:
    inputs = tensor("inputs", BATCH + 1, TIME, DEPTH)
    return decode(wrap_lstm(), feeder=seq2seq.TrainingHelper(inputs, [1] * (BATCH + 1)))


@misuse
def fewer_lengths_than_rows_imputed() -> Any:
    return decode(wrap_lstm(), feeder=helper([3, 2]), impute_finished=True)


@misuse
def memory_lengths_of_another_batch() -> Any:
    return bahdanau(memory_sequence_length=[6, 1, 4, 2])


@misuse
def memory_lengths_of_another_dynamic_batch() -> Any:
    lengths = fed(np.array([6, 1, 4, 2], np.int32), [None])
    return {"values": bahdanau(memory_sequence_length=lengths).values}


@misuse
def memory_length_of_zero() -> Any:
    lengths = fed(np.array([6, 0, 4], np.int32), [None])
    return decode(wrap_lstm(bahdanau(memory_sequence_length=lengths)))


@misuse
def memory_length_of_zero_known_before() -> Any:
    return decode(wrap_lstm(bahdanau(memory_sequence_length=[6, 0, 4])))


@misuse
def memory_length_negative() -> Any:
    lengths = fed(np.array([6, -1, 4], np.int32), [None])
    return decode(wrap_lstm(bahdanau(memory_sequence_length=lengths)))


@misuse
def lengths_beyond_the_inputs() -> Any:
    """The array of inputs ends before the last step."""
    return decode(lstm(), feeder=helper([TIME + 1, 2, 1]))


@misuse
def attention_fn_of_another_depth() -> Any:
    """Its results must be as deep as the context, or as `attention_layer_size`."""

    def attend(mechanism: Any, output: Any, state: Any, layer: Any) -> Any:
        alignments, next_state = mechanism(output, state)
        return output, alignments, next_state

    return decode(wrap_lstm(attention_fn=attend))


@misuse
def keys_of_another_time_than_values() -> Any:
    mechanism = bahdanau(
        custom_key_value_fn=lambda keys, values: (keys[:, :4], values),
        memory_sequence_length=None,
    )
    return decode(wrap_lstm(mechanism))
