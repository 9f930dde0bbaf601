"""Call Python from a graph with structures, as tf.contrib.framework.py_func does."""

from __future__ import annotations

from typing import Any, Callable, Optional

import tensorflow.compat.v1 as tf


def py_func(
    func: Callable,
    args: Any = (),
    kwargs: Any = None,
    output_types: Any = None,
    output_shapes: Any = None,
    stateful: bool = True,
    name: Optional[str] = None,
) -> Any:
    """Calls a function of arrays, whose arguments and results may be nested.

    Args:
      func: takes arrays in the structures of `args` and `kwargs`.
      args: by position.
      kwargs: by name.
      output_types: a structure of dtypes, which what `func` returns has; or a function
        of the arguments that tells it.
      output_shapes: the shapes, in the same structure or by a function.
      stateful: whether `func` may give other results for the same arguments.
      name: of the op.

    Returns:
      Tensors in the structure of `output_types`.

    Raises:
      TypeError: if `args` is no list or tuple, or `kwargs` no dict.
    """
    kwargs = {} if kwargs is None else kwargs
    if not isinstance(args, (list, tuple)):
        raise TypeError(f"args must be a list or tuple, got {args!r}")
    if not isinstance(kwargs, dict):
        raise TypeError(f"kwargs must be a dict, got {kwargs!r}")
    if callable(output_types):
        output_types = output_types(*args, **kwargs)
    if callable(output_shapes):
        output_shapes = output_shapes(*args, **kwargs)
    given = (args, kwargs)

    def call(*arrays: Any) -> list:
        by_position, by_name = tf.nest.pack_sequence_as(given, arrays)
        return tf.nest.flatten(func(*by_position, **by_name))

    types = tf.nest.flatten(output_types)
    flat = tf.py_func(call, tf.nest.flatten(given), types, stateful=stateful, name=name)
    results = tf.nest.pack_sequence_as(output_types, flat)
    if output_shapes is not None:
        _set_shapes(results, output_shapes)
    return results


def _set_shapes(tensors: Any, shapes: Any) -> None:
    """Tells tensors their shapes, which are lists and so no structure of their own."""
    if isinstance(tensors, dict):
        for key in tensors:
            _set_shapes(tensors[key], shapes[key])
    elif isinstance(tensors, (list, tuple)):
        for tensor, shape in zip(tensors, shapes):
            _set_shapes(tensor, shape)
    else:
        tensors.set_shape(shapes)
