"""Give `AttentionWrapper` its options."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.parts import (
    BATCH,
    CELL_UNITS,
    DEPTH,
    MEMORY_DEPTH,
    attention_wrapper,
    bahdanau,
    decode,
    describe,
    lstm_state,
    memory,
    named,
    tensor,
    tf,
    with_gradients,
    wrap,
    wrap_lstm,
)
from parity_tests.golden.scenarios.registry import scenario


def _sizes(cell: Any, prefix: str = "") -> dict[str, str]:
    zero = cell.zero_state(BATCH, tf.float64)
    return {
        prefix + "output_size": describe(cell.output_size),
        prefix + "state_size": describe(cell.state_size),
        prefix + "zero_state": describe(zero),
    }


@scenario
def wrapper_tells_its_sizes() -> Any:
    mechanism = bahdanau()
    return {
        **_sizes(wrap(mechanism), "plain/"),
        **_sizes(wrap(mechanism, alignment_history=True, output_attention=False), "history/"),
        **_sizes(wrap(mechanism, attention_layer_size=5), "layer/"),
        **_sizes(wrap([mechanism], alignment_history=True), "list/"),
        **_sizes(wrap((mechanism, mechanism), attention_layer_size=(5, 3)), "two/"),
    }


@scenario
def wrapper_tells_dynamic_sizes() -> Any:
    mechanism = bahdanau(memory=memory(static=[None, None, MEMORY_DEPTH]))
    return _sizes(wrap(mechanism, alignment_history=True))


@scenario
def zero_state_by_a_tensor() -> Any:
    state = wrap(alignment_history=True).zero_state(tf.constant(BATCH), tf.float64)
    return {**named("state", state._replace(alignment_history=())), "static": describe(state)}


@scenario
def wrapper_called_by_hand() -> Any:
    cell = wrap(output_attention=False, alignment_history=True)
    state = cell.zero_state(BATCH, tf.float64)
    first, state = cell(tensor("first", BATCH, DEPTH), state)
    second, state = cell(tensor("second", BATCH, DEPTH), state)
    return {"first": first, "second": second, **named("state", state)}


@scenario
def wrapper_without_a_dtype() -> Any:
    return decode(wrap(dtype=None))


@scenario
def wrapper_with_a_name() -> Any:
    return decode(wrap(name="attentive", attention_layer_size=5))


@scenario
def initial_cell_state() -> Any:
    return with_gradients(decode(wrap_lstm(initial_cell_state=lstm_state("start"))))


@scenario
def initial_cell_state_of_dynamic_batch() -> Any:
    c, h = (tensor(name, BATCH, CELL_UNITS, static=[None, CELL_UNITS]) for name in "ch")
    start = tf.nn.rnn_cell.LSTMStateTuple(c, h)
    return decode(wrap_lstm(initial_cell_state=start))


@scenario
def cell_input_fn() -> Any:
    """Attention first, inputs scaled: the kernel's rows are in another order."""
    cell = wrap(cell_input_fn=lambda inputs, attention: tf.concat([attention, 2.0 * inputs], -1))
    return with_gradients(decode(cell))


@scenario
def cell_input_fn_that_ignores_the_attention() -> Any:
    return decode(wrap(cell_input_fn=lambda inputs, attention: inputs))


@scenario
def output_attention_off() -> Any:
    return decode(wrap(output_attention=False, attention_layer_size=5))


@scenario
def output_attention_off_imputed() -> Any:
    cell = wrap(output_attention=False, alignment_history=True)
    return with_gradients(decode(cell, impute_finished=True))


@scenario
def attention_layer_with_bias_and_activation() -> Any:
    layer = tf.layers.Dense(5, activation=tf.tanh, name="projection", dtype=tf.float64)
    return with_gradients(decode(wrap(attention_layer=layer)))


@scenario
def attention_layer_without_a_name() -> Any:
    return decode(wrap(attention_layer=tf.layers.Dense(5, dtype=tf.float64)))


@scenario
def attention_layers_for_two_mechanisms() -> Any:
    layers = [
        tf.layers.Dense(5, activation=tf.sigmoid, name="wide", dtype=tf.float64),
        tf.layers.Dense(3, use_bias=False, name="narrow", dtype=tf.float64),
    ]
    cell = wrap([bahdanau(), bahdanau(memory=memory("other"))], attention_layer=layers)
    return {**decode(cell), **_sizes(cell)}


@scenario
def attention_layer_shared_by_two_mechanisms() -> Any:
    layer = tf.layers.Dense(5, name="shared", dtype=tf.float64)
    return decode(wrap([bahdanau(), bahdanau()], attention_layer=(layer, layer)))


@scenario
def attention_layer_size_in_a_list() -> Any:
    return decode(wrap(attention_layer_size=[5]))


@scenario
def attention_layer_size_for_a_list_of_one() -> Any:
    return decode(wrap([bahdanau()], attention_layer_size=5))


@scenario
def attention_fn() -> Any:
    """Gets (mechanism, cell output, attention state, layer), and wraps the default."""

    def attend(mechanism: Any, output: Any, state: Any, layer: Any) -> Any:
        compute = attention_wrapper._compute_attention
        attention, alignments, next_state = compute(mechanism, 0.5 * output, state, layer)
        return attention + 0.1, 2.0 * alignments, next_state - alignments

    return decode(wrap(attention_fn=attend, attention_layer_size=5))


@scenario
def attention_fn_carries_the_state() -> Any:
    """Coverage: what was attended to before counts less."""

    def attend(mechanism: Any, output: Any, state: Any, layer: Any) -> Any:
        assert layer is None
        alignments = mechanism(output, state)[0] / (1.0 + state)
        context = tf.squeeze(tf.matmul(alignments[:, None], mechanism.values), [1])
        return context, alignments, state + alignments

    return with_gradients(decode(wrap(attention_fn=attend, alignment_history=True)))
