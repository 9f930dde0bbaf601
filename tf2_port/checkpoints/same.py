"""Carry weights that are the same arrays in both, under names that somebody gives.

For layers whose weights Keras never changed, and for what belongs to no known layer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tf2_port.checkpoints.rule import Rule, Tensor


@dataclass(frozen=True)
class SameRule(Rule):
    names: tuple[str, ...]
    weights: tuple[Any, ...]

    def tensors(self) -> Sequence[Tensor]:
        return [Tensor((name,)) for name in self.names]

    def variables(self) -> Sequence[Any]:
        return self.weights
