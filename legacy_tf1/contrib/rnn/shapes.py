"""Tell the batch size of several inputs, and swap batch and time.

Answers to what `tf.contrib.rnn` exports of `tensorflow.python.ops.rnn` in TensorFlow
1.15.5.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq import rnn_cell

__all__ = ["best_effort_input_batch_size", "transpose_batch_time"]


def transpose_batch_time(x: tf.Tensor) -> tf.Tensor:
    """Swaps the first two axes, `[batch, time, ...]` and `[time, batch, ...]`.

    Tensors of rank 0 and 1 are returned as they are.

    Raises:
      TypeError: if the rank is not known.
    """
    if x.shape.rank is None:
        raise TypeError(f"the rank must be known when the graph is built, received: {x}")
    return rnn_cell.transpose_batch_time(x)


def best_effort_input_batch_size(flat_input: Any) -> Any:
    """Returns the batch size, an integer if any input tells it, else a scalar tensor.

    Args:
      flat_input: a list of tensors `[time, batch, ...]`.

    Raises:
      ValueError: if an input is known to have a rank below 2.
    """
    for tensor in flat_input:
        rank = tensor.shape.rank
        if rank is None:
            continue
        if rank < 2:
            raise ValueError(
                f"inputs must have at least the rank 2, [time, batch], received: {tensor}"
            )
        size = tensor.shape.as_list()[1]
        if size is not None:
            return size
    return tf.shape(flat_input[0])[1]
