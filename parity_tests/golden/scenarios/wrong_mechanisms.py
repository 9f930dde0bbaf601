"""Give attention mechanisms what they do not take."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.parts import (
    BATCH,
    MEMORY_DEPTH,
    MEMORY_LENGTHS,
    MEMORY_TIME,
    UNITS,
    attention_wrapper,
    bahdanau,
    decode,
    memory,
    tensor,
    tf,
    wrap,
)
from parity_tests.golden.scenarios.registry import misuse


def _base(**options: Any) -> Any:
    layer = tf.layers.Dense(UNITS, dtype=tf.float64)
    given = {"query_layer": None, "memory_layer": layer, "probability_fn": tf.nn.softmax}
    return attention_wrapper._BaseAttentionMechanism(memory=memory(), **{**given, **options})


@misuse
def mechanism_with_query_layer_not_a_layer() -> Any:
    return _base(query_layer=lambda query: query)


@misuse
def mechanism_with_keras_query_layer() -> Any:
    return _base(query_layer=tf.keras.layers.Dense(UNITS))


@misuse
def mechanism_with_memory_layer_not_a_layer() -> Any:
    return _base(memory_layer="dense")


@misuse
def mechanism_with_keras_memory_layer() -> Any:
    return _base(memory_layer=tf.keras.layers.Dense(UNITS, dtype="float64"))


@misuse
def mechanism_without_memory_layer() -> Any:
    """Documented as optional, but asked for its dtype."""
    return _base(memory_layer=None)


@misuse
def mechanism_with_probability_fn_not_callable() -> Any:
    return _base(probability_fn="softmax")


@misuse
def bahdanau_with_probability_fn_not_callable() -> Any:
    """It is wrapped at once, so that nobody sees it before it is called."""
    return decode(wrap(bahdanau(probability_fn="softmax")))


@misuse
def bahdanau_without_units() -> Any:
    return bahdanau(num_units=None)


@misuse
def memory_of_unknown_depth() -> Any:
    return bahdanau(memory=memory(static=[BATCH, MEMORY_TIME, None]))


@misuse
def memory_of_rank_2() -> Any:
    rank_2 = tensor("flat", BATCH, MEMORY_DEPTH)
    return decode(wrap(bahdanau(memory=rank_2, memory_sequence_length=None)))


@misuse
def memory_of_rank_4() -> Any:
    return decode(wrap(bahdanau(memory=tensor("deep", BATCH, MEMORY_TIME, 2, 3))))


@misuse
def memory_is_none() -> Any:
    return bahdanau(memory=None)


@misuse
def memory_in_a_list() -> Any:
    return bahdanau(memory=[memory("one"), memory("two")])


@misuse
def memory_of_another_dtype() -> Any:
    """The mechanism's dtype is float32 by default."""
    return decode(wrap(bahdanau(dtype=None)))


@misuse
def prepare_memory_with_lengths_and_mask() -> Any:
    mask = tf.ones([BATCH, MEMORY_TIME], tf.bool)
    return attention_wrapper._prepare_memory(memory(), MEMORY_LENGTHS, mask)


@misuse
def mask_score_with_lengths_and_mask() -> Any:
    score = tensor("score", BATCH, MEMORY_TIME)
    mask = tf.ones([BATCH, MEMORY_TIME], tf.bool)
    return attention_wrapper._maybe_mask_score(score, MEMORY_LENGTHS, mask, 0.0)


@misuse
def mask_score_without_a_value() -> Any:
    score = tensor("score", BATCH, MEMORY_TIME)
    return attention_wrapper._maybe_mask_score(score, MEMORY_LENGTHS)
