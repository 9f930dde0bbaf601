"""Carry attention of several heads from `tf.layers.dense` to Keras `MultiHeadAttention`.

TensorFlow 1 had one dense layer each for query, key, value and output, heads one after
the other; Keras's keep the heads apart, and `einsum_dense` carries each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tf2_port.checkpoints.einsum_dense import EinsumDenseRule
from tf2_port.checkpoints.rule import Kind, Rule, Tensor

# What Keras calls the parts, by what they are called here.
_PARTS = {"query": "query", "key": "key", "value": "value", "output": "attention_output"}


@dataclass(frozen=True)
class MultiHeadRule(Rule):
    scope: str
    layer: Any

    def tensors(self) -> Sequence[Tensor]:
        return [tensor for part in self._parts() for tensor in part.tensors()]

    def variables(self) -> Sequence[Any]:
        return [variable for part in self._parts() for variable in part.variables()]

    def to_keras(self, tensors: Sequence[np.ndarray], kind: Kind) -> Sequence[np.ndarray]:
        return [w for part, own in self._share(tensors) for w in part.to_keras(own, kind)]

    def to_tf1(self, weights: Sequence[np.ndarray], kind: Kind) -> Sequence[np.ndarray]:
        return [t for part, own in self._share(weights) for t in part.to_tf1(own, kind)]

    def _parts(self) -> list[EinsumDenseRule]:
        named = {part.name: part for part in self.layer.submodules}
        return [
            EinsumDenseRule(f"{self.scope}/{ours}", named[name]) for ours, name in _PARTS.items()
        ]

    def _share(
        self, arrays: Sequence[np.ndarray]
    ) -> Iterator[tuple[EinsumDenseRule, Sequence[np.ndarray]]]:
        """Yields each part with its kernel, and its bias if they have one."""
        parts = self._parts()
        count = len(arrays) // len(parts)
        for k, part in enumerate(parts):
            yield part, arrays[k * count : (k + 1) * count]
