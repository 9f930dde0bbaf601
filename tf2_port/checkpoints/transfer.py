"""Move weights between TensorFlow 1 arrays and Keras, and account for every one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from tf2_port.checkpoints.rule import Kind, Rule


class WeightTransferError(ValueError):
    """Some tensor has no counterpart, or one of another shape or dtype; nothing was changed.

    `problems` has a sentence for each.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("cannot transfer weights: " + "; ".join(problems))
        self.problems = list(problems)


def load(rules: Iterable[Rule], tensors: Mapping[str, np.ndarray], weights: Iterable[Any]) -> None:
    """Sets Keras weights from TensorFlow 1 tensors.

    Args and errors are those of `convert`.
    """
    for variable, value in convert(rules, tensors, weights):
        variable.assign(value)


def convert(
    rules: Iterable[Rule], tensors: Mapping[str, np.ndarray], weights: Iterable[Any]
) -> list[tuple[Any, np.ndarray]]:
    """Computes the values of Keras weights from TensorFlow 1 tensors, and sets none.

    Args:
      rules: of every layer that has weights.
      tensors: values by TensorFlow 1 variable name.
      weights: all weights of the built model (`model.weights`).

    Returns:
      Each weight with its value.

    Raises:
      WeightTransferError: naming the tensors that no rule takes, those that a
        rule misses, the weights that no rule or more than one sets, or a shape
        or dtype that does not fit.
    """
    problems: list[str] = []
    taken: set[str] = set()
    values: list[tuple[Any, np.ndarray]] = []
    covered: list[Any] = []
    for rule in rules:
        names = [_find(tensor.names, tensors) for tensor in rule.tensors()]
        missing = [t.name for t, name in zip(rule.tensors(), names) if name is None]
        problems += [f"no TensorFlow 1 tensor {name}" for name in missing]
        found = [name for name in names if name is not None]
        problems += [f"two rules take {name}" for name in found if name in taken]
        taken.update(found)
        covered += rule.variables()
        if not missing:
            given = [np.asarray(tensors[name]) for name in found]
            try:
                converted = rule.to_keras(given, "weight")
            except ValueError:  # of numpy, for shapes that do not go together
                shapes = ", ".join(str(list(array.shape)) for array in given)
                problems.append(
                    f"{type(rule).__name__} can make nothing of {', '.join(found)}: "
                    f"they have the shapes {shapes}"
                )
                continue
            values += zip(rule.variables(), converted)
            problems += _misfits(rule, found, converted)
    problems += [f"unused TensorFlow 1 tensor {name}" for name in sorted(set(tensors) - taken)]
    problems += _uncovered(covered, weights)
    if problems:
        raise WeightTransferError(problems)
    return values


def dump(
    rules: Iterable[Rule],
    value_of: Callable[[Any], np.ndarray] | None = None,
    kind: Kind = "weight",
) -> dict[str, np.ndarray]:
    """Computes TensorFlow 1 tensors from Keras.

    Args:
      rules: of every layer that has weights.
      value_of: what to take for a Keras weight; by default its value. With the
        kind `slot` it may be its gradient or an optimizer's slot.
      kind: whether values are weights or belong to weights.

    Returns:
      Arrays by TensorFlow 1.15.5 variable name.
    """
    take = value_of or (lambda variable: variable.numpy())
    tensors: dict[str, np.ndarray] = {}
    for rule in rules:
        values = rule.to_tf1([np.asarray(take(variable)) for variable in rule.variables()], kind)
        tensors.update(zip((tensor.name for tensor in rule.tensors()), values))
    return tensors


def _find(names: Iterable[str], tensors: Mapping[str, np.ndarray]) -> str | None:
    return next((name for name in names if name in tensors), None)


def _misfits(rule: Rule, names: list[str], converted: Iterable[np.ndarray]) -> list[str]:
    return [
        f"{type(rule).__name__} makes {value.dtype}{list(value.shape)} of {', '.join(names)}, "
        f"but {variable.name} is {variable.dtype.name}{variable.shape.as_list()}"
        for variable, value in zip(rule.variables(), converted)
        if value.shape != tuple(variable.shape) or value.dtype != variable.dtype.as_numpy_dtype
    ]


def _uncovered(variables: Iterable[Any], weights: Iterable[Any]) -> list[str]:
    """Names the weights that do not belong to exactly one rule."""
    rules_of = Counter(id(variable) for variable in variables)
    return [
        f"Keras weight {weight.name} belongs to {rules_of[id(weight)]} rules"
        for weight in weights
        if rules_of[id(weight)] != 1
    ]
