"""Carry contrib's `LuongAttention` to `tfa.seq2seq.LuongAttention`: same arrays.

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
        scale = [f"{self.scope}/attention_g"] if self.mechanism.scale else []
        return [Tensor((name,)) for name in [f"{self.memory_scope}/kernel", *scale]]

    def variables(self) -> Sequence[Any]:
        mechanism = self.mechanism
        scale = [mechanism.scale_weight] if mechanism.scale else []
        return [mechanism.memory_layer.kernel, *scale]
