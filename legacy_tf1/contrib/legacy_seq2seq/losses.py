"""Measure lists of logits against lists of targets, and do so for several lengths.

Answers to `tf.contrib.legacy_seq2seq` of TensorFlow 1.15.5.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

__all__ = ["model_with_buckets", "sequence_loss", "sequence_loss_by_example"]


def sequence_loss_by_example(
    logits: Any,
    targets: Any,
    weights: Any,
    average_across_timesteps: bool = True,
    softmax_loss_function: Any = None,
    name: Any = None,
) -> tf.Tensor:
    """Returns the weighted cross entropy of each row, `[batch]`.

    Args:
      logits: a list of `[batch, symbols]`, one per step.
      targets: a list of int32 `[batch]`.
      weights: a list of floats `[batch]`.
      average_across_timesteps: whether to divide by the weights' sum.
      softmax_loss_function: optional, called with `labels` and `logits`.
      name: for the operations.

    Raises:
      ValueError: if the lists are not equally long.
    """
    if len(targets) != len(logits) or len(weights) != len(logits):
        raise ValueError(
            "logits, weights and targets must be equally many, "
            f"received: {len(logits)}, {len(weights)}, {len(targets)}"
        )
    with tf.name_scope(name, "sequence_loss_by_example", logits + targets + weights):
        losses = []
        for logit, target, weight in zip(logits, targets, weights):
            if softmax_loss_function is None:
                target = tf.reshape(target, [-1])
                loss = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=target, logits=logit)
            else:
                loss = softmax_loss_function(labels=target, logits=logit)
            losses.append(loss * weight)
        total = tf.add_n(losses)
        if not average_across_timesteps:
            return total
        return total / (tf.add_n(weights) + 1e-12)  # 0, not NaN, for rows without weight


def sequence_loss(
    logits: Any,
    targets: Any,
    weights: Any,
    average_across_timesteps: bool = True,
    average_across_batch: bool = True,
    softmax_loss_function: Any = None,
    name: Any = None,
) -> tf.Tensor:
    """Returns the sum of `sequence_loss_by_example` over the batch, or its mean.

    Args:
      logits: a list of `[batch, symbols]`, one per step.
      targets: a list of int32 `[batch]`.
      weights: a list of floats `[batch]`.
      average_across_timesteps: whether to divide each row by its weights' sum.
      average_across_batch: whether to divide by the batch size.
      softmax_loss_function: optional, called with `labels` and `logits`.
      name: for the operations.

    Raises:
      ValueError: if the lists are not equally long.
    """
    with tf.name_scope(name, "sequence_loss", logits + targets + weights):
        losses = sequence_loss_by_example(
            logits,
            targets,
            weights,
            average_across_timesteps=average_across_timesteps,
            softmax_loss_function=softmax_loss_function,
        )
        cost = tf.reduce_sum(losses)
        if not average_across_batch:
            return cost
        return cost / tf.cast(tf.shape(targets[0])[0], cost.dtype)


def model_with_buckets(
    encoder_inputs: Any,
    decoder_inputs: Any,
    targets: Any,
    weights: Any,
    buckets: Any,
    seq2seq: Any,
    softmax_loss_function: Any = None,
    per_example_loss: bool = False,
    name: Any = None,
) -> tuple[list[Any], list[tf.Tensor]]:
    """Builds one model for each pair of lengths, all with the same variables.

    Args:
      encoder_inputs: a list, as long as the last bucket's encoder at least.
      decoder_inputs: a list.
      targets: a list of int32 `[batch]`, as long as the last bucket's decoder at least.
      weights: a list of floats `[batch]`, likewise.
      buckets: pairs of lengths `(encoder, decoder)`, in ascending order.
      seq2seq: `(encoder inputs, decoder inputs) -> (outputs, state)`.
      softmax_loss_function: optional, called with `labels` and `logits`.
      per_example_loss: whether losses are `[batch]` instead of scalars.
      name: for the operations.

    Returns:
      For each bucket the list of outputs, and for each the loss.

    Raises:
      ValueError: if a list is shorter than the last bucket.
    """
    encoder_length, decoder_length = buckets[-1]
    for argument, given, least in (
        ("encoder_inputs", encoder_inputs, encoder_length),
        ("targets", targets, decoder_length),
        ("weights", weights, decoder_length),
    ):
        if len(given) < least:
            raise ValueError(
                f"{argument} must be at least {least}, as in the last bucket, "
                f"received: {len(given)}"
            )
    measure = sequence_loss_by_example if per_example_loss else sequence_loss
    outputs, losses = [], []
    everything = encoder_inputs + decoder_inputs + targets + weights
    with tf.name_scope(name, "model_with_buckets", everything):
        for index, (encoder_length, decoder_length) in enumerate(buckets):
            reuse = True if index > 0 else None
            with tf.variable_scope(tf.get_variable_scope(), reuse=reuse):
                made, _ = seq2seq(encoder_inputs[:encoder_length], decoder_inputs[:decoder_length])
                outputs.append(made)
                losses.append(
                    measure(
                        made,
                        targets[:decoder_length],
                        weights[:decoder_length],
                        softmax_loss_function=softmax_loss_function,
                    )
                )
    return outputs, losses
