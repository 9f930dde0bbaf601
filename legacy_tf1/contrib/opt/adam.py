"""Step like Adam, but for the rows in use alone, or with Nesterov's momentum.

Answers to `LazyAdamOptimizer` and `NadamOptimizer` of `tf.contrib.opt` in TensorFlow
1.15.5; Kingma, Ba, "Adam", 2014, arXiv 1412.6980; Dozat, "Incorporating Nesterov
Momentum into Adam", 2016.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import tensorflow.compat.v1 as tf

__all__ = ["LazyAdamOptimizer", "NadamOptimizer"]


class _Numbers(NamedTuple):
    """What a step of Adam needs, in the variable's dtype."""

    beta1_power: tf.Tensor
    beta2_power: tf.Tensor
    learning_rate: tf.Tensor
    beta1: tf.Tensor
    beta2: tf.Tensor
    epsilon: tf.Tensor

    @property
    def rate(self) -> tf.Tensor:
        """The learning rate, corrected for moments that start from zero."""
        return self.learning_rate * tf.sqrt(1 - self.beta2_power) / (1 - self.beta1_power)


def _numbers(optimizer: Any, dtype: Any) -> _Numbers:
    powers = optimizer._get_beta_accumulators()
    rest = (optimizer._lr_t, optimizer._beta1_t, optimizer._beta2_t, optimizer._epsilon_t)
    return _Numbers(*[tf.cast(number, dtype) for number in (*powers, *rest)])


class LazyAdamOptimizer(tf.train.AdamOptimizer):
    """Adam whose moments stay as they are for rows of which a sparse gradient says nothing.

    Indices that occur twice must have been summed, as `apply_gradients` does. Slots are
    `m` and `v`, named `Adam` and `Adam_1` behind the variable, as Adam's.
    """

    def _step(self, gradient: tf.Tensor, variable: Any, indices: tf.Tensor) -> tf.Operation:
        adam = _numbers(self, variable.dtype.base_dtype)
        locking = {"use_locking": self._use_locking}
        m, v = self.get_slot(variable, "m"), self.get_slot(variable, "v")
        m_rows = adam.beta1 * tf.gather(m, indices) + (1 - adam.beta1) * gradient
        v_rows = adam.beta2 * tf.gather(v, indices) + (1 - adam.beta2) * tf.square(gradient)
        change = adam.rate * m_rows / (tf.sqrt(v_rows) + adam.epsilon)
        # Reference variables change in place: nothing may be written before all is read.
        with tf.control_dependencies([m_rows, v_rows, change]):
            return tf.group(
                tf.scatter_update(m, indices, m_rows, **locking),
                tf.scatter_update(v, indices, v_rows, **locking),
                tf.scatter_sub(variable, indices, change, **locking),
            )

    def _apply_sparse(self, grad: Any, var: Any) -> tf.Operation:
        return self._step(grad.values, var, grad.indices)

    def _resource_apply_sparse(self, grad: Any, var: Any, indices: Any) -> tf.Operation:
        return self._step(grad, var, indices)


class NadamOptimizer(tf.train.AdamOptimizer):
    """Adam with Nesterov's momentum."""

    def _apply_dense(self, grad: Any, var: Any) -> tf.Operation:
        adam = _numbers(self, var.dtype.base_dtype)
        return tf.raw_ops.ApplyAdam(**self._dense(adam, grad, var, lambda kept: kept)).op

    def _resource_apply_dense(self, grad: Any, var: Any) -> tf.Operation:
        adam = _numbers(self, grad.dtype.base_dtype)
        return tf.raw_ops.ResourceApplyAdam(
            **self._dense(adam, grad, var, lambda kept: kept.handle)
        )

    def _dense(self, adam: _Numbers, grad: Any, var: Any, place: Any) -> dict[str, Any]:
        return {
            "var": place(var),
            "m": place(self.get_slot(var, "m")),
            "v": place(self.get_slot(var, "v")),
            "beta1_power": adam.beta1_power,
            "beta2_power": adam.beta2_power,
            "lr": adam.learning_rate,
            "beta1": adam.beta1,
            "beta2": adam.beta2,
            "epsilon": adam.epsilon,
            "grad": grad,
            "use_locking": self._use_locking,
            "use_nesterov": True,
        }

    def _apply_sparse_shared(
        self, grad: Any, var: Any, indices: Any, scatter_add: Any
    ) -> tf.Operation:
        adam = _numbers(self, var.dtype.base_dtype)
        locking = {"use_locking": self._use_locking}
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        scaled = grad * (1 - adam.beta1)
        with tf.control_dependencies([tf.assign(m, m * adam.beta1, **locking)]):
            m_next = scatter_add(m, indices, scaled)
            # Nesterov: one more step of the momentum, with the same gradient.
            ahead = scaled + adam.beta1 * tf.gather(m_next, indices)
        with tf.control_dependencies([tf.assign(v, v * adam.beta2, **locking)]):
            v_next = scatter_add(v, indices, grad * grad * (1 - adam.beta2))
        spread = tf.sqrt(tf.gather(v_next, indices))
        step = scatter_add(var, indices, -adam.rate * ahead / (spread + adam.epsilon))
        return tf.group(step, ahead, v_next)
