"""Help decoders with cells and layers: what TensorFlow 1 kept private, or did otherwise."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq.tensordot import tensordot


def assert_like_rnncell(argument: str, cell: Any) -> None:
    """Checks that `cell` can serve as an RNN cell.

    Args:
      argument: the name of the argument, for the message.
      cell: any object.

    Raises:
      TypeError: naming what `cell` lacks of `output_size`, `state_size`, one of
        `zero_state` and `get_initial_state`, and being callable.
    """

    def has(name: str) -> bool:
        # A property that raises NotImplementedError exists all the same.
        return hasattr(type(cell), name) or hasattr(cell, name)

    missing = [f"{name!r}" for name in ("output_size", "state_size") if not has(name)]
    if not (has("get_initial_state") or has("zero_state")):
        missing.append("'zero_state' or 'get_initial_state'")
    if not callable(cell):
        missing.append("'__call__'")
    if missing:
        raise TypeError(
            f"The argument {argument!r} ({cell}) is not an RNNCell: it has no {', '.join(missing)}."
        )


def _as_vector(size: Any) -> tf.Tensor:
    """Makes a vector of sizes of an integer, a `TensorShape`, a scalar or a vector."""
    if isinstance(size, tf.Tensor):
        if size.shape.rank not in (0, 1):
            raise ValueError(f"a size must be a scalar or a vector, received {size}")
        return tf.expand_dims(size, 0) if size.shape.rank == 0 else size
    shape = tf.TensorShape(size)
    if not shape.is_fully_defined():
        raise ValueError(f"a size must be known to make zeros, received {size}")
    return tf.constant(shape.as_list(), dtype=tf.int32)


def _known_shape(size: Any) -> tf.TensorShape:
    """Returns what is known of a size without running anything."""
    vector = _as_vector(size)  # once more, as TensorFlow 1 did
    value = tf.get_static_value(size if isinstance(size, tf.Tensor) else vector)
    return tf.TensorShape(None if value is None else np.ravel(value).tolist())


def zero_state_tensors(state_size: Any, batch_size: Any, dtype: Any) -> Any:
    """Makes zeros of shape `[batch] + size` for every size in a structure.

    Makes op for op what TensorFlow 1 made: their number seeds ops without a seed.

    Args:
      state_size: a (possibly nested) structure of integers, `TensorShape`s,
        scalar tensors, or vectors of dimensions.
      batch_size: an integer or a scalar `int32` tensor.
      dtype: the dtype of the zeros.

    Returns:
      The structure with a `dtype` tensor in place of every size.

    Raises:
      ValueError: for a size that is not known or has more than one axis.
    """

    def zeros(size: Any) -> tf.Tensor:
        batch, rest = _as_vector(batch_size), _as_vector(size)
        made = tf.zeros(tf.concat([batch, rest], 0), dtype=dtype)
        made.set_shape(_known_shape(batch_size).concatenate(_known_shape(size)))
        return made

    return tf.nest.map_structure(zeros, state_size)


def transpose_batch_time(x: tf.Tensor) -> tf.Tensor:
    """Swaps the first two axes, `[batch, time, ...]` and `[time, batch, ...]`.

    Tensors of rank 0 and 1 are returned as they are; static dimensions are kept.
    Makes op for op what TensorFlow 1 made: their number seeds ops without a seed.

    Raises:
      TypeError: if the rank is unknown.
    """
    if x.shape.rank is None:
        raise TypeError(f"the rank must be known to swap batch and time, received {x}")
    if x.shape.rank < 2:
        return x
    order = tf.concat(([1, 0], tf.range(2, tf.rank(x))), axis=0)
    swapped = tf.transpose(x, order)
    swapped.set_shape([x.shape[1], x.shape[0], *x.shape[2:]])
    return swapped


class Dense(tf.layers.Dense):
    """A Dense layer without bias that takes inputs of its own dtype alone.

    Keras in TensorFlow 2 casts other inputs in silence; TensorFlow 1 raised
    TypeError. Makes op for op what TensorFlow 1 made.
    """

    def __init__(self, units: int, name: str, dtype: Any) -> None:
        super().__init__(units, name=name, use_bias=False, dtype=dtype, autocast=False)

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        if inputs.dtype.base_dtype != tf.as_dtype(self.dtype):
            raise TypeError(
                f"layer {self.name} has dtype {self.dtype}, but its input {inputs.name} has "
                f"{inputs.dtype.name}: give the attention mechanism dtype=tf.{inputs.dtype.name}"
            )
        rank = inputs.shape.rank
        if rank is None or rank < 3:
            return super().call(inputs)
        return tensordot(inputs, self.kernel, ([rank - 1], [0]))
