"""Attend by mechanisms of one's own."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.parts import (
    BATCH,
    CELL_UNITS,
    MEMORY_DEPTH,
    MEMORY_LENGTHS,
    MEMORY_TIME,
    attention_wrapper,
    bahdanau,
    decode,
    describe,
    memory,
    seq2seq,
    tensor,
    tf,
    with_gradients,
    wrap,
)
from parity_tests.golden.scenarios.registry import scenario


class Bare(seq2seq.AttentionMechanism):
    """Has the interface and nothing else; its state is a pair."""

    dtype = tf.float64
    batch_size = BATCH
    alignments_size = MEMORY_TIME
    state_size = (MEMORY_TIME, 2)

    def __init__(self) -> None:
        self.values = memory("bare")

    def initial_alignments(self, batch_size: Any, dtype: Any) -> Any:
        return tf.one_hot(tf.zeros([batch_size], tf.int32), MEMORY_TIME, dtype=dtype)

    def initial_state(self, batch_size: Any, dtype: Any) -> Any:
        return self.initial_alignments(batch_size, dtype), tf.ones([batch_size, 2], dtype)

    def __call__(self, query: Any, state: Any) -> Any:
        coverage, memo = state
        score = tf.reduce_sum(self.values, -1) * query[:, :1] + memo[:, 1:] - coverage
        alignments = tf.nn.softmax(score)
        return alignments, (coverage + alignments, memo[:, ::-1] * 0.5)


class Dot(attention_wrapper._BaseAttentionMechanism):
    """Scores by a dot product; sees its previous alignments in `probability_fn`."""

    def __init__(self, probability_fn: Any = None, **options: Any) -> None:
        layer = tf.layers.Dense(CELL_UNITS, name="keys_layer", use_bias=False, dtype=tf.float64)
        given = {"memory": memory("dot"), "memory_sequence_length": MEMORY_LENGTHS, **options}
        super().__init__(
            query_layer=None,
            memory_layer=layer,
            probability_fn=probability_fn or (lambda score, state: tf.nn.softmax(score - state)),
            **given,
        )

    def __call__(self, query: Any, state: Any) -> Any:
        alignments = self._probability_fn(tf.squeeze(self.keys @ query[:, :, None], [2]), state)
        return alignments, alignments


@scenario
def mechanism_of_the_bare_interface() -> Any:
    cell = wrap(Bare(), attention_layer_size=5, alignment_history=True)
    return {**decode(cell), "state_size": describe(cell.state_size)}


@scenario
def mechanism_of_the_bare_interface_imputed() -> Any:
    return with_gradients(decode(wrap([Bare(), bahdanau()]), impute_finished=True))


@scenario
def mechanism_of_the_private_base() -> Any:
    return with_gradients(decode(wrap(Dot())))


@scenario
def mechanism_of_the_private_base_masks_by_value() -> Any:
    mechanism = Dot(lambda score, state: tf.tanh(score) + state, score_mask_value=0.125, name="dot")
    return decode(wrap(mechanism))


@scenario
def mechanism_of_the_private_base_with_loose_memory() -> Any:
    """Inner dimensions may be unknown if nobody checks; the layer needs the last one."""
    loose = tensor("loose", BATCH, MEMORY_TIME, MEMORY_DEPTH, static=[None, None, MEMORY_DEPTH])
    mechanism = Dot(memory=loose, check_inner_dims_defined=False)
    return decode(wrap(mechanism))


class Hooked(seq2seq.BahdanauAttention):
    """Extends the real one, whose private parts scripts rely on."""

    def __call__(self, query: Any, state: Any) -> Any:
        with tf.variable_scope(None, "hooked", [query]):
            weight = tf.get_variable("weight", [self._num_units], dtype=query.dtype)
            processed = self.query_layer(query) * weight
            score = tf.reduce_sum(tf.tanh(self._keys + processed[:, None]), [2])
        alignments = self._probability_fn(score, state)
        return alignments, alignments


@scenario
def mechanism_derived_from_bahdanau() -> Any:
    mechanism = Hooked(3, memory(), MEMORY_LENGTHS, dtype=tf.float64)
    private = f"{mechanism._num_units} {mechanism._normalize} {mechanism._name}"
    return {**decode(wrap(mechanism)), "private": private}


@scenario
def interface_does_not_implement_itself() -> Any:
    found = {}
    for name in ("alignments_size", "state_size"):
        try:
            getattr(seq2seq.AttentionMechanism(), name)
        except NotImplementedError:
            found[name] = "NotImplementedError"
    return found
