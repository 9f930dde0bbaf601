"""Put tensors and arrays of beams in the order that a step or a whole search chose.

Answers to the gathering functions of
`tf.contrib.seq2seq.python.ops.beam_search_decoder` in TensorFlow 1.15.5.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq.beam_search_ops import gather_tree

_ADVICE = "; reorder_tensor_arrays=False turns reordering off"


def _check_ndims(t: tf.Tensor) -> None:
    if t.shape.rank is None:
        raise ValueError(f"Expected tensor ({t}) to have a statically known rank")


def _check_static_batch_beam_maybe(
    shape: tf.TensorShape, batch_size: int | None, beam_width: int
) -> bool:
    """Tells whether elements of an array may be `[batch, beam, ...]`, or warns.

    As in contrib, `[batch * beam, depth]` passes only if something of it is not static.
    """
    first = tf.dimension_value(shape[0])
    if batch_size is None or first is None:
        return True
    second = tf.dimension_value(shape[1]) if shape.rank >= 2 else None
    split = second is None or (first == batch_size and second == beam_width)
    if first == batch_size * beam_width and split:
        return True
    tf.logging.warn(
        "Elements of a TensorArray in the cell state are not reordered: they would have to be "
        f"[{batch_size}, {beam_width}, ...], but are {shape}{_ADVICE}"
    )
    return False


def _check_batch_beam(t: tf.Tensor, batch_size: Any, beam_width: int) -> Any:
    """Returns an op that fails unless `t` is `[time, batch, beam, ...]`, or can be that.

    Args:
      t: `[time, batch * beam, ...]` or `[time, batch, beam, ...]`.
      batch_size: scalar `int32`.
      beam_width: an integer.
    """
    shape = tf.shape(t)
    fits = tf.equal(shape[1], batch_size * beam_width)
    if t.shape.rank != 2:
        fits |= tf.equal(shape[1], batch_size) & tf.equal(shape[2], beam_width)
    return tf.Assert(
        fits, [f"a TensorArray in the cell state is not [time, batch, beam, ...]{_ADVICE}", shape]
    )


def _tensor_gather_helper(
    gather_indices: Any,
    gather_from: tf.Tensor,
    batch_size: tf.Tensor,
    range_size: Any,
    gather_shape: Sequence[Any],
    name: str | None = None,
) -> tf.Tensor:
    """Gathers from every example of a batch by indices that count within the example.

    Args:
      gather_indices: `int32` `[batch, beam]`.
      gather_from: `[batch, beam, ...]`.
      batch_size: scalar `int32` tensor.
      range_size: how many there are to choose from in each example.
      gather_shape: what to reshape to before gathering: `[-1]`, or
        `[batch * beam, -1]` to choose whole rows.
      name: of the scope of the ops.

    Returns:
      `[batch, beam]`, or `[batch, beam, ...]` for whole rows.
    """
    axes = 1 + len(gather_shape)
    with tf.name_scope(name, "tensor_gather_helper"):
        starts = tf.expand_dims(tf.range(batch_size) * range_size, 1)
        indices = tf.reshape(gather_indices + starts, [-1])
        gathered = tf.gather(tf.reshape(gather_from, gather_shape), indices)
        output = tf.reshape(gathered, tf.shape(gather_from)[:axes], name="output")
        static = tf.TensorShape([tf.get_static_value(batch_size)])
        output.set_shape(static.concatenate(gather_from.shape[1:axes]))
    return output


def _maybe_tensor_gather_helper(
    gather_indices: Any,
    gather_from: Any,
    batch_size: tf.Tensor,
    range_size: Any,
    gather_shape: Sequence[Any],
) -> Any:
    """Gathers as `_tensor_gather_helper` does, where there are enough axes for it.

    A `TensorArray`, and a tensor of fewer axes than `gather_shape`, is returned as it is.

    Raises:
      ValueError: for a tensor of unknown rank.
    """
    if isinstance(gather_from, tf.TensorArray):
        return gather_from
    _check_ndims(gather_from)
    if gather_from.shape.rank < len(gather_shape):
        return gather_from
    return _tensor_gather_helper(gather_indices, gather_from, batch_size, range_size, gather_shape)


def gather_tree_from_array(
    t: tf.Tensor, parent_ids: tf.Tensor, sequence_length: tf.Tensor
) -> tf.Tensor:
    """Puts what was stacked step by step in the order of the final beams.

    Args:
      t: `[time, batch, beam, ...]` or `[time, batch * beam, ...]`.
      parent_ids: `int32` `[time, batch, beam]`.
      sequence_length: integers `[batch, beam]`; later steps of a beam stay as they are.

    Returns:
      A tensor of the shape and dtype of `t`.
    """
    steps, batch_size, beam_width = (
        tf.dimension_value(size) or tf.shape(parent_ids)[axis]
        for axis, size in enumerate(parent_ids.shape)
    )
    own = tf.tile(tf.range(beam_width)[None, None], [steps, batch_size, 1])
    ways = gather_tree(
        step_ids=own,
        parent_ids=parent_ids,
        max_sequence_lengths=tf.cast(tf.reduce_max(sequence_length, axis=1), tf.int32),
        end_token=beam_width + 1,
    )
    counts = tf.transpose(tf.sequence_mask(sequence_length, maxlen=steps), [2, 0, 1])
    ways = tf.where(counts, ways, own)
    beams = tf.reshape(t, [steps, batch_size, beam_width, -1])
    return tf.reshape(tf.gather(beams, ways, batch_dims=2), tf.shape(t))
