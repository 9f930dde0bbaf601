"""Carry an embedding matrix, `tf.get_variable` and all, to a Keras `Embedding`: the same array."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tf2_port.checkpoints.rule import Rule, Tensor


@dataclass(frozen=True)
class EmbeddingRule(Rule):
    name: str
    layer: Any

    def tensors(self) -> Sequence[Tensor]:
        return [Tensor((self.name,))]

    def variables(self) -> Sequence[Any]:
        return [self.layer.embeddings]
