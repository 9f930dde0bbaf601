"""Carry gamma and beta to a Keras `LayerNormalization`: same arrays.

The epsilon is no weight: contrib's was 1e-12, Keras's default is 1e-3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tf2_port.checkpoints.rule import Rule, Tensor


@dataclass(frozen=True)
class LayerNormRule(Rule):
    scope: str
    layer: Any

    def tensors(self) -> Sequence[Tensor]:
        return [Tensor((f"{self.scope}/{name}",)) for name in ("gamma", "beta")]

    def variables(self) -> Sequence[Any]:
        return [self.layer.gamma, self.layer.beta]
