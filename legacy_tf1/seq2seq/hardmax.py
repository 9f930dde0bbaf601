"""Choose the largest: a softmax at temperature zero.

Answers to `hardmax` of `tf.contrib.seq2seq` in TensorFlow 1.15.5.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf


def hardmax(logits: Any, name: str | None = None) -> tf.Tensor:
    """Puts 1 where the last axis has its (first) maximum, and 0 elsewhere.

    Args:
      logits: `[..., depth]`, at least a vector.
      name: for the name scope.

    Returns:
      Zeros and ones of the shape and dtype of `logits`.
    """
    with tf.name_scope(name, "Hardmax", [logits]):
        logits = tf.convert_to_tensor(logits, name="logits")
        depth = tf.dimension_value(logits.shape[-1])
        if depth is None:
            depth = tf.shape(logits)[-1]
        return tf.one_hot(tf.argmax(logits, -1), depth, dtype=logits.dtype)
