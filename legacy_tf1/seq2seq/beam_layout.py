"""Lay a batch of beams out by rows for a cell, and by beams for a search.

Answers to the reshaping methods of `BeamSearchDecoderMixin` of
`tf.contrib.seq2seq.python.ops.beam_search_decoder` in TensorFlow 1.15.5.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq.beam_gather import (
    _check_batch_beam,
    _check_ndims,
    _check_static_batch_beam_maybe,
    gather_tree_from_array,
)


def _as_shape(size: Any) -> tf.TensorShape:
    """Makes a shape of an integer, a shape, or a tensor whose value is known."""
    return tf.TensorShape(tf.get_static_value(size) if tf.is_tensor(size) else size)


class BeamLayout:
    """Knows how many examples and beams there are; under contrib's private names."""

    _batch_size: Any
    _beam_width: int

    def _merge_batch_beams(self, t: tf.Tensor, s: Any = None) -> tf.Tensor:
        """Reshapes `[batch, beam] + s` to `[batch * beam] + s`."""
        shape = _as_shape(s)
        batch_size = tf.get_static_value(self._batch_size)
        rows = None if batch_size is None else batch_size * self._beam_width
        merged = tf.reshape(
            t, tf.concat([[self._batch_size * self._beam_width], tf.shape(t)[2:]], 0)
        )
        merged.set_shape(tf.TensorShape([rows]).concatenate(shape))
        return merged

    def _split_batch_beams(self, t: tf.Tensor, s: Any = None) -> tf.Tensor:
        """Reshapes `[batch * beam] + s` to `[batch, beam] + s`.

        Raises:
          ValueError: if that is known not to be possible.
        """
        expected = tf.TensorShape([tf.get_static_value(self._batch_size), self._beam_width])
        expected = expected.concatenate(_as_shape(s))
        split = tf.reshape(t, tf.concat([[self._batch_size, self._beam_width], tf.shape(t)[1:]], 0))
        if not split.shape.is_compatible_with(expected):
            raise ValueError(
                f"A state or an output of shape {t.shape} is {split.shape} when split into "
                f"beams, but should be [batch, beam, depth] == {expected}. Was the initial "
                "state made for batch_size * beam_width rows?"
            )
        split.set_shape(expected)
        return split

    def _maybe_split_batch_beams(self, t: Any, s: Any) -> Any:
        """Splits all but arrays and scalars, see `_split_batch_beams`."""
        if isinstance(t, tf.TensorArray):
            return t
        _check_ndims(t)
        return self._split_batch_beams(t, s) if t.shape.rank >= 1 else t

    def _maybe_merge_batch_beams(self, t: Any, s: Any) -> Any:
        """Merges all but arrays, scalars and vectors, see `_merge_batch_beams`."""
        if isinstance(t, tf.TensorArray):
            return t
        _check_ndims(t)
        return self._merge_batch_beams(t, s) if t.shape.rank >= 2 else t

    def _maybe_sort_array_beams(self, t: Any, parent_ids: Any, sequence_length: Any) -> Any:
        """Stacks and reorders an array of `[batch * beam, ...]`; others return as they are."""
        if not isinstance(t, tf.TensorArray):
            return t
        if not t.element_shape.rank:
            tf.logging.warn(
                "A TensorArray in the cell state is not reordered: its elements must have a "
                f"known rank of 1 or more, but their shape is {t.element_shape}"
            )
            return t
        batch_size = tf.get_static_value(self._batch_size)
        if not _check_static_batch_beam_maybe(t.element_shape, batch_size, self._beam_width):
            return t
        stacked = t.stack()
        with tf.control_dependencies(
            [_check_batch_beam(stacked, self._batch_size, self._beam_width)]
        ):
            return gather_tree_from_array(stacked, parent_ids, sequence_length)
