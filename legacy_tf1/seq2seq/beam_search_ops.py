"""Follow beams back to the first step, by TensorFlow ops alone.

Answers to `tf.contrib.seq2seq.python.ops.beam_search_ops` of TensorFlow 1.15.5,
where `gather_tree` is a kernel in C++.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

__all__ = ["gather_tree"]


def _int32(argument: str, value: Any, default: Any = tf.int32) -> tf.Tensor:
    """Converts what is no tensor (to `default`), and takes `int32` tensors alone."""
    tensor = tf.convert_to_tensor(value, None if tf.is_tensor(value) else default, name=argument)
    if tensor.dtype.base_dtype != tf.int32:
        raise TypeError(f"{argument} must be int32, not {tensor.dtype.base_dtype.name}")
    return tensor


def _with_next(x: tf.Tensor) -> tf.Tensor:
    """Appends to each `[time, batch]` row of beams the first element of the next row.

    The kernel takes the number of beams for a parent, and then reads on in memory.
    The last row's next one is never read: no step follows it.
    """
    first = tf.pad(x, [[0, 0], [0, 0], [0, 1]])[:, :, :1]  # there is one even without beams
    following = tf.reshape(tf.roll(tf.reshape(first, [-1]), -1, axis=0), tf.shape(first))
    return tf.concat([x, following], -1)


def _ways_back(parent_ids: tf.Tensor, counts: tf.Tensor) -> tf.Tensor:
    """Follows all beams from the last step that counts to every step at once.

    Args:
      parent_ids: `[time, batch, beam]`.
      counts: boolean `[time, batch, 1]`, whether a step counts.

    Returns:
      `[time, batch, beam]`: where the way to each final beam passes; the number of
      beams plus one, if there is no such way.
    """
    steps, beams = tf.shape(parent_ids)[0], tf.shape(parent_ids)[2]
    lost, stay = beams + 1, tf.range(beams + 2)
    parents = _with_next(parent_ids)
    parents = tf.where_v2((parents < 0) | (parents > beams), lost, parents)
    parents = tf.pad(parents, [[0, 0], [0, 0], [0, 1]], constant_values=lost)
    # back[t] leads from step t + span - 1 to step t - 1. Two of them, one after the
    # other, lead twice as far.
    back = tf.where_v2(counts, parents, stay)
    back.set_shape(parents.shape)

    def leap_twice(span: tf.Tensor, back: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        joined = tf.gather(back[:-span], back[span:], batch_dims=2)
        return 2 * span, tf.concat([joined, back[-span:]], 0)

    _, back = tf.while_loop(
        lambda span, _: span < steps,
        leap_twice,
        (tf.constant(1), back),
        shape_invariants=(tf.TensorShape([]), tf.TensorShape([None, None, None])),
    )
    last = tf.broadcast_to(stay, tf.concat([[1], tf.shape(back)[1:]], 0))
    return tf.concat([back[1:], last], 0)[:steps, :, :beams]


def gather_tree(
    step_ids: Any,
    parent_ids: Any,
    max_sequence_lengths: Any,
    end_token: Any,
    name: str | None = None,
) -> tf.Tensor:
    """Puts together what leads to each final beam, from the first step on.

    Args:
      step_ids: `int32` `[time, batch, beam]`, the token of each beam at each step.
      parent_ids: `int32` `[time, batch, beam]`, the beam of the step before that each
        beam goes on from.
      max_sequence_lengths: `int32` `[batch]`, how many steps of each example count.
      end_token: scalar `int32`.
      name: of the op.

    Returns:
      `int32` `[time, batch, beam]`: at each step the token on the way to the beam in
      this place at the last step that counts; after that step, and after the first
      `end_token`, nothing but `end_token`.

    Raises:
      TypeError: for another dtype than `int32`.
      ValueError: for static shapes that do not fit.
      tf.errors.InvalidArgumentError: at run time, for shapes that do not fit, and for
        a parent on the way that is below 0 or above the number of beams.
    """
    arguments = [step_ids, parent_ids, max_sequence_lengths, end_token]
    with tf.name_scope(name, "GatherTree", arguments) as scope:
        step_ids = _int32("step_ids", step_ids, None)
        parent_ids = _int32("parent_ids", parent_ids)
        lengths = _int32("max_sequence_lengths", max_sequence_lengths)
        end_token = _int32("end_token", end_token)
        # What is known before running is checked by putting it together, and what is not
        # known, by assertions.
        static = step_ids.shape.with_rank(3).merge_with(parent_ids.shape)
        static = static.merge_with([None, lengths.shape.with_rank(1)[0], None])
        with tf.control_dependencies(
            [
                tf.assert_rank(step_ids, 3, message="step_ids must be [time, batch, beam]"),
                tf.assert_rank(lengths, 1, message="max_sequence_lengths must be [batch]"),
                tf.assert_rank(end_token, 0, message="end_token must be a scalar"),
                tf.assert_equal(
                    tf.shape(step_ids),
                    tf.shape(parent_ids),
                    message="parent_ids must have the shape of step_ids",
                ),
                tf.assert_equal(
                    tf.shape(step_ids)[1:2],
                    tf.shape(lengths),
                    message="max_sequence_lengths must have the batch size of step_ids",
                ),
            ]
        ):
            step_ids, parent_ids = tf.identity(step_ids), tf.identity(parent_ids)
        step_ids.set_shape(static)
        parent_ids.set_shape(static)

        counts = (tf.range(tf.shape(step_ids)[0])[:, None] < lengths)[:, :, None]
        ways = _ways_back(parent_ids, counts)
        invalid = counts & (ways > tf.shape(step_ids)[2])
        with tf.control_dependencies(
            [tf.Assert(~tf.reduce_any(invalid), ["parent_ids has no such beam", parent_ids])]
        ):
            beams = tf.gather(_with_next(step_ids), ways, batch_dims=2)
        beams = tf.where_v2(counts, beams, end_token)
        ended = tf.cumsum(tf.cast(tf.equal(beams, end_token), tf.int32), exclusive=True) > 0
        beams = tf.where_v2(ended, end_token, beams, name=scope)
        beams.set_shape(static)
        return beams
