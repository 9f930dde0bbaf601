"""Carry contrib's `BahdanauAttention`, monotonic or not, to tfa's: same arrays.

contrib kept the memory layer where the mechanism was made and the rest where it
was called, so there are two scopes. After loading, `setup_memory` must run again:
the keys of the batch before came from the old kernel.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tf2_port.checkpoints.rule import Rule, Tensor


@dataclass(frozen=True)
class BahdanauRule(Rule):
    memory_scope: str
    scope: str
    mechanism: Any

    def tensors(self) -> Sequence[Tensor]:
        names = [f"{self.memory_scope}/kernel", f"{self.scope}/query_layer/kernel"]
        names += [f"{self.scope}/{name}" for name in self._own_weights()]
        return [Tensor((name,)) for name in names]

    def variables(self) -> Sequence[Any]:
        mechanism = self.mechanism
        layers = [mechanism.memory_layer.kernel, mechanism.query_layer.kernel]
        return layers + [getattr(mechanism, name) for name in self._own_weights()]

    def _own_weights(self) -> Sequence[str]:
        names = ["attention_v"]
        names += ["attention_g", "attention_b"] if self.mechanism.normalize else []
        # A monotonic mechanism has one number more.
        monotonic = hasattr(self.mechanism, "attention_score_bias")
        return [*names, "attention_score_bias"] if monotonic else names
