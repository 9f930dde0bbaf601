"""Project scores onto the probability simplex, so that many become exactly zero.

Answers to `tf.contrib.sparsemax` of TensorFlow 1.15.5; Martins, Astudillo, "From Softmax
to Sparsemax", 2016, arXiv 1602.02068, algorithm 1 and equation 16.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

__all__ = ["sparsemax", "sparsemax_loss"]


def sparsemax(logits: Any, name: Any = None) -> tf.Tensor:
    """Returns the point of the simplex that is nearest to each row.

    Args:
      logits: float32 or float64 `[batch, classes]`.
      name: for the operations.

    Returns:
      Probabilities of the shape and dtype of `logits`. A row with a NaN or an infinity,
      or with `-inf` alone, is all NaN.

    Raises:
      TypeError: for float16, as in TensorFlow 1.15.5, whose `range` does not know it.
    """
    with tf.name_scope(name, "sparsemax", [logits]):
        logits = tf.convert_to_tensor(logits, name="logits")
        if logits.dtype == tf.float16:
            raise TypeError("logits must be float32 or float64, received: float16")
        dtype, (batch, classes) = logits.dtype, tf.unstack(tf.shape(logits), 2)
        ordered, _ = tf.nn.top_k(logits, k=classes)
        sums = tf.cumsum(ordered, axis=1)
        ranks = tf.range(1, tf.cast(classes, dtype) + 1, dtype=dtype)
        # The support: how many of the largest scores keep a probability.
        support = tf.reduce_sum(tf.cast(1 + ranks * ordered > sums, tf.int32), axis=1)
        last = tf.stack([tf.range(batch), tf.maximum(support, 1) - 1], axis=1)
        threshold = (tf.gather_nd(sums, last) - 1) / tf.cast(support, dtype)
        probabilities = tf.maximum(tf.cast(0, dtype), logits - threshold[:, tf.newaxis])
        undefined = tf.logical_or(tf.equal(support, 0), tf.is_nan(sums[:, -1]))
        nan = tf.fill([batch, classes], tf.cast(float("nan"), dtype))
        return tf.where(undefined, nan, probabilities)


def sparsemax_loss(logits: Any, sparsemax: Any, labels: Any, name: Any = None) -> tf.Tensor:
    """Returns each row's loss `[batch]`: zero where `labels` and `sparsemax` are equal.

    Args:
      logits: `[batch, classes]`.
      sparsemax: their sparsemax.
      labels: distributions `[batch, classes]`, all of one dtype.
      name: for the operations.
    """
    with tf.name_scope(name, "sparsemax_loss", [logits, sparsemax, labels]):
        logits = tf.convert_to_tensor(logits, name="logits")
        sparsemax = tf.convert_to_tensor(sparsemax, name="sparsemax")
        labels = tf.convert_to_tensor(labels, name="labels")
        # Where a factor is zero its product counts as zero, even if the score is -inf.
        counts = tf.logical_or(sparsemax > 0, tf.is_nan(sparsemax))
        of_support = tf.where(
            counts, sparsemax * (logits - 0.5 * sparsemax), tf.zeros_like(sparsemax)
        )
        of_labels = labels * (0.5 * labels - logits)
        unlabelled = tf.logical_and(tf.equal(labels, 0), tf.is_inf(logits))
        of_labels = tf.where(unlabelled, tf.zeros_like(logits), of_labels)
        return tf.reduce_sum(of_support + of_labels, axis=1)
