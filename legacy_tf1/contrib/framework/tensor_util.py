"""Check and sum tensors, as tf.contrib.framework.tensor_util does."""

from __future__ import annotations

from typing import Any, Optional

import tensorflow.compat.v1 as tf


def assert_scalar_int(tensor: Any, name: Optional[str] = None) -> tf.Tensor:
    """Returns a tensor that is an integer `[]`.

    Raises:
      ValueError: if it is no scalar, or no integer.
    """
    with tf.name_scope(name, "assert_scalar_int", [tensor]) as scope:
        tensor = tf.convert_to_tensor(tensor)
        if not tensor.dtype.base_dtype.is_integer:
            raise ValueError(f"expected an integer for {tensor.name}, got {tensor.dtype.name}")
        return tf.debugging.assert_scalar(tensor, name=scope)


def reduce_sum_n(tensors: list, name: Optional[str] = None) -> tf.Tensor:
    """Sums all elements of several tensors to a scalar.

    Raises:
      ValueError: if there are no tensors.
    """
    if not tensors:
        raise ValueError("expected at least one tensor, got none")
    with tf.name_scope(name, "reduce_sum_n", tensors) as scope:
        tensors = [tf.reduce_sum(tensor, name=f"{tensor.op.name}/sum") for tensor in tensors]
        return tensors[0] if len(tensors) == 1 else tf.add_n(tensors, name=scope)
