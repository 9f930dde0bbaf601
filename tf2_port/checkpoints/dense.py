"""Carry a `tf.layers.Dense` to a Keras `Dense`: same arrays, with or without bias.

Serves output layers and `AttentionWrapper`'s attention layers alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tf2_port.checkpoints.rule import Rule, Tensor


@dataclass(frozen=True)
class DenseRule(Rule):
    scope: str
    layer: Any

    def tensors(self) -> Sequence[Tensor]:
        names = ("kernel", "bias") if self.layer.use_bias else ("kernel",)
        return [Tensor((f"{self.scope}/{name}",)) for name in names]

    def variables(self) -> Sequence[Any]:
        layer = self.layer
        return [layer.kernel, layer.bias] if layer.use_bias else [layer.kernel]
