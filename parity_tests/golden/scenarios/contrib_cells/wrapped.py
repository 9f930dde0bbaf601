"""Wrap cells: projections, embeddings, highways, attention to their own outputs."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.contrib_cells.parts import (
    BATCH,
    DEPTH,
    LENGTHS,
    UNITS,
    gathered,
    rnn,
    sequence,
    step,
    tf,
)
from parity_tests.golden.scenarios.parts import decode, wrap
from parity_tests.golden.scenarios.registry import misuse, scenario


def gru(units: int = UNITS) -> Any:
    return rnn.GRUCell(units, dtype=tf.float64)


def lstm(units: int = UNITS) -> Any:
    return rnn.BasicLSTMCell(units, dtype=tf.float64)


def _ids() -> Any:
    return tf.constant([2, 0, 5])


@scenario
def embedding_wrapper() -> Any:
    return step(rnn.EmbeddingWrapper(gru(), 6, DEPTH), inputs=_ids())


@scenario
def embedding_wrapper_of_a_column() -> Any:
    cell = rnn.EmbeddingWrapper(lstm(), embedding_classes=6, embedding_size=DEPTH)
    return step(cell, inputs=tf.expand_dims(_ids(), 1))


@scenario
def embedding_wrapper_starts_from_its_initializer() -> Any:
    ones = tf.constant_initializer(1.5)
    cell = rnn.EmbeddingWrapper(gru(), 6, DEPTH, initializer=ones)
    cell(_ids(), cell.zero_state(BATCH, tf.float64))
    return {"embedding": tf.global_variables()[0].initial_value}


@scenario
def embedding_wrapper_starts_from_the_scopes_initializer() -> Any:
    with tf.variable_scope("scope", initializer=tf.constant_initializer(0.5)):
        cell = rnn.EmbeddingWrapper(gru(), 6, DEPTH)
        cell(_ids(), cell.zero_state(BATCH, tf.float64))
    return {"embedding": tf.global_variables()[0].initial_value}


@scenario
def input_projection_wrapper() -> Any:
    return step(rnn.InputProjectionWrapper(gru(), 3))


@scenario
def input_projection_wrapper_with_activation() -> Any:
    return step(rnn.InputProjectionWrapper(lstm(), num_proj=3, activation=tf.tanh, input_size=2))


@scenario
def output_projection_wrapper() -> Any:
    return step(rnn.OutputProjectionWrapper(gru(), 3))


@scenario
def output_projection_wrapper_with_activation() -> Any:
    return step(rnn.OutputProjectionWrapper(lstm(), output_size=3, activation=tf.tanh))


@scenario
def projections_in_dynamic_rnn() -> Any:
    cell = rnn.OutputProjectionWrapper(rnn.InputProjectionWrapper(gru(), 3), 7)
    cell = rnn.MultiRNNCell([cell, lstm(6)])
    return gathered(*tf.nn.dynamic_rnn(cell, sequence(), LENGTHS, dtype=tf.float64))


@scenario
def highway_wrapper() -> Any:
    with tf.variable_scope("scope", dtype=tf.float64):
        return step(rnn.HighwayWrapper(gru()), (UNITS,), steps=1)


@scenario
def highway_wrapper_of_free_gates() -> Any:
    with tf.variable_scope("scope", dtype=tf.float64):
        cell = rnn.HighwayWrapper(lstm(), couple_carry_transform_gates=False, carry_bias_init=2.0)
        return step(cell, (UNITS,), steps=1)


@scenario
def highway_wrapper_in_dynamic_rnn() -> Any:
    with tf.variable_scope("scope", dtype=tf.float64):
        cell = rnn.HighwayWrapper(gru(DEPTH), False)
        return gathered(*tf.nn.dynamic_rnn(cell, sequence(), LENGTHS, dtype=tf.float64))


@scenario
def highway_wrappers_biases_at_first() -> Any:
    cell = rnn.HighwayWrapper(rnn.GRUCell(UNITS), False, carry_bias_init=0.75)
    cell(tf.zeros([BATCH, UNITS]), tf.zeros([BATCH, UNITS]))
    return {v.op.name: v.initial_value for v in tf.global_variables() if v.op.name.endswith("_b")}


@scenario
def attention_cell_wrapper() -> Any:
    with tf.variable_scope("scope", dtype=tf.float64):
        return step(rnn.AttentionCellWrapper(lstm(), 3))


@scenario
def attention_cell_wrapper_of_all_sizes() -> Any:
    with tf.variable_scope("scope", dtype=tf.float64):
        cell = rnn.AttentionCellWrapper(
            gru(), attn_length=3, attn_size=4, attn_vec_size=6, input_size=7
        )
        return step(cell)


@scenario
def attention_cell_wrapper_with_a_joined_state() -> Any:
    with tf.variable_scope("scope", dtype=tf.float64):
        return step(rnn.AttentionCellWrapper(gru(), 2, state_is_tuple=False))


@scenario
def attention_cell_wrapper_in_dynamic_rnn() -> Any:
    with tf.variable_scope("scope", dtype=tf.float64):
        cell = rnn.AttentionCellWrapper(lstm(), 2)
        return gathered(*tf.nn.dynamic_rnn(cell, sequence(), LENGTHS, dtype=tf.float64))


@scenario
def projected_cell_under_attention() -> Any:
    cell = rnn.OutputProjectionWrapper(rnn.InputProjectionWrapper(gru(), 3), 7)
    return decode(wrap(cell=cell, attention_layer_size=4), impute_finished=True)


@misuse
def embedding_wrapper_of_no_cell() -> Any:
    return rnn.EmbeddingWrapper("cell", 6, DEPTH)


@misuse
def embedding_wrapper_without_classes() -> Any:
    return rnn.EmbeddingWrapper(gru(), 0, DEPTH)


@misuse
def embedding_wrapper_without_depth() -> Any:
    return rnn.EmbeddingWrapper(gru(), 6, 0)


@misuse
def input_projection_wrapper_of_no_cell() -> Any:
    return rnn.InputProjectionWrapper(None, 3)


@misuse
def input_projection_wrapper_of_unknown_depth() -> Any:
    inputs = tf.placeholder(tf.float64, [BATCH, None])
    return rnn.InputProjectionWrapper(gru(), 3)(inputs, tf.zeros([BATCH, UNITS], tf.float64))


@misuse
def input_projection_wrapper_of_rank_three() -> Any:
    inputs = tf.zeros([BATCH, 3, DEPTH], tf.float64)
    return rnn.InputProjectionWrapper(gru(), 3)(inputs, tf.zeros([BATCH, UNITS], tf.float64))


@misuse
def output_projection_wrapper_of_no_cell() -> Any:
    return rnn.OutputProjectionWrapper(None, 3)


@misuse
def output_projection_wrapper_to_nothing() -> Any:
    return rnn.OutputProjectionWrapper(gru(), 0)


@misuse
def highway_wrapper_of_another_depth() -> Any:
    with tf.variable_scope("scope", dtype=tf.float64):
        return step(rnn.HighwayWrapper(gru()))


@misuse
def attention_cell_wrapper_of_no_cell() -> Any:
    return rnn.AttentionCellWrapper(None, 3)


@misuse
def attention_cell_wrapper_of_no_length() -> Any:
    return rnn.AttentionCellWrapper(gru(), 0)


@misuse
def attention_cell_wrapper_joins_no_tuple() -> Any:
    return rnn.AttentionCellWrapper(lstm(), 3, state_is_tuple=False)


@misuse
def attention_cell_wrapper_in_float64_without_a_scope() -> Any:
    return step(rnn.AttentionCellWrapper(lstm(), 3))
