"""Let gradients of zeros be no gradients: of tasks that a batch has no examples of.

Answers to `tf.contrib.opt.python.training.multitask_optimizer_wrapper` of TensorFlow
1.15.5.
"""

from __future__ import annotations

import types
from typing import Any

import tensorflow.compat.v1 as tf

__all__ = ["MultitaskOptimizerWrapper", "clip_gradients_by_global_norm"]


def _is_all_zeros(gradient: Any) -> tf.Tensor:
    return tf.equal(tf.count_nonzero(gradient), 0)


def _unless_zero(apply: Any, optimizer: Any) -> Any:
    def wrapper(self: Any, grad: Any, *args: Any, **kwargs: Any) -> Any:
        def step() -> tf.Operation:
            with tf.control_dependencies([apply(grad, *args, **kwargs)]):
                return tf.no_op()

        return tf.cond(_is_all_zeros(grad), tf.no_op, step)

    return types.MethodType(wrapper, optimizer)


class MultitaskOptimizerWrapper:
    """Changes an optimizer so that it leaves variables alone whose gradient is zero.

    Momentum and moments then stay too. Everything else is the optimizer's own.
    """

    def __init__(self, opt: Any) -> None:
        """Takes the optimizer, which is changed; TypeError if it is none."""
        if not isinstance(opt, tf.train.Optimizer):
            raise TypeError(f"opt must be a tf.train.Optimizer, received: {type(opt)}")
        self._opt = opt
        for name in (
            "_apply_dense",
            "_resource_apply_dense",
            "_apply_sparse",
            "_resource_apply_sparse",
        ):
            setattr(opt, name, _unless_zero(getattr(opt, name), opt))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._opt, name)


def clip_gradients_by_global_norm(gradients_variables: Any, clip_norm: Any = 20.0) -> Any:
    """Scales gradients so that their common norm is at most `clip_norm`.

    Args:
      gradients_variables: pairs, as from `compute_gradients`.
      clip_norm: the largest norm.

    Returns:
      The pairs, and the norm before.

    Raises:
      ValueError: for sparse gradients.
    """
    gradients, variables = zip(*gradients_variables)

    def nonzero(gradient: Any) -> Any:
        if gradient is None:
            return None
        if isinstance(gradient, tf.IndexedSlices):
            raise ValueError(f"gradients must be dense, received: {gradient}")
        zero = tf.zeros([], dtype=gradient.dtype)
        return tf.cond(_is_all_zeros(gradient), lambda: zero, lambda: gradient)

    norm = tf.global_norm([nonzero(gradient) for gradient in gradients])
    clipped, _ = tf.clip_by_global_norm(gradients, clip_norm, use_norm=norm)
    return list(zip(clipped, variables)), norm
