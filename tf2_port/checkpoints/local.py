"""Carry our TensorFlow 1 `LocalAttention` to the port's: same arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tf2_port.checkpoints.rule import Rule, Tensor


@dataclass(frozen=True)
class LocalRule(Rule):
    memory_scope: str
    scope: str
    mechanism: Any

    def tensors(self) -> Sequence[Tensor]:
        names = [f"{self.memory_scope}/kernel"]
        if self.mechanism.position_layer is not None:
            names += [f"{self.scope}/position_layer/kernel", f"{self.scope}/position_v"]
        return [Tensor((name,)) for name in names]

    def variables(self) -> Sequence[Any]:
        mechanism = self.mechanism
        position = mechanism.position_layer
        own = [] if position is None else [position.kernel, mechanism.position_v]
        return [mechanism.memory_layer.kernel, *own]
