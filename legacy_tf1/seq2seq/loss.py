"""Weigh the cross-entropy of sequences.

Answers to `tf.contrib.seq2seq.python.ops.loss` of TensorFlow 1.15.5.
"""

from __future__ import annotations

from typing import Any, Callable

import tensorflow.compat.v1 as tf

__all__ = ["SequenceLoss", "sequence_loss"]


def sequence_loss(
    logits: Any,
    targets: Any,
    weights: Any,
    average_across_timesteps: bool = True,
    average_across_batch: bool = True,
    sum_over_timesteps: bool = False,
    sum_over_batch: bool = False,
    softmax_loss_function: Callable[..., Any] | None = None,
    name: str | None = None,
) -> tf.Tensor:
    """Weighs the cross-entropy of every target, and reduces it over time, batch or both.

    An average divides the weighted sum by the sum of weights. What is called a sum
    divides it by the number of weights that are not zero. Division by zero gives zero.

    Args:
      logits: floating, `[batch, time, vocabulary]`.
      targets: integers, `[batch, time]`.
      weights: of the logits' dtype, `[batch, time]`.
      average_across_timesteps: whether to average over time.
      average_across_batch: whether to average over the batch.
      sum_over_timesteps: whether to sum over time. Averaging over one axis and summing
        over the other averages, and leaves the summed axis as it is.
      sum_over_batch: whether to sum over the batch.
      softmax_loss_function: takes `labels` `[batch * time]` and `logits`
        `[batch * time, vocabulary]` by name, and returns `[batch * time]`; by default
        `tf.nn.sparse_softmax_cross_entropy_with_logits`.
      name: for the name scope.

    Returns:
      A scalar, `[batch]` if reduced over time alone, `[time]` if over the batch alone,
      else `[batch, time]`.

    Raises:
      ValueError: for a tensor of another rank, or if an axis is to be both averaged and
        summed over.
    """
    _require_rank("logits", logits, 3, "[batch, time, vocabulary]")
    _require_rank("targets", targets, 2, "[batch, time]")
    _require_rank("weights", weights, 2, "[batch, time]")
    for axis, averaged, summed in (
        ("timesteps", average_across_timesteps, sum_over_timesteps),
        ("batch", average_across_batch, sum_over_batch),
    ):
        if averaged and summed:
            raise ValueError(
                f"average_across_{axis} and sum_over_{axis} exclude each other; both are true"
            )
    with tf.name_scope(name, "sequence_loss", [logits, targets, weights]):
        vocabulary = tf.shape(logits)[2]
        flat_logits = tf.reshape(logits, [-1, vocabulary])
        targets = tf.reshape(targets, [-1])
        loss_function = softmax_loss_function
        if loss_function is None:
            loss_function = tf.nn.sparse_softmax_cross_entropy_with_logits
        loss = loss_function(labels=targets, logits=flat_logits)
        loss *= tf.reshape(weights, [-1])
        if average_across_timesteps and average_across_batch:
            return tf.div_no_nan(tf.reduce_sum(loss), tf.reduce_sum(weights))
        if sum_over_timesteps and sum_over_batch:
            total = tf.reduce_sum(loss)
            return tf.div_no_nan(total, tf.cast(tf.count_nonzero(weights), total.dtype))
        loss = tf.reshape(loss, tf.shape(logits)[0:2])
        if average_across_timesteps or average_across_batch:
            reduced = [0] if average_across_batch else [1]
            total = tf.reduce_sum(loss, axis=reduced)
            return tf.div_no_nan(total, tf.reduce_sum(weights, axis=reduced))
        if sum_over_timesteps or sum_over_batch:
            reduced = [0] if sum_over_batch else [1]
            total = tf.reduce_sum(loss, axis=reduced)
            count = tf.count_nonzero(weights, axis=reduced)
            return tf.div_no_nan(total, tf.cast(count, total.dtype))
        return loss


def _require_rank(argument: str, value: Any, rank: int, axes: str) -> None:
    shape = value.get_shape()
    if shape.rank != rank:
        raise ValueError(f"{argument} must have the axes {axes}, received shape {shape}")


class SequenceLoss(tf.keras.losses.Loss):
    """`sequence_loss` as a Keras loss; by default it sums over time and batch."""

    def __init__(
        self,
        average_across_timesteps: bool = False,
        average_across_batch: bool = False,
        sum_over_timesteps: bool = True,
        sum_over_batch: bool = True,
        softmax_loss_function: Callable[..., Any] | None = None,
        name: str | None = None,
    ) -> None:
        """Takes the options of `sequence_loss`, which says what they do."""
        super().__init__(name=name)
        self.average_across_timesteps = average_across_timesteps
        self.average_across_batch = average_across_batch
        self.sum_over_timesteps = sum_over_timesteps
        self.sum_over_batch = sum_over_batch
        self.softmax_loss_function = softmax_loss_function

    def __call__(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> tf.Tensor:
        """Returns the `sequence_loss` of logits `y_pred` and targets `y_true`.

        Args:
          y_true: integers, `[batch, time]`.
          y_pred: floating, `[batch, time, vocabulary]`.
          sample_weight: `[batch, time]`; needed in spite of its default.

        Raises:
          AttributeError: without `sample_weight`.
          ValueError: as `sequence_loss`.
        """
        return sequence_loss(
            y_pred,
            y_true,
            sample_weight,
            average_across_timesteps=self.average_across_timesteps,
            average_across_batch=self.average_across_batch,
            sum_over_timesteps=self.sum_over_timesteps,
            sum_over_batch=self.sum_over_batch,
            softmax_loss_function=self.softmax_loss_function,
            name=self.name,
        )

    def call(self, y_true: Any, y_pred: Any) -> None:
        """Does nothing: `__call__` computes, so that no reduction of Keras is applied."""
