"""Give `BahdanauAttention` its options, and memories of several kinds."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.parts import (
    BATCH,
    CELL_UNITS,
    MEMORY_DEPTH,
    MEMORY_LENGTHS,
    MEMORY_TIME,
    UNITS,
    attention_wrapper,
    bahdanau,
    decode,
    describe,
    draw,
    fed,
    memory,
    tensor,
    tf,
    with_gradients,
    wrap,
)
from parity_tests.golden.scenarios.registry import scenario


def _attend(mechanism: Any) -> dict[str, Any]:
    """Asks a mechanism once, and reports what it holds."""
    query, state = tensor("query", BATCH, CELL_UNITS), tensor("state", BATCH, MEMORY_TIME)
    alignments, next_state = mechanism(query, state)
    return with_gradients(
        {
            "alignments": alignments,
            "next_state": next_state,
            "keys": mechanism.keys,
            "values": mechanism.values,
        }
    )


@scenario
def score_mask_value_zero() -> Any:
    """A masked score of 0 still takes part in the softmax."""
    return _attend(bahdanau(score_mask_value=0.0))


@scenario
def score_mask_value_large_negative() -> Any:
    return _attend(bahdanau(score_mask_value=-1e9))


@scenario
def score_mask_value_is_seen_by_a_custom_probability() -> Any:
    return _attend(bahdanau(score_mask_value=-0.75, probability_fn=tf.nn.sigmoid))


@scenario
def score_mask_value_without_lengths_is_ignored() -> Any:
    return _attend(bahdanau(score_mask_value=0.5, memory_sequence_length=None))


@scenario
def score_mask_value_as_tensor() -> Any:
    return _attend(bahdanau(score_mask_value=tf.constant(-2.5, tf.float64)))


@scenario
def probability_fn_that_is_no_distribution() -> Any:
    return decode(wrap(bahdanau(memory_sequence_length=None, probability_fn=tf.nn.relu)))


@scenario
def probability_fn_lambda() -> Any:
    return decode(wrap(bahdanau(probability_fn=lambda score: tf.nn.softmax(0.3 * score))))


@scenario
def normalize() -> Any:
    return _attend(bahdanau(normalize=True))


@scenario
def normalize_starts_from_constants() -> Any:
    bahdanau(normalize=True)(tensor("query", BATCH, CELL_UNITS), None)
    started = [v for v in tf.global_variables() if v.op.name.endswith(("_g", "_b"))]
    return {v.op.name: v.initial_value for v in started}


@scenario
def custom_key_value_fn() -> Any:
    return _attend(bahdanau(custom_key_value_fn=lambda keys, values: (2.0 * keys, values - 0.5)))


@scenario
def custom_key_value_fn_of_another_depth() -> Any:
    """The values' depth decides that of the attention."""
    mechanism = bahdanau(
        custom_key_value_fn=lambda keys, values: (
            keys[:, :4],
            tf.concat([values, keys], -1)[:, :4],
        ),
        memory_sequence_length=None,
    )
    return decode(wrap(mechanism))


@scenario
def lengths_as_list() -> Any:
    return _attend(bahdanau(memory_sequence_length=list(MEMORY_LENGTHS)))


@scenario
def lengths_as_numpy() -> Any:
    return _attend(bahdanau(memory_sequence_length=np.array(MEMORY_LENGTHS, np.int32)))


@scenario
def lengths_as_int64() -> Any:
    return _attend(bahdanau(memory_sequence_length=np.array(MEMORY_LENGTHS, np.int64)))


@scenario
def lengths_of_floats() -> Any:
    """A mask cuts their fractions off."""
    return _attend(bahdanau(memory_sequence_length=tf.constant([6.0, 1.5, 4.9])))


@scenario
def lengths_of_dynamic_batch() -> Any:
    lengths = fed(np.array(MEMORY_LENGTHS, np.int32), [None])
    return _attend(bahdanau(memory_sequence_length=lengths))


@scenario
def memory_as_numpy() -> Any:
    return _attend(bahdanau(memory=draw("memory", BATCH, MEMORY_TIME, MEMORY_DEPTH)))


