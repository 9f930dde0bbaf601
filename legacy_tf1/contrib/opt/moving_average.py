"""Keep moving averages of the variables that an optimizer trains.

Answers to `MovingAverageOptimizer` of `tf.contrib.opt` in TensorFlow 1.15.5.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1 import compat

__all__ = ["MovingAverageOptimizer"]


class MovingAverageOptimizer(tf.train.Optimizer):
    """Is another optimizer that also averages; its saver saves averages for variables."""

    def __init__(
        self,
        opt: Any,
        average_decay: Any = 0.9999,
        num_updates: Any = None,
        sequential_update: bool = True,
    ) -> None:
        """Wraps an optimizer.

        Args:
          opt: the `tf.train.Optimizer`.
          average_decay: how much of the average stays.
          num_updates: optional, as in `tf.train.ExponentialMovingAverage`.
          sequential_update: whether averages are of what the step leaves, or may be of
            what it found.
        """
        self._optimizer = opt
        self._ema = tf.train.ExponentialMovingAverage(average_decay, num_updates=num_updates)
        self._swapped: dict[str, str] | None = None
        self._sequential_update = sequential_update

    def compute_gradients(self, *args: Any, **kwargs: Any) -> Any:
        """Computes what the wrapped optimizer does."""
        return self._optimizer.compute_gradients(*args, **kwargs)

    def apply_gradients(
        self, grads_and_vars: Any, global_step: Any = None, name: Any = None
    ) -> Any:
        """Applies gradients, and then averages the variables that have one."""
        train = self._optimizer.apply_gradients(grads_and_vars, global_step=global_step, name=name)
        variables = [variable for gradient, variable in grads_and_vars if gradient is not None]
        with tf.control_dependencies([train] if self._sequential_update else []):
            average = self._ema.apply(variables)
        self._swapped = {}
        for variable in variables:
            averaged = self._ema.average(variable)
            self._swapped[variable.op.name] = averaged.op.name
            self._swapped[averaged.op.name] = variable.op.name
        return tf.group(train, average, name="train_with_avg")

    def swapping_saver(
        self, var_list: Any = None, name: str = "swapping_saver", **kwargs: Any
    ) -> tf.train.Saver:
        """Makes a saver that writes averages under their variables' names, and the reverse.

        Args:
          var_list: variables, or a dict of them by name; by default all.
          name: for the operations.
          **kwargs: of `tf.train.Saver`.

        Raises:
          RuntimeError: before `apply_gradients` or `minimize` was called.
          ValueError: if a variable's average is not in `var_list`.
        """
        if self._swapped is None:
            raise RuntimeError("call apply_gradients or minimize before swapping_saver")
        if var_list is None:
            var_list = tf.global_variables()
        if not isinstance(var_list, dict):
            var_list = compat.saved_names(var_list)
        by_name = {}
        for key, item in var_list.items():
            parts = {part.op.name: part for part in item} if _is_split(item) else {key: item}
            by_name.update(parts)

        def swapped(name: str, variable: Any) -> Any:
            other = self._swapped.get(name)  # type: ignore[union-attr]
            if other is not None and other not in by_name:
                raise ValueError(f"var_list must have {other} too, which {name} is swapped with")
            return variable if other is None else by_name[other]

        saved = {
            key: [swapped(part.op.name, part) for part in item]
            if isinstance(item, list)
            else swapped(key, item)
            for key, item in var_list.items()
        }
        return tf.train.Saver(saved, name=name, **kwargs)


def _is_split(item: Any) -> bool:
    """Tells whether a variable is kept in several parts."""
    return isinstance(item, list) or type(item).__name__ == "PartitionedVariable"
