"""Repeat every example of a batch once for each beam.

Answers to `tile_batch` of `tf.contrib.seq2seq.python.ops.beam_search_decoder` in
TensorFlow 1.15.5.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf


def _tile_batch(t: Any, multiplier: int) -> tf.Tensor:
    t = tf.convert_to_tensor(t, name="t")
    # Op for op as in contrib: their number seeds ops without a seed.
    shape = tf.shape(t)
    if not t.shape.rank:
        raise ValueError(f"t must have a statically known rank of 1 or more, saw shape {t.shape}")
    batch_size = tf.dimension_value(t.shape[0])
    repeated = tf.tile(tf.expand_dims(t, 1), [1, multiplier] + [1] * (t.shape.rank - 1))
    tiled = tf.reshape(repeated, tf.concat([[shape[0] * multiplier], shape[1:]], 0))
    tiled.set_shape([None if batch_size is None else batch_size * multiplier, *t.shape[1:]])
    return tiled


def tile_batch(t: Any, multiplier: int, name: str | None = None) -> Any:
    """Repeats every row `multiplier` times in a row: 0, 0, 1, 1, ...

    Args:
      t: a tensor `[batch, ...]`, or a structure of them.
      multiplier: an integer, the beam width.
      name: of the scope of the ops.

    Returns:
      A tensor `[batch * multiplier, ...]`, or the structure of them.

    Raises:
      ValueError: for a scalar, or a tensor of unknown rank.
    """
    with tf.name_scope(name, "tile_batch", [*tf.nest.flatten(t), multiplier]):
        return tf.nest.map_structure(lambda t_: _tile_batch(t_, multiplier), t)
