"""Carry an attention wrapper's state from step to step.

Answers to `AttentionWrapperState` of `tf.contrib.seq2seq` in TensorFlow 1.15.5.
"""

from __future__ import annotations

import collections
from typing import Any

import tensorflow.compat.v1 as tf


class AttentionWrapperState(
    collections.namedtuple(
        "AttentionWrapperState",
        (
            "cell_state",
            "attention",
            "time",
            "alignments",
            "alignment_history",
            "attention_state",
        ),
    )
):
    """The state of an `AttentionWrapper`, as it was after the previous step.

    Fields:
      cell_state: the wrapped cell's state.
      attention: `[batch, attention size]`.
      time: scalar `int32`, the number of steps done.
      alignments: `[batch, memory time]`, or a tuple, one for each mechanism.
      alignment_history: `()`, or a `TensorArray` of every step's alignments;
        or a tuple of either.
      attention_state: the mechanism's own state, or a tuple of them.
    """

    def clone(self, **kwargs: Any) -> AttentionWrapperState:
        """Returns a copy with the fields in `kwargs` replaced.

        Raises:
          ValueError: for a new tensor of a shape other than the old one's, or a
            field of another structure; where shapes are not static,
            `tf.errors.InvalidArgumentError` at run time.
        """
        return tf.nest.map_structure(_with_same_shape, self, self._replace(**kwargs))


def _with_same_shape(old: Any, new: Any) -> Any:
    # A variable is no Tensor here: contrib takes it as it is.
    if not (isinstance(old, tf.Tensor) and isinstance(new, tf.Tensor)):
        return new
    if not (old.shape.is_fully_defined() and new.shape.is_fully_defined()):
        with tf.control_dependencies([tf.assert_equal(tf.shape(new), tf.shape(old))]):
            new = tf.identity(new)
        if old.shape.is_fully_defined():
            new.set_shape(old.shape)
        return new
    if old.shape.rank == 0 and new.shape.is_compatible_with([1]):
        return tf.reshape(new, [])
    if not old.shape.is_compatible_with(new.shape):
        raise ValueError(
            "The shape of the AttentionWrapperState is expected to be same as the one to "
            f"clone. self.shape: {old.shape}, input.shape: {new.shape}"
        )
    return new
