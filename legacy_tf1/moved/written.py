"""Write again what `tensorflow.python` had and no module of TensorFlow 2 has."""

from __future__ import annotations

from typing import Any, Callable, Optional

import tensorflow.compat.v1 as tf


def scalar() -> tf.TensorShape:
    """Returns the shape `[]`. From `tensorflow.python.framework.tensor_shape`."""
    return tf.TensorShape([])


def vector(length: Any) -> tf.TensorShape:
    """Returns the shape `[length]`. From `tensorflow.python.framework.tensor_shape`."""
    return tf.TensorShape([length])


def matrix(rows: Any, cols: Any) -> tf.TensorShape:
    """Returns the shape `[rows, cols]`. From `tensorflow.python.framework.tensor_shape`."""
    return tf.TensorShape([rows, cols])


def static_shape(x: Any) -> Optional[tuple]:
    """Returns a tensor's shape as a tuple, or None if it is not fully known.

    From `tensorflow.python.layers.utils`.
    """
    shape = x.shape
    return tuple(shape.as_list()) if shape.is_fully_defined() else None


def defun(
    func: Optional[Callable] = None,
    input_signature: Any = None,
    autograph: bool = True,
    experimental_autograph_options: Any = None,
    experimental_relax_shapes: bool = False,
) -> Callable:
    """Compiles a function to a graph, as `tf.function`, which takes the same arguments.

    From `tensorflow.python.eager.function`.
    """
    decorate = tf.function(
        input_signature=input_signature,
        autograph=autograph,
        experimental_autograph_options=experimental_autograph_options,
        reduce_retracing=experimental_relax_shapes,
    )
    return decorate if func is None else decorate(func)


class RegisterShape:
    """Decorates a shape function, which nobody has called since TensorFlow 1.0.

    From `tensorflow.python.framework.ops`.
    """

    def __init__(self, op_type: str) -> None:
        self._op_type = op_type

    def __call__(self, f: Callable) -> Callable:
        return f
