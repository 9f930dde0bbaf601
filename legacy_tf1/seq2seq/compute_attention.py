"""Ask a mechanism for alignments, and turn them into attention.

Answers to `_compute_attention` in `tf.contrib.seq2seq.python.ops.attention_wrapper`
of TensorFlow 1.15.5, the default `attention_fn` of its `AttentionWrapper`.
"""

from __future__ import annotations

from typing import Any, Callable

import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq.attention_mechanism_v2 import _BaseAttentionMechanismV2


def _compute_attention(
    attention_mechanism: Any,
    cell_output: tf.Tensor,
    attention_state: Any,
    attention_layer: Callable[[tf.Tensor], tf.Tensor] | None,
) -> tuple[tf.Tensor, tf.Tensor, Any]:
    """Attends once.

    Args:
      attention_mechanism: called as `(query, state=...)`, a Keras layer as
        `([query, state])`; its `.values` are `[batch, memory time, depth]`.
      cell_output: the query, `[batch, units]`.
      attention_state: the mechanism's previous state.
      attention_layer: applied to `[cell_output, context]`, or None.

    Returns:
      `(attention [batch, size], alignments [batch, memory time], next state)`;
      without a layer the attention is the context.
    """
    if isinstance(attention_mechanism, _BaseAttentionMechanismV2):
        alignments, next_state = attention_mechanism([cell_output, attention_state])
    else:
        alignments, next_state = attention_mechanism(cell_output, state=attention_state)
    context = tf.squeeze(tf.matmul(tf.expand_dims(alignments, 1), attention_mechanism.values), [1])
    if attention_layer is None:
        return context, alignments, next_state
    return attention_layer(tf.concat([cell_output, context], 1)), alignments, next_state