@scenario
def mechanism_tells_its_sizes() -> Any:
    mechanism = bahdanau()
    return {
        "batch_size": describe(mechanism.batch_size),
        "alignments_size": describe(mechanism.alignments_size),
        "state_size": describe(mechanism.state_size),
        "dtype": describe(tf.as_dtype(mechanism.dtype)),
        "initial_alignments": mechanism.initial_alignments(BATCH, tf.float64),
        "initial_state": mechanism.initial_state(2, tf.float32),
        "query_layer": mechanism.query_layer.name,
        "memory_layer": mechanism.memory_layer.name,
    }


@scenario
def mechanism_tells_dynamic_sizes() -> Any:
    mechanism = bahdanau(memory=memory(static=[None, None, MEMORY_DEPTH]))
    initial = mechanism.initial_alignments(BATCH, tf.float64)
    return {
        "batch_size": describe(mechanism.batch_size),
        "alignments_size": describe(mechanism.alignments_size),
        "initial_alignments": initial,
        "static": describe([mechanism.keys, mechanism.values, initial]),
    }


@scenario
def mechanism_called_twice_makes_new_variables() -> Any:
    """Outside a loop each call opens a scope of its own, the query layer is shared."""
    mechanism, query = bahdanau(), tensor("query", BATCH, CELL_UNITS)
    return with_gradients({"first": mechanism(query, None)[0], "second": mechanism(query, None)[0]})


@scenario
def prepare_memory_masks_a_structure() -> Any:
    """Any rank from 2 on, any structure; the first tensor gives time and dtype."""
    one = tensor("one", BATCH, MEMORY_TIME, 2)
    many = (tensor("rank_2", BATCH, MEMORY_TIME), tensor("rank_4", BATCH, MEMORY_TIME, 3, 2))
    lengths = np.array([2, 0, 6], np.int32)
    prepared = attention_wrapper._prepare_memory([one, many], memory_sequence_length=lengths)
    return {"one": prepared[0], "rank_2": prepared[1][0], "rank_4": prepared[1][1]}


@scenario
def prepare_memory_of_unknown_rank() -> Any:
    given = tensor("memory", BATCH, MEMORY_TIME, 3, 2, static=tf.TensorShape(None))
    prepare = attention_wrapper._prepare_memory
    return {"memory": prepare(given, MEMORY_LENGTHS, check_inner_dims_defined=False)}


@scenario
def prepare_memory_by_a_mask() -> Any:
    mask = draw("mask", BATCH, MEMORY_TIME) > 0.0
    return {"memory": attention_wrapper._prepare_memory(memory(), memory_mask=mask)}


@scenario
def prepare_memory_unmasked() -> Any:
    return {"memory": attention_wrapper._prepare_memory(draw("memory", 2, 3, 4))}


@scenario
def mask_score_by_a_mask() -> Any:
    mask, score = draw("mask", BATCH, MEMORY_TIME) > 0.0, tensor("score", BATCH, MEMORY_TIME)
    masked = attention_wrapper._maybe_mask_score(score, memory_mask=mask, score_mask_value=-7.5)
    return {"score": masked}


@scenario
def mask_score_by_lengths() -> Any:
    score = tensor("score", BATCH, MEMORY_TIME)
    masked = attention_wrapper._maybe_mask_score
    return {
        "masked": masked(score, MEMORY_LENGTHS, score_mask_value=-np.inf),
        "unmasked": masked(score),
    }


@scenario
def score_function() -> Any:
    """Normalised only if both g and b are given."""
    query, keys = tensor("query", BATCH, UNITS), tensor("keys", BATCH, MEMORY_TIME, UNITS)
    v, g, b = tensor("v", UNITS), tensor("g"), tensor("b", UNITS)
    score = attention_wrapper._bahdanau_score
    return with_gradients(
        {
            "plain": score(query, keys, v),
            "normalised": score(query, keys, v, attention_g=g, attention_b=b),
            "g_alone": score(query, keys, v, attention_g=g),
            "b_alone": score(query, keys, v, attention_b=b),
        }
    )
