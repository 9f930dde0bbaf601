"""Help decoders with cells and layers: what TensorFlow 1 kept private, or did otherwise."""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf


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


def zero_state_tensors(state_size: Any, batch_size: Any, dtype: Any) -> Any:
    """Makes zeros of shape `[batch] + size` for every size in a structure.

    Args:
      state_size: a (possibly nested) structure of integers, `TensorShape`s,
        scalar tensors, or vectors of dimensions.
      batch_size: an integer or a scalar `int32` tensor.
      dtype: the dtype of the zeros.

    Returns:
      The structure with a `dtype` tensor in place of every size.
    """

    def zeros(size: Any) -> tf.Tensor:
        if isinstance(size, tf.TensorShape):
            return tf.zeros([batch_size, *size.as_list()], dtype=dtype)
        if tf.is_tensor(size) and size.shape.rank == 1:
            return tf.zeros(tf.concat([[batch_size], size], 0), dtype=dtype)
        return tf.zeros([batch_size, size], dtype=dtype)

    return tf.nest.map_structure(zeros, state_size)


def transpose_batch_time(x: tf.Tensor) -> tf.Tensor:
    """Swaps the first two axes, `[batch, time, ...]` and `[time, batch, ...]`.

    Tensors of rank 0 and 1 are returned as they are; static dimensions are kept.
    """
    rank = x.shape.rank
    if rank is None:
        order = tf.concat([[1, 0], tf.range(2, tf.rank(x))], 0)
        return tf.transpose(x, order)
    return x if rank < 2 else tf.transpose(x, [1, 0, *range(2, rank)])


class Dense(tf.layers.Dense):
    """A Dense layer without bias that takes inputs of its own dtype alone.

    Keras in TensorFlow 2 casts other inputs in silence; TensorFlow 1 raised
    TypeError.
    """

    def __init__(self, units: int, name: str, dtype: Any) -> None:
        super().__init__(units, name=name, use_bias=False, dtype=dtype, autocast=False)

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        if inputs.dtype.base_dtype != tf.as_dtype(self.dtype):
            raise TypeError(
                f"layer {self.name} has dtype {self.dtype}, but its input {inputs.name} has "
                f"{inputs.dtype.name}: give the attention mechanism dtype=tf.{inputs.dtype.name}"
            )
        return super().call(inputs)
