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
            kept = x * scale * tf.cast(drawn >= rate, x.dtype)
            kept.set_shape(x.shape)
            return kept

    return dropout


CHANGES: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("array_ops", "_constant_if_small", _constant_if_small),
    ("array_ops", "split", _split),
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


def _replace(name: str, original: Any, changed: Any) -> None:
    """Puts what has changed wherever TensorFlow offers it by its name."""
    for key, module in list(sys.modules.items()):
        if key.split(".")[0] in ("tensorflow", "keras") and vars(module).get(name) is original:
            setattr(module, name, changed)
