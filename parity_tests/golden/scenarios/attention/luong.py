"""Give `LuongAttention` its options, memories and wrappers."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.attention.parts import attend, case, decode_in, luong
from parity_tests.golden.scenarios.parts import (
    BATCH,
    CELL_UNITS,
    DEPTH,
    LENGTHS,
    MEMORY_DEPTH,
    MEMORY_LENGTHS,
    MEMORY_TIME,
    TIME,
    attention_wrapper,
    bahdanau,
    decode,
    describe,
    draw,
    fed,
    helper,
    lstm,
    memory,
    seq2seq,
    tensor,
    tf,
    with_gradients,
    wrap,
    wrap_lstm,
)
from parity_tests.golden.scenarios.registry import scenario


@scenario
def luong_plain() -> Any:
    return attend(luong())


@scenario
def luong_scaled() -> Any:
    return attend(luong(scale=True))


@scenario
def luong_by_position() -> Any:
    given = (MEMORY_LENGTHS, True, tf.nn.sigmoid, -0.75, tf.float64, None, "other")
    return attend(seq2seq.LuongAttention(CELL_UNITS, memory(), *given))


@scenario
def luong_unmasked() -> Any:
    return attend(luong(memory_sequence_length=None, scale=True))


@scenario
def luong_by_hardmax() -> Any:
    return attend(luong(probability_fn=seq2seq.hardmax))


@scenario
def luong_by_a_probability_that_sees_masked_scores() -> Any:
    return attend(luong(probability_fn=tf.tanh, score_mask_value=0.25))


@scenario
def luong_score_mask_value_zero() -> Any:
    return attend(luong(score_mask_value=0.0))


@scenario
def luong_custom_key_value_fn() -> Any:
    return attend(luong(custom_key_value_fn=lambda keys, values: (2.0 * keys, values - 0.5)))


@scenario
def luong_lengths_as_numpy() -> Any:
    return attend(luong(memory_sequence_length=np.array(MEMORY_LENGTHS, np.int64)))


@scenario
def luong_starts_at_one() -> Any:
    luong(scale=True)(tensor("query", BATCH, CELL_UNITS), None)
    started = [v for v in tf.global_variables() if v.op.name.endswith("_g")]
    return {v.op.name: v.initial_value for v in started}


@scenario
def luong_initialised_by_its_scope() -> Any:
    """The scope's initialiser is for kernels; g has its own."""
    with tf.variable_scope("outer", initializer=tf.constant_initializer(0.25)):
        luong(scale=True)(tensor("query", BATCH, CELL_UNITS), None)
    return {v.op.name: v.initial_value for v in tf.global_variables()}


@scenario
def luong_tells_what_it_is() -> Any:
    mechanism = luong()
    return {
        "private": f"{mechanism._num_units} {mechanism._scale} {mechanism._name}",
        "query_layer": repr(mechanism.query_layer),
        "memory_layer": mechanism.memory_layer.name,
        "dtype": describe(tf.as_dtype(mechanism.dtype)),
        "sizes": describe((mechanism.batch_size, mechanism.alignments_size, mechanism.state_size)),
        "initial": mechanism.initial_state(2, tf.float32),
    }


@scenario
def luong_called_twice_makes_new_variables() -> Any:
    mechanism, query = luong(scale=True), tensor("query", BATCH, CELL_UNITS)
    return with_gradients({"first": mechanism(query, None)[0], "second": mechanism(query, None)[0]})


@scenario
def luong_of_a_query_of_unknown_depth() -> Any:
    query = tensor("query", BATCH, CELL_UNITS, static=[None, None])
    return {"alignments": luong()(query, None)[0]}


@scenario
def luong_of_a_query_of_unknown_rank() -> Any:
    query = tensor("query", BATCH, CELL_UNITS, static=tf.TensorShape(None))
    return {"alignments": luong()(query, None)[0]}


@scenario
def luong_score_function() -> Any:
    score = attention_wrapper._luong_score
    query, keys = tensor("query", BATCH, 4), tensor("keys", BATCH, MEMORY_TIME, 4)
    scale = tensor("scale")
    found = {"plain": score(query, keys, None), "scaled": score(query, keys, scale)}
    return with_gradients({**found, "by_number": score(query, keys, scale=-2.0)})


@scenario
def luong_decodes() -> Any:
    return with_gradients(decode(wrap_lstm(luong(scale=True))))


@scenario
def luong_decodes_with_all_options() -> Any:
    cell = wrap(
        luong(scale=True),
        attention_layer_size=5,
        alignment_history=True,
        output_attention=False,
        cell_input_fn=lambda inputs, attention: inputs * attention[:, :1],
    )
    return with_gradients(decode(cell, impute_finished=True, maximum_iterations=4))


@scenario
def luong_beside_bahdanau() -> Any:
    mechanisms = [luong(scale=True), bahdanau(memory=memory("second"))]
    cell = wrap(mechanisms, attention_layer_size=[5, 7], alignment_history=True)
    return with_gradients(decode(cell))


@scenario
def luong_with_an_attention_layer() -> Any:
    layer = tf.layers.Dense(7, activation=tf.tanh, name="own", dtype=tf.float64)
    return with_gradients(decode(wrap(luong(), attention_layer=layer)))


@scenario
def luong_with_an_attention_fn() -> Any:
    def attention_fn(mechanism: Any, cell_output: Any, state: Any, layer: Any) -> Any:
        shifted = cell_output + tf.reduce_sum(state, 1, keepdims=True)
        return attention_wrapper._compute_attention(mechanism, shifted, state, layer)

    return decode(wrap(luong(), attention_fn=attention_fn))


@scenario
def luong_of_unknown_batch_and_time() -> Any:
    lengths = fed(np.array(MEMORY_LENGTHS, np.int32), [None])
    of_memory = memory(static=[None, None, MEMORY_DEPTH])
    cell = wrap(luong(memory=of_memory, memory_sequence_length=lengths, scale=True))
    inputs = tensor("inputs", BATCH, TIME, DEPTH, static=[None, None, DEPTH])
    feeder = seq2seq.TrainingHelper(inputs, fed(np.array(LENGTHS, np.int32), [None]))
    state = cell.zero_state(tf.shape(inputs)[0], tf.float64)
    return with_gradients(decode(cell, state, feeder, impute_finished=True))


@scenario
def luong_shared_by_two_wrappers() -> Any:
    mechanism = luong(scale=True)
    first = decode(wrap(mechanism, name="first"), feeder=helper(), scope="one")
    second = decode(wrap(mechanism, cell=lstm(), name="second"), scope="two")
    return {**first, **{"second/" + name: made for name, made in second.items()}}


def _decode_in(dtype: str) -> Any:
    mechanism = luong(memory=memory(dtype=dtype), dtype=dtype, scale=True)
    return decode_in(dtype, mechanism, attention_layer_size=5)


case("luong_float16", _decode_in, dtype="float16")
case("luong_float32", _decode_in, dtype="float32")


@scenario
def luong_float32_by_default() -> Any:
    mechanism = seq2seq.LuongAttention(CELL_UNITS, draw("memory", 3, 6, 4, dtype="float32"))
    query = tensor("query", BATCH, CELL_UNITS, dtype="float32")
    return with_gradients({"alignments": mechanism(query, None)[0]})
