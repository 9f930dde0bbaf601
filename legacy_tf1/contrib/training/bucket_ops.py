"""Batch elements of like length by queues, as tf.contrib.training.bucket_ops does."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf

_CLOSED = (tf.errors.OutOfRangeError, tf.errors.CancelledError)


def bucket(
    tensors: Any,
    which_bucket: Any,
    batch_size: Any,
    num_buckets: int,
    num_threads: int = 1,
    capacity: int = 32,
    bucket_capacities: Any = None,
    shapes: Any = None,
    dynamic_pad: bool = False,
    allow_smaller_final_batch: bool = False,
    keep_input: Any = True,
    shared_name: Any = None,
    name: Any = None,
) -> tuple[Any, Any]:
    """Sorts elements into buckets, and gives a batch as soon as a bucket has enough.

    Adds two queue runners to the graph: `tf.train.start_queue_runners` starts them.

    Args:
      tensors: a list or dict of tensors, one element. `SparseTensor`s are not supported.
      which_bucket: int32 `[]`, in `[0, num_buckets)`.
      batch_size: of every bucket, or a list with one for each.
      num_buckets: how many.
      num_threads: that put elements in.
      capacity: of the queue of batches, in batches.
      bucket_capacities: a list with one for each bucket, in elements; by default `capacity`.
      shapes: of the tensors, if they are not known.
      dynamic_pad: whether to pad unknown dimensions with zeros to the longest of a batch.
      allow_smaller_final_batch: whether what remains at the end makes batches, too.
      keep_input: bool `[]`; an element is dropped where it is false.
      shared_name: of the queues, across sessions.
      name: of the scope.

    Returns:
      `(bucket, outputs)`: int32 `[]`, and the tensors with a batch dimension before
      the others, in a structure as `tensors`; of a list of one, the one.

    Raises:
      ValueError: if a list has not one entry for each bucket, there are no tensors, or
        shapes are neither given nor known.
    """
    sizes = _one_each(batch_size, num_buckets, "batch_size")
    capacities = _one_each(
        capacity if bucket_capacities is None else bucket_capacities,
        num_buckets,
        "bucket_capacities",
    )
    values = _as_list(tensors)
    with tf.name_scope(name, "bucket", values):
        values = [tf.convert_to_tensor(value) for value in values]
        if not values:
            raise ValueError("expected at least one tensor, got none")
        keep = _keep(keep_input)
        statics = [
            tf.get_static_value(tf.convert_to_tensor(s, tf.int32, name="batch_size")) for s in sizes
        ]
        which = tf.convert_to_tensor(which_bucket, tf.int32, name="which_bucket")
        queue = tf.PaddingFIFOQueue if dynamic_pad else tf.FIFOQueue
        queues = [
            queue(
                capacities[i],
                [value.dtype for value in values],
                [value.shape for value in values] if shapes is None else shapes,
                shared_name=None if shared_name is None else f"{shared_name}_{i}",
                name=f"bucket_queue_{i}",
            )
            for i in range(num_buckets)
        ]
        # Each bucket may have its own batch size.
        known = not allow_smaller_final_batch and not isinstance(batch_size, (list, tuple))
        batch = [statics[-1] if known else None]
        ready = tf.PaddingFIFOQueue(  # the last dimensions may be unknown now
            capacity,
            [tf.int32, *queues[0].dtypes],
            [tf.TensorShape([]), *(tf.TensorShape(batch).concatenate(s) for s in queues[0].shapes)],
            shared_name=shared_name,
            name="top_queue",
        )
        sort = _sorting(queues, which, values, keep)
        _add_runners(queues, ready, [sort] * num_threads, sizes, allow_smaller_final_batch)
        filled = tf.cast(ready.size(), tf.float32)
        for each in queues:
            tf.summary.scalar(f"bucket/{each.name}/size", filled)
        tf.summary.scalar(f"bucket/{ready.name}/fraction_of_{capacity}_full", filled / capacity)
        chosen, *outputs = ready.dequeue(name="dequeue_top")
        return chosen, _as_given(tensors, outputs[0] if len(outputs) == 1 else outputs)


def bucket_by_sequence_length(
    input_length: Any,
    tensors: Any,
    batch_size: Any,
    bucket_boundaries: Any,
    num_threads: int = 1,
    capacity: int = 32,
    bucket_capacities: Any = None,
    shapes: Any = None,
    dynamic_pad: bool = False,
    allow_smaller_final_batch: bool = False,
    keep_input: Any = True,
    shared_name: Any = None,
    name: Any = None,
) -> tuple[Any, Any]:
    """Buckets elements by length: below the first boundary, up to the next, and so on.

    Args:
      input_length: int32 `[]`, of this element.
      tensors: see `bucket`, as is the rest.
      bucket_boundaries: rising ints; there is one bucket more than boundaries.

    Returns:
      `(sequence_length, outputs)`: int32 `[batch]`, and as of `bucket`. Of a dict of
      one, as in contrib, the value is a list of one tensor.

    Raises:
      TypeError: if the boundaries are no list of ints.
      ValueError: if they do not rise, or there are none; and as `bucket` does.
    """
    if not isinstance(bucket_boundaries, (list, tuple)):
        raise TypeError(f"bucket_boundaries must be a list of ints, got {bucket_boundaries!r}")
    if not bucket_boundaries:
        raise ValueError("bucket_boundaries is empty: expected at least one")
    for low, high in zip(bucket_boundaries[:-1], bucket_boundaries[1:]):
        if not isinstance(low, int) or not isinstance(high, int):
            raise TypeError(f"bucket_boundaries must be ints, got {low!r} and {high!r}")
        if low >= high:
            raise ValueError(f"bucket_boundaries must rise, got {low} before {high}")
    values = _as_list(tensors)
    with tf.name_scope(name, "bucket_by_sequence_length", [input_length, *values]):
        length = tf.convert_to_tensor(input_length, tf.int32, name="input_length")
        limits = np.iinfo(np.int32)
        lower = tf.less_equal([limits.min, *bucket_boundaries], length)
        upper = tf.less(length, [*bucket_boundaries, limits.max])
        which = tf.cast(tf.reduce_min(tf.where(tf.logical_and(lower, upper))), tf.int32)
        _, (lengths, *outputs) = bucket(
            [length, *values],
            which,
            batch_size,
            len(bucket_boundaries) + 1,
            num_threads,
            capacity,
            bucket_capacities,
            None if shapes is None else [tf.TensorShape([]), *shapes],
            dynamic_pad,
            allow_smaller_final_batch,
            keep_input,
            shared_name,
        )
        return lengths, _as_given(tensors, outputs)


def _one_each(given: Any, count: int, argument: str) -> list:
    each = list(given) if isinstance(given, (list, tuple)) else [given] * count
    if len(each) != count:
        raise ValueError(f"{argument} has {len(each)} entries, but there are {count} buckets")
    return each


def _as_list(tensors: Any) -> list:
    return [tensors[key] for key in sorted(tensors)] if isinstance(tensors, dict) else list(tensors)


def _as_given(tensors: Any, outputs: Any) -> Any:
    if not isinstance(tensors, dict):
        return outputs
    return dict(zip(sorted(tensors), [outputs] if len(tensors) == 1 else outputs))


def _keep(keep_input: Any) -> Any:
    """Returns a bool, if it is known, or a bool tensor `[]`."""
    keep = tf.convert_to_tensor(keep_input)
    if keep.shape.rank != 0:
        raise ValueError(f"keep_input must be a scalar, got shape {keep.shape}")
    known = tf.get_static_value(keep)
    return keep if known is None else bool(known)


def _sorting(queues: list, which: Any, values: list, keep: Any) -> Any:
    """Makes the op that puts an element into its bucket, unless it is not to be kept."""

    def put(index: int) -> Any:
        return tf.cond(
            tf.equal(which, index), lambda: queues[index].enqueue(values), lambda: tf.no_op()
        )

    def put_anywhere() -> Any:
        return tf.group(*(put(index) for index in range(len(queues))), name="group_enqueues")

    if isinstance(keep, bool):
        return put_anywhere() if keep else tf.no_op()
    return tf.cond(keep, put_anywhere, tf.no_op)


def _add_runners(queues: list, ready: Any, sorting: list, sizes: list, smaller: bool) -> None:
    """Adds what fills the buckets, and what moves full batches from them."""
    moving = []
    for index, (queue, size) in enumerate(zip(queues, sizes)):
        dequeue = queue.dequeue_up_to if smaller else queue.dequeue_many
        batch = dequeue(size, name=f"read_bucket_{index}")
        batch = batch if isinstance(batch, (list, tuple)) else [batch]
        moving.append(
            ready.enqueue([tf.constant(index), *batch], name=f"enqueue_from_bucket_{index}")
        )
    for queue, work, fed in ((queues[0], moving, [ready]), (ready, sorting, queues)):
        runner = tf.train.QueueRunner(
            queue,
            work,
            close_op=tf.group(*(q.close() for q in fed)),
            cancel_op=tf.group(*(q.close(cancel_pending_enqueues=True) for q in fed)),
            queue_closed_exception_types=_CLOSED,
        )
        tf.train.add_queue_runner(runner)
