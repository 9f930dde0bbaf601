"""Give a rule's tensors the names that a certain checkpoint has for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tf2_port.checkpoints.rule import Kind, Rule, Tensor


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
