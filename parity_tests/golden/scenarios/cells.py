"""Attend from, and inside of, other cells than a plain LSTM."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.parts import (
    BATCH,
    CELL_UNITS,
    MEMORY_DEPTH,
    bahdanau,
    decode,
    describe,
    lstm,
    memory,
    rnn,
    tf,
    with_gradients,
    wrap,
)
from parity_tests.golden.scenarios.registry import scenario

cells = tf.nn.rnn_cell


def _decode_with(cell: Any, **options: Any) -> Any:
    wrapped = wrap(cell=cell, **options)
    sizes = {"state_size": describe(wrapped.state_size)}
    return {**decode(wrapped, impute_finished=True), **sizes}


@scenario
def cell_lstm_with_peepholes() -> Any:
    return with_gradients(_decode_with(lstm(use_peepholes=True)))


@scenario
def cell_lstm_with_projection() -> Any:
    return _decode_with(lstm(num_proj=5, cell_clip=1.5, proj_clip=0.9), output_attention=False)


@scenario
def cell_lstm_without_forget_bias() -> Any:
    return _decode_with(lstm(forget_bias=0.0, activation=tf.nn.relu))


@scenario
def cell_lstm_with_a_joined_state() -> Any:
    return _decode_with(lstm(state_is_tuple=False))


@scenario
def cell_basic_lstm() -> Any:
    return _decode_with(cells.BasicLSTMCell(CELL_UNITS, dtype=tf.float64))


@scenario
def cell_gru() -> Any:
    return with_gradients(_decode_with(cells.GRUCell(CELL_UNITS, dtype=tf.float64)))


@scenario
def cell_basic_rnn() -> Any:
    return _decode_with(rnn())


@scenario
def cell_of_several_layers() -> Any:
    layers = [lstm(), cells.GRUCell(5, dtype=tf.float64)]
    return with_gradients(_decode_with(cells.MultiRNNCell(layers), output_attention=False))


@scenario
def cell_with_dropout_that_keeps_all() -> Any:
    cell = cells.DropoutWrapper(lstm(), input_keep_prob=1.0, output_keep_prob=1.0, dtype=tf.float64)
    return _decode_with(cell)


@scenario
def cell_with_residual() -> Any:
    """The wrapper adds the attention it was fed to the cell's output."""
    attention_only = wrap(
        cell=cells.ResidualWrapper(cells.GRUCell(MEMORY_DEPTH, dtype=tf.float64)),
        cell_input_fn=lambda inputs, attention: attention + inputs[:, :1],
        output_attention=False,
    )
    return decode(attention_only)


@scenario
def wrapper_inside_several_layers() -> Any:
    """Only the first layer attends; the state is that of each layer in turn."""
    stack = cells.MultiRNNCell([wrap(attention_layer_size=5), lstm(6)])
    found = with_gradients(decode(stack, impute_finished=True))
    return {**found, "state_size": describe(stack.state_size)}


@scenario
def wrapper_inside_a_residual_wrapper() -> Any:
    cell = cells.ResidualWrapper(wrap(attention_layer_size=2))
    return decode(cell)


@scenario
def wrapper_around_a_wrapper() -> Any:
    inner = wrap(attention_layer_size=5)
    return decode(wrap(bahdanau(memory=memory("outer")), cell=inner))


@scenario
def wrapper_in_dynamic_rnn() -> Any:
    """No decoder at all: `tf.nn.dynamic_rnn` steps the cell."""
    cell = wrap(attention_layer_size=5)
    sequence = memory("sequence")
    state = cell.zero_state(BATCH, tf.float64)
    outputs, state = tf.nn.dynamic_rnn(cell, sequence, [6, 2, 0], state, dtype=tf.float64)
    found = {"outputs": outputs, "attention": state.attention, "time": state.time}
    return with_gradients(found)
