"""Contract tensors by the ops that TensorFlow 1 made.

Answers to `tf.tensordot` of TensorFlow 1.15.5. TensorFlow 2 leaves out transposes and
reshapes that change nothing; but the number of ops seeds the ops without a seed, and
so the initial weights of all that is made after.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf


def known_axes(a: Any, b: Any, axes: Any) -> tuple[list[int], list[int]] | None:
    """Returns which axes of each to contract, or None unless all are known.

    Args:
      a: a tensor, variable or array.
      b: likewise.
      axes: how many, or for each of the two an integer or several.
    """
    ranks = [tf.TensorShape(x.shape if hasattr(x, "shape") else np.shape(x)).rank for x in (a, b)]
    if None in ranks or isinstance(axes, (tf.Tensor, np.ndarray)):
        return None
    if isinstance(axes, int):
        return list(range(ranks[0] - axes, ranks[0])), list(range(axes))
    if not isinstance(axes, (list, tuple)) or len(axes) != 2:
        return None
    pair = [[one] if isinstance(one, int) else one for one in axes]
    if any(not isinstance(one, (list, tuple)) for one in pair) or len(pair[0]) != len(pair[1]):
        return None
    if any(not isinstance(axis, int) for one in pair for axis in one):
        return None
    first, second = ([axis % rank for axis in one] for one, rank in zip(pair, ranks))
    return first, second


def _as_matrix(x: tf.Tensor, axes: list[int], first: bool) -> tuple[tf.Tensor, Any]:
    """Returns `x` as a matrix, contracted axes in front if `first`, and its other dimensions."""
    shape = x.shape.as_list()
    free = [axis for axis in range(len(shape)) if axis not in axes]
    if x.shape.is_fully_defined():
        free_dims: Any = [shape[axis] for axis in free]
        sizes: Any = [int(np.prod(free_dims)), int(np.prod([shape[axis] for axis in axes]))]
        order: Any = axes + free if first else free + axes
        matrix = tf.transpose(x, order)
        return tf.reshape(matrix, sizes[::-1] if first else sizes), free_dims
    axes_tensor = tf.convert_to_tensor(axes, tf.int32, name="axes")
    free_tensor = tf.convert_to_tensor(free, tf.int32, name="free")
    dimensions = tf.shape(x)
    free_dims = tf.gather(dimensions, free_tensor)
    axes_dims = tf.gather(dimensions, axes_tensor)
    sizes = [tf.reduce_prod(free_dims), tf.reduce_prod(axes_dims)]
    parts = [free_tensor, axes_tensor]
    order = tf.concat(parts[::-1] if first else parts, 0)
    sizes = tf.stack(sizes[::-1] if first else sizes)
    return tf.reshape(tf.transpose(x, order), sizes), free_dims


def tensordot(a: Any, b: Any, axes: tuple[list[int], list[int]], name: str | None = None) -> Any:
    """Sums products over the axes `axes[0]` of `a` and `axes[1]` of `b`.

    Args:
      a: a tensor of known rank.
      b: likewise.
      axes: what `known_axes` returns.
      name: for the name scope.

    Returns:
      A tensor of the other axes of `a`, and then of `b`.
    """
    with tf.name_scope(name, "Tensordot", [a, b]) as scope:
        a, b = tf.convert_to_tensor(a, name="a"), tf.convert_to_tensor(b, name="b")
        a_matrix, a_free = _as_matrix(a, axes[0], first=False)
        b_matrix, b_free = _as_matrix(b, axes[1], first=True)
        product = tf.matmul(a_matrix, b_matrix)
        if isinstance(a_free, list) and isinstance(b_free, list):
            return tf.reshape(product, a_free + b_free, name=scope)
        a_free, b_free = (tf.convert_to_tensor(free, tf.int32) for free in (a_free, b_free))
        product = tf.reshape(product, tf.concat([a_free, b_free], 0), name=scope)
        shapes = zip((a.shape.as_list(), b.shape.as_list()), axes)
        product.set_shape([d for shape, out in shapes for i, d in enumerate(shape) if i not in out])
    return product
