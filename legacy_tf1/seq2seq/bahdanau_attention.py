"""Score a query against a memory by a small network: additive attention.

Answers to `BahdanauAttention` of `tf.contrib.seq2seq` in TensorFlow 1.15.5;
Bahdanau, Cho, Bengio, "Neural Machine Translation by Jointly Learning to Align
and Translate", ICLR 2015, arXiv 1409.0473, appendix A.1.2.
"""

from __future__ import annotations

from typing import Any, Callable

import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq.attention_mechanism import _BaseAttentionMechanism
from legacy_tf1.seq2seq.rnn_cell import Dense


def _bahdanau_score(
    processed_query: tf.Tensor,
    keys: tf.Tensor,
    attention_v: tf.Tensor,
    attention_g: tf.Tensor | None = None,
    attention_b: tf.Tensor | None = None,
) -> tf.Tensor:
    """Computes `sum(v * tanh(keys + query))`, or its weight-normalised form.

    With `g` and `b` given: `sum(g * v / |v| * tanh(keys + query + b))`, Salimans
    and Kingma, "Weight Normalization", 2016, arXiv 1602.07868, equation 2.

    Args:
      processed_query: `[batch, num_units]`.
      keys: `[batch, time, num_units]`.
      attention_v: `[num_units]`.
      attention_g: scalar.
      attention_b: `[num_units]`.

    Returns:
      Scores `[batch, time]`.
    """
    query = tf.expand_dims(processed_query, 1)
    if attention_g is None or attention_b is None:
        return tf.reduce_sum(attention_v * tf.tanh(keys + query), [2])
    normed_v = attention_g * attention_v * tf.rsqrt(tf.reduce_sum(tf.square(attention_v)))
    return tf.reduce_sum(normed_v * tf.tanh(keys + query + attention_b), [2])


def _score(mechanism: Any, query: tf.Tensor) -> tf.Tensor:
    """Scores `query` by a mechanism's keys, with variables in the current scope."""
    processed_query = mechanism.query_layer(query) if mechanism.query_layer else query
    units, dtype = mechanism._num_units, query.dtype
    attention_v = tf.get_variable("attention_v", [units], dtype=dtype)
    attention_g = attention_b = None
    if mechanism._normalize:
        attention_g = tf.get_variable(
            "attention_g",
            [],
            dtype=dtype,
            initializer=tf.constant_initializer((1.0 / units) ** 0.5),
        )
        attention_b = tf.get_variable(
            "attention_b", [units], dtype=dtype, initializer=tf.zeros_initializer()
        )
    return _bahdanau_score(processed_query, mechanism._keys, attention_v, attention_g, attention_b)


class BahdanauAttention(_BaseAttentionMechanism):
    """Additive attention, plain or with a normalised energy.

    Variables: `memory_layer/kernel [depth, num_units]` in the scope where the
    mechanism is made; `bahdanau_attention/query_layer/kernel [query depth,
    num_units]`, `attention_v [num_units]` and, if normalised, `attention_g []` and
    `attention_b [num_units]` in the scope where it is called.
    """

    def __init__(
        self,
        num_units: int,
        memory: Any,
        memory_sequence_length: Any = None,
        normalize: bool = False,
        probability_fn: Callable[[tf.Tensor], tf.Tensor] | None = None,
        score_mask_value: Any = None,
        dtype: Any = None,
        custom_key_value_fn: Callable[..., Any] | None = None,
        name: str = "BahdanauAttention",
    ) -> None:
        """Prepares the memory.

        Args:
          num_units: the depth of query and keys.
          memory: `[batch, time, depth]`.
          memory_sequence_length: optional integers `[batch]`, all positive.
          normalize: whether to use the weight-normalised form.
          probability_fn: `score [batch, time] -> alignments`; default softmax.
          score_mask_value: what masked scores become; default `-inf`.
          dtype: of query and memory layer; default float32.
          custom_key_value_fn: optional `(keys, values) -> (keys, values)`.
          name: for the name scope.
        """
        probability = tf.nn.softmax if probability_fn is None else probability_fn
        dtype = tf.float32 if dtype is None else dtype
        super().__init__(
            query_layer=Dense(num_units, "query_layer", dtype),
            memory_layer=Dense(num_units, "memory_layer", dtype),
            memory=memory,
            probability_fn=lambda score, _: probability(score),
            custom_key_value_fn=custom_key_value_fn,
            memory_sequence_length=memory_sequence_length,
            score_mask_value=score_mask_value,
            name=name,
        )
        self._num_units = num_units
        self._normalize = normalize
        self._name = name

    def __call__(self, query: tf.Tensor, state: Any) -> tuple[tf.Tensor, tf.Tensor]:
        """Aligns a query with the memory.

        Args:
          query: `[batch, query depth]`, usually the cell's output.
          state: the previous alignments, which this mechanism does not use.

        Returns:
          `(alignments, next_state)`, the same tensor `[batch, time]` twice.
        """
        with tf.variable_scope(None, "bahdanau_attention", [query]):
            score = _score(self, query)
        alignments = self._probability_fn(score, state)
        return alignments, alignments
