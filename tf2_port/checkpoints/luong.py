"""Carry contrib's `LuongAttention`, monotonic or not, to tfa's: same arrays.

contrib kept the memory layer where the mechanism was made, and the scale `attention_g`
where it was called. After loading, `setup_memory` must run again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tf2_port.checkpoints.rule import Rule, Tensor


@dataclass(frozen=True)
class LuongRule(Rule):
    memory_scope: str
    scope: str
    mechanism: Any

    def tensors(self) -> Sequence[Tensor]:
        own = [f"{self.scope}/{name}" for name in self._own_weights()]
        return [Tensor((name,)) for name in [f"{self.memory_scope}/kernel", *own]]

    def variables(self) -> Sequence[Any]:
        return [self.mechanism.memory_layer.kernel, *self._own_weights().values()]

    def _own_weights(self) -> dict[str, Any]:
        """Returns the mechanism's numbers by contrib's names."""
        mechanism = self.mechanism
        monotonic = hasattr(mechanism, "attention_score_bias")
        weights = {}
        if mechanism.scale:
            # tfa has another attribute for it in each of its two classes.
            weights["attention_g"] = mechanism.attention_g if monotonic else mechanism.scale_weight
        if monotonic:
            weights["attention_score_bias"] = mechanism.attention_score_bias
        return weights
