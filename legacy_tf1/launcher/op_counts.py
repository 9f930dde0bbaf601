"""Make TensorFlow 2 build as many ops as TensorFlow 1.15.5 did.

There an op without a seed is seeded by the number of ops before it (`seeds`), so each
op that TensorFlow 2 has learnt to leave out, or makes besides, changes the initial
weights of all that follows. What is put back here computes nothing new: sizes that
are known, axes of a sum, transposes by the identity. All else is TensorFlow 2's own.
"""

from __future__ import annotations

import functools
import importlib
import numbers
import operator
import sys
from typing import Any, Callable

import numpy as np
import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq.tensordot import known_axes
from legacy_tf1.seq2seq.tensordot import tensordot as tensordot_of_1_15

OPS = "tensorflow.python.ops."
LAST = 2**31 - 1  # an end behind every axis
LARGE = 1000  # zeros and ones of fewer elements are constants


def _in_graph() -> bool:
    return not tf.executing_eagerly()


def _constant_if_small(original: Callable[..., Any]) -> Callable[..., Any]:
    """Asks of a product of tensors whether it is small, as NumPy did in `tf.zeros`."""

    def constant_if_small(value: Any, shape: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(shape, (list, tuple)) and any(isinstance(d, tf.Tensor) for d in shape):
            if _in_graph():
                functools.reduce(operator.mul, shape) < LARGE  # noqa: B015
            return None
        return original(value, shape, *args, **kwargs)

    return constant_if_small


def _split(original: Callable[..., Any]) -> Callable[..., Any]:
    """Makes a constant of the number of parts, which no op uses."""

    def split(
        value: Any,
        num_or_size_splits: Any,
        axis: Any = 0,
        num: Any = None,
        name: str | None = "split",
    ) -> Any:
        if _in_graph() and isinstance(num_or_size_splits, numbers.Integral):
            tf.convert_to_tensor(num_or_size_splits)
        return original(value, num_or_size_splits, axis, num, name)

    return split


def _one_hot(original: Callable[..., Any]) -> Callable[..., Any]:
    """Makes constants of the two values once more, where they are no tensors."""

    def one_hot(
        indices: Any,
        depth: Any,
        on_value: Any = None,
        off_value: Any = None,
        axis: Any = None,
        dtype: Any = None,
        name: str | None = None,
    ) -> Any:
        made = original(indices, depth, on_value, off_value, axis, dtype, name)
        if _in_graph():
            with tf.name_scope(made.op.name + "/"):
                for value in (on_value, off_value):
                    if value is not None and not isinstance(value, tf.Tensor):
                        tf.convert_to_tensor(value, made.dtype, name="value")
        return made

    return one_hot


def _tensordot(original: Callable[..., Any]) -> Callable[..., Any]:
    def tensordot(a: Any, b: Any, axes: Any, name: str | None = None) -> Any:
        known = known_axes(a, b, axes) if _in_graph() else None
        if known is None:
            return original(a, b, axes, name)
        return tensordot_of_1_15(a, b, known, name)

    return tensordot


def _reduction_dims(original: Callable[..., Any]) -> Callable[..., Any]:
    """Names the axes of a scalar, none, by one constant."""

    def reduction_dims(x: Any, axis: Any) -> Any:
        if axis is None and isinstance(x, tf.Tensor) and x.shape.rank == 0 and _in_graph():
            return tf.constant(np.arange(0, dtype=np.int32))
        return original(x, axis)

    return reduction_dims


def _size(original: Callable[..., Any]) -> Callable[..., Any]:
    """Asks a `TensorArray` for its size, even where Python knows it."""

    def size(self: Any, name: str | None = None) -> Any:
        known, self._size = self._size, None
        try:
            return original(self, name)
        finally:
            self._size = known

    return size


def _random_uniform(original: Callable[..., Any]) -> Callable[..., Any]:
    """Multiplies by 1 and adds 0, where nothing else is wanted."""

    def random_uniform(
        shape: Any,
        minval: Any = 0,
        maxval: Any = None,
        dtype: Any = tf.float32,
        seed: Any = None,
        name: str | None = None,
    ) -> Any:
        if _in_graph() and tf.as_dtype(dtype).is_floating:
            maxval = 1 if maxval is None else maxval
            # TensorFlow 2 looks for the integers 0 and 1.
            minval, maxval = (float(v) if isinstance(v, int) else v for v in (minval, maxval))
        return original(shape, minval, maxval, dtype, seed, name)

    return random_uniform


def _slice_helper(original: Callable[..., Any]) -> Callable[..., Any]:
    """Gives numbers for what is left out beside a tensor, as in `x[:, :length]`."""

    def spelt_out(part: Any) -> Any:
        if not isinstance(part, slice) or not (part.step is None or part.step == 1):
            return part
        if not any(isinstance(bound, tf.Tensor) for bound in (part.start, part.stop)):
            return part
        start = 0 if part.start is None else part.start
        return slice(start, LAST if part.stop is None else part.stop, 1)

    def slice_helper(tensor: Any, slice_spec: Any, var: Any = None) -> Any:
        if _in_graph() and isinstance(slice_spec, (list, tuple, slice)):
            parts = [slice_spec] if isinstance(slice_spec, slice) else slice_spec
            slice_spec = tuple(spelt_out(part) for part in parts)
        return original(tensor, slice_spec, var)

    return slice_helper


def _dropout(original: Callable[..., Any]) -> Callable[..., Any]:
    """Drops by products with zeros and ones, drawn as before."""

    def dropout(
        x: Any,
        rate: Any,
        noise_shape: Any,
        uniform_sampler: Any,
        dummy_rng_step: Any,
        name: str | None,
        default_name: str,
    ) -> Any:
        given = (x, rate, noise_shape, uniform_sampler, dummy_rng_step, name, default_name)
        if not _in_graph() or not isinstance(rate, numbers.Real) or not 0 < float(rate) < 1:
            return original(*given)
        if not isinstance(x, tf.Tensor) or not x.dtype.is_floating:
            return original(*given)
        with tf.name_scope(name, default_name, [x]):
            rate = tf.convert_to_tensor(rate, x.dtype, name="rate")
            nn_ops = importlib.import_module(OPS + "nn_ops")
            shape = nn_ops._get_noise_shape(x, noise_shape)
            drawn = uniform_sampler(shape=shape, dtype=x.dtype)
            scale = 1 / (1 - rate)
            mask = drawn >= rate
            kept = x * scale * tf.cast(mask, x.dtype)
            kept.set_shape(x.shape)
            return kept

    return dropout


CHANGES: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("array_ops", "_constant_if_small", _constant_if_small),
    ("array_ops", "split", _split),
    ("array_ops", "one_hot", _one_hot),
    ("array_ops", "_slice_helper", _slice_helper),
    ("random_ops", "random_uniform", _random_uniform),
    ("math_ops", "tensordot", _tensordot),
    ("math_ops", "_ReductionDims", _reduction_dims),
    ("tensor_array_ops", "_GraphTensorArray.size", _size),
    ("nn_ops", "_dropout", _dropout),
)


def install() -> None:
    """Changes the TensorFlow of this process; twice is as once."""
    for module, path, change in CHANGES:
        owner: Any = importlib.import_module(OPS + module)
        *parents, name = path.split(".")
        for parent in parents:
            owner = getattr(owner, parent)
        original = getattr(owner, name)
        if not hasattr(original, "_of_2"):
            changed = functools.wraps(original)(change(original))
            changed._of_2 = original  # type: ignore[attr-defined]
            setattr(owner, name, changed)
            _replace(name, original, changed)
    tf.Tensor.__getitem__ = importlib.import_module(OPS + "array_ops")._slice_helper


def _replace(name: str, original: Any, changed: Any) -> None:
    """Puts what has changed wherever TensorFlow offers it by its name."""
    for key, module in list(sys.modules.items()):
        if key.split(".")[0] in ("tensorflow", "keras") and vars(module).get(name) is original:
            setattr(module, name, changed)
