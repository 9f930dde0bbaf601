"""Give the loss of sequences what it does not take."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.losses.parts import (
    BATCH,
    TIME,
    VOCABULARY,
    logits,
    loss,
    mask,
    sequence_loss,
    targets,
)
from parity_tests.golden.scenarios.parts import draw, fed, tensor, tf
from parity_tests.golden.scenarios.registry import misuse


@misuse
def loss_of_logits_of_rank_2() -> Any:
    return sequence_loss(logits=tensor("flat", BATCH * TIME, VOCABULARY))


@misuse
def loss_of_logits_of_rank_4() -> Any:
    return sequence_loss(logits=tensor("deep", BATCH, TIME, VOCABULARY, 2))


@misuse
def loss_of_logits_of_unknown_rank() -> Any:
    return sequence_loss(logits=fed(draw("logits", BATCH, TIME, VOCABULARY), None))


@misuse
def loss_of_an_array_of_logits() -> Any:
    return sequence_loss(logits=draw("logits", BATCH, TIME, VOCABULARY))


@misuse
def loss_of_targets_of_rank_1() -> Any:
    return sequence_loss(targets=tf.zeros([BATCH], tf.int32))


@misuse
def loss_of_targets_of_rank_3() -> Any:
    return sequence_loss(targets=tf.zeros([BATCH, TIME, 1], tf.int32))


@misuse
def loss_of_targets_of_unknown_rank() -> Any:
    return sequence_loss(targets=fed(np.zeros([BATCH, TIME], np.int32), None))


@misuse
def loss_of_an_array_of_targets() -> Any:
    return sequence_loss(targets=np.zeros([BATCH, TIME], np.int32))


@misuse
def loss_of_weights_of_rank_1() -> Any:
    return sequence_loss(tf.ones([BATCH], tf.float64))


@misuse
def loss_of_weights_of_unknown_rank() -> Any:
    return sequence_loss(fed(np.ones([BATCH, TIME]), None))


@misuse
def loss_of_a_list_of_weights() -> Any:
    return sequence_loss([[1.0] * TIME] * BATCH)


@misuse
def loss_averaged_and_summed_over_time() -> Any:
    return sequence_loss(sum_over_timesteps=True)


@misuse
def loss_averaged_and_summed_over_batch() -> Any:
    return sequence_loss(sum_over_batch=True, average_across_timesteps=False)


@misuse
def loss_of_weights_of_another_dtype() -> Any:
    return sequence_loss(mask(tf.float32))


@misuse
def loss_of_integer_weights() -> Any:
    return sequence_loss(mask(tf.int32))


@misuse
def loss_of_floating_targets() -> Any:
    return sequence_loss(targets=tf.zeros([BATCH, TIME], tf.float64))


@misuse
def loss_of_fewer_targets() -> Any:
    return sequence_loss(targets=tf.zeros([BATCH, TIME - 1], tf.int32))


@misuse
def loss_of_fewer_weights() -> Any:
    return sequence_loss(tf.ones([BATCH, TIME - 1], tf.float64))


@misuse
def loss_of_targets_out_of_the_vocabulary() -> Any:
    return {"loss": sequence_loss(targets=targets() + 1)}


@misuse
def loss_function_that_names_its_arguments_otherwise() -> Any:
    return sequence_loss(softmax_loss_function=lambda targets, outputs: tf.zeros([15]))


@misuse
def loss_function_of_a_matrix() -> Any:
    """Its result is multiplied by flat weights."""
    return sequence_loss(softmax_loss_function=lambda labels, logits: logits)


@misuse
def keras_loss_without_weights() -> Any:
    return loss.SequenceLoss()(targets(), logits())


@misuse
def keras_loss_averaged_and_summed() -> Any:
    return loss.SequenceLoss(average_across_batch=True)(targets(), logits(), mask())


@misuse
def keras_loss_of_logits_for_targets() -> Any:
    return loss.SequenceLoss()(logits(), targets(), mask())
