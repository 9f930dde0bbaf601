"""Step by Adam's momentum over the largest gradient seen.

Answers to `AdaMaxOptimizer` of `tf.contrib.opt` in TensorFlow 1.15.5; Kingma, Ba,
"Adam", 2014, arXiv 1412.6980, section 7.1.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

__all__ = ["AdaMaxOptimizer"]


class AdaMaxOptimizer(tf.train.AdamOptimizer):
    """Adam with the infinity norm. Slots `m` and `v`, and the variable `beta1_power`."""

    def __init__(
        self,
        learning_rate: Any = 0.001,
        beta1: Any = 0.9,
        beta2: Any = 0.999,
        epsilon: Any = 1e-8,
        use_locking: bool = False,
        name: str = "AdaMax",
    ) -> None:
        """Makes an optimizer.

        Args:
          learning_rate: a number, a scalar tensor, or a function of neither.
          beta1: how much of the momentum stays.
          beta2: how much of the largest gradient stays.
          epsilon: what is added to the divisor.
          use_locking: whether updates lock the variables.
          name: of the slots.
        """
        super().__init__(learning_rate, beta1, beta2, epsilon, use_locking, name)

    def _get_beta_accumulators(self) -> Any:
        graph = None if tf.executing_eagerly() else tf.get_default_graph()
        return self._get_non_slot_variable("beta1_power", graph=graph)

    def _create_slots(self, var_list: Any) -> None:
        first = min(var_list, key=lambda variable: variable.name)
        self._create_non_slot_variable(
            initial_value=self._beta1, name="beta1_power", colocate_with=first
        )
        for variable in var_list:
            self._zeros_slot(variable, "m", self._name)
            self._zeros_slot(variable, "v", self._name)

    def _numbers(self, dtype: Any) -> Any:
        numbers = (self._get_beta_accumulators(), self._lr_t, self._beta1_t, self._beta2_t)
        return [tf.cast(number, dtype) for number in (*numbers, self._epsilon_t)]

    def _dense(self, grad: Any, var: Any, dtype: Any, place: Any) -> dict[str, Any]:
        names = ("beta1_power", "lr", "beta1", "beta2", "epsilon")
        return {
            "var": place(var),
            "m": place(self.get_slot(var, "m")),
            "v": place(self.get_slot(var, "v")),
            **dict(zip(names, self._numbers(dtype))),
            "grad": grad,
            "use_locking": self._use_locking,
        }

    def _apply_dense(self, grad: Any, var: Any) -> tf.Operation:
        dtype = var.dtype.base_dtype
        return tf.raw_ops.ApplyAdaMax(**self._dense(grad, var, dtype, lambda kept: kept)).op

    def _resource_apply_dense(self, grad: Any, var: Any) -> tf.Operation:
        dtype = grad.dtype.base_dtype
        return tf.raw_ops.ResourceApplyAdaMax(
            **self._dense(grad, var, dtype, lambda kept: kept.handle)
        )

    def _sparse(self, grad: Any, var: Any, indices: Any) -> tf.Operation:
        beta1_power, rate, beta1, beta2, epsilon = self._numbers(var.dtype.base_dtype)
        locking = {"use_locking": self._use_locking}
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        m_rows = tf.gather(m, indices) * beta1 + grad * (1 - beta1)
        v_rows = tf.maximum(tf.gather(v, indices) * beta2, tf.abs(grad))
        change = -rate / (1 - beta1_power) * (m_rows / (v_rows + epsilon))
        with tf.control_dependencies([m_rows, v_rows, change]):
            return tf.group(
                tf.scatter_update(m, indices, m_rows, **locking),
                tf.scatter_update(v, indices, v_rows, **locking),
                tf.scatter_add(var, indices, change, **locking),
            )

    def _apply_sparse(self, grad: Any, var: Any) -> tf.Operation:
        return self._sparse(grad.values, var, grad.indices)

    def _resource_apply_sparse(self, grad: Any, var: Any, indices: Any) -> tf.Operation:
        return self._sparse(grad, var, indices)

    def _finish(self, update_ops: Any, name_scope: Any) -> tf.Operation:
        with tf.control_dependencies(update_ops):
            beta1_power = self._get_beta_accumulators()
            with tf.colocate_with(beta1_power):
                update = beta1_power.assign(
                    beta1_power * self._beta1_t, use_locking=self._use_locking
                )
        return tf.group(*update_ops, update, name=name_scope)
