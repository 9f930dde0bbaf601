"""Give a rule's tensors the names that a certain checkpoint has for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tf2_port.checkpoints.rule import Kind, Rule, Tensor
from tf2_port.checkpoints.same import SameRule


def roles_of(rule: Rule) -> list[str]:
    """Returns what the rule calls its tensors below its scope, such as `gates/kernel`."""
    return [tensor.name.lstrip("/") for tensor in rule.tensors()]


@dataclass(frozen=True)
class Renamed(Rule):
    """`names` tells the TensorFlow 1 name for each of the rule's roles."""

    rule: Rule
    names: Mapping[str, str]

    def tensors(self) -> Sequence[Tensor]:
        return [Tensor((self.names[role],)) for role in roles_of(self.rule)]

    def variables(self) -> Sequence[Any]:
        return self.rule.variables()

    def to_keras(self, tensors: Sequence[np.ndarray], kind: Kind) -> Sequence[np.ndarray]:
        return self.rule.to_keras(tensors, kind)

    def to_tf1(self, weights: Sequence[np.ndarray], kind: Kind) -> Sequence[np.ndarray]:
        return self.rule.to_tf1(weights, kind)


def apart(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Takes layers of the same arrays apart, for some of their weights may not be trained."""
    for rule in rules:
        if isinstance(rule, Renamed) and isinstance(rule.rule, SameRule):
            for tensor, weight in zip(rule.tensors(), rule.variables()):
                yield SameRule((tensor.name,), (weight,))
        else:
            yield rule
