"""Carry contrib's `BahdanauAttention` to `tfa.seq2seq.BahdanauAttention`: same arrays.

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
        v, g_and_b = ["attention_v"], ["attention_g", "attention_b"]
        return v + g_and_b if self.mechanism.normalize else v
