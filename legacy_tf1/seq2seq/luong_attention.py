"""Score a query against a memory by dot products: multiplicative attention.

Answers to `LuongAttention` of `tf.contrib.seq2seq` in TensorFlow 1.15.5; Luong,
Pham, Manning, "Effective Approaches to Attention-based Neural Machine
Translation", EMNLP 2015, arXiv 1508.04025, section 3.1, the score "general".
"""

from __future__ import annotations

from typing import Any, Callable

import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq.attention_mechanism import _BaseAttentionMechanism
from legacy_tf1.seq2seq.rnn_cell import Dense


def _luong_score(query: tf.Tensor, keys: tf.Tensor, scale: Any) -> tf.Tensor:
    """Computes `scale * (query . keys)`.

    Args:
      query: `[batch, num_units]`.
      keys: `[batch, time, num_units]`.
      scale: a scalar, or None for 1.

    Returns:
      Scores `[batch, time]`.

    Raises:
      ValueError: if both depths are known, and differ.
    """
    depth = tf.dimension_value(query.shape[-1])
    key_units = tf.dimension_value(keys.shape[-1])
    if None not in (depth, key_units) and depth != key_units:
        raise ValueError(
            f"query has depth {depth}, but keys have {key_units} units: a dot product needs the "
            f"same. Give the attention mechanism num_units={depth}, or the cell {key_units} units."
        )
    score = tf.squeeze(tf.matmul(tf.expand_dims(query, 1), keys, transpose_b=True), [1])
    return score if scale is None else scale * score


def _score(mechanism: Any, query: tf.Tensor) -> tf.Tensor:
    """Scores `query` by a mechanism's keys, with variables in the current scope."""
    attention_g = None
    if mechanism._scale:
        attention_g = tf.get_variable(
            "attention_g", [], dtype=query.dtype, initializer=tf.ones_initializer()
        )
    return _luong_score(query, mechanism._keys, attention_g)


class LuongAttention(_BaseAttentionMechanism):
    """Multiplicative attention, plain or scaled by one trained number.

    Variables: `memory_layer/kernel [depth, num_units]` in the scope where the
    mechanism is made; if scaled, `luong_attention/attention_g []` in the scope
    where it is called.
    """

    def __init__(
        self,
        num_units: int,
        memory: Any,
        memory_sequence_length: Any = None,
        scale: bool = False,
        probability_fn: Callable[[tf.Tensor], tf.Tensor] | None = None,
        score_mask_value: Any = None,
        dtype: Any = None,
        custom_key_value_fn: Callable[..., Any] | None = None,
        name: str = "LuongAttention",
    ) -> None:
        """Prepares the memory.

        Args:
          num_units: the depth of the keys; queries must have the same.
          memory: `[batch, time, depth]`.
          memory_sequence_length: optional integers `[batch]`, all positive.
          scale: whether a trained scalar multiplies the score.
          probability_fn: `score [batch, time] -> alignments`; default softmax.
          score_mask_value: what masked scores become; default `-inf`.
          dtype: of the memory layer; default float32.
          custom_key_value_fn: optional `(keys, values) -> (keys, values)`.
          name: for the name scope.
        """
        probability = tf.nn.softmax if probability_fn is None else probability_fn
        dtype = tf.float32 if dtype is None else dtype
        super().__init__(
            query_layer=None,
            memory_layer=Dense(num_units, "memory_layer", dtype),
            memory=memory,
            probability_fn=lambda score, _: probability(score),
            memory_sequence_length=memory_sequence_length,
            score_mask_value=score_mask_value,
            custom_key_value_fn=custom_key_value_fn,
            name=name,
        )
        self._num_units = num_units
        self._scale = scale
        self._name = name

    def __call__(self, query: tf.Tensor, state: Any) -> tuple[tf.Tensor, tf.Tensor]:
        """Aligns a query with the memory.

        Args:
          query: `[batch, num_units]`, usually the cell's output.
          state: the previous alignments, which this mechanism does not use.

        Returns:
          `(alignments, next_state)`, the same tensor `[batch, time]` twice.

        Raises:
          ValueError: if the query's depth is not `num_units`.
        """
        with tf.variable_scope(None, "luong_attention", [query]):
            score = _score(self, query)
        alignments = self._probability_fn(score, state)
        return alignments, alignments
