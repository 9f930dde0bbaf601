"""Transform datasets as those functions of tf.contrib.data do that tf.data lacks.

Each returns a function for `dataset.apply`.
"""

from __future__ import annotations

from typing import Any, Callable, Optional

import numpy as np
import tensorflow.compat.v1 as tf

Transformation = Callable[[tf.data.Dataset], tf.data.Dataset]


def batch_and_drop_remainder(batch_size: Any) -> Transformation:
    """Batches elements, but for those at the end that make no whole batch."""
    return lambda dataset: dataset.batch(batch_size, drop_remainder=True)


def padded_batch_and_drop_remainder(
    batch_size: Any, padded_shapes: Any, padding_values: Any = None
) -> Transformation:
    """Pads and batches elements, but for those at the end that make no whole batch."""
    return lambda dataset: dataset.padded_batch(
        batch_size, padded_shapes, padding_values, drop_remainder=True
    )


def sloppy_interleave(map_func: Callable, cycle_length: Any, block_length: int = 1) -> Any:
    """Maps elements to datasets and takes from these in turn, or from what is ready first."""
    return tf.data.experimental.parallel_interleave(
        map_func, cycle_length, block_length, sloppy=True
    )


def sliding_window_batch(
    window_size: Any,
    stride: Optional[Any] = None,
    window_shift: Optional[Any] = None,
    window_stride: Any = 1,
) -> Transformation:
    """Batches each window of elements; what is left at the end is dropped.

    Args:
      window_size: elements in a window.
      stride: the old name of `window_shift`.
      window_shift: elements from the start of a window to that of the next; by default 1.
      window_stride: elements from one within a window to the next.

    Raises:
      ValueError: if both `stride` and `window_shift` are given.
    """
    if stride is not None and window_shift is not None:
        raise ValueError(f"give stride={stride} or window_shift={window_shift}, not both")
    shift = next((s for s in (window_shift, stride) if s is not None), 1)

    def apply(dataset: tf.data.Dataset) -> tf.data.Dataset:
        windows = dataset.window(window_size, shift, window_stride, drop_remainder=True)
        return windows.flat_map(_batched)

    def _batched(*window: Any) -> tf.data.Dataset:
        parts = window if len(window) > 1 else window[0]
        batches = tf.nest.map_structure(lambda part: part.batch(window_size), parts)
        return tf.data.Dataset.zip(batches)

    return apply


def reduce_dataset(dataset: tf.data.Dataset, reducer: Any) -> Any:
    """Reduces a dataset by a `Reducer`, whose `finalize_func` is, as in contrib, not called.

    Raises:
      TypeError: if it is no dataset.
    """
    if not isinstance(dataset, tf.data.Dataset):
        raise TypeError(f"expected a dataset, got {dataset!r}")
    return dataset.reduce(reducer.init_func(np.int64(0)), reducer.reduce_func)
