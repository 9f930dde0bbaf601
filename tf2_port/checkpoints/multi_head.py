"""Carry attention of several heads from `tf.layers.dense` to Keras `MultiHeadAttention`.

TensorFlow 1 had one kernel `[depth, heads * size]` each for query, key and value, heads
one after the other, and `[heads * size, depth]` for the output. Keras keeps the heads
apart: `[depth, heads, size]` and `[heads, size, depth]`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tf2_port.checkpoints.rule import Kind, Rule, Tensor

_PARTS = ("query", "key", "value", "output")


@dataclass(frozen=True)
class MultiHeadRule(Rule):
    scope: str
    layer: Any

    def tensors(self) -> Sequence[Tensor]:
        names = ("kernel", "bias") if self._has_biases() else ("kernel",)
        return [Tensor((f"{self.scope}/{part}/{name}",)) for part in _PARTS for name in names]

    def variables(self) -> Sequence[Any]:
        # Keras has no public names for the parts; its weights come in this very order.
        weights: Sequence[Any] = self.layer.weights
        return weights

    def to_keras(self, tensors: Sequence[np.ndarray], kind: Kind) -> Sequence[np.ndarray]:
        return [tensor.reshape(weight.shape) for tensor, weight in zip(tensors, self.variables())]

    def to_tf1(self, weights: Sequence[np.ndarray], kind: Kind) -> Sequence[np.ndarray]:
        heads, size, depth = next(w.shape for w in reversed(weights) if w.ndim == 3)
        shapes: list[tuple[int, ...]] = [(depth, heads * size), (heads * size,)] * 3
        shapes += [(heads * size, depth), (depth,)]
        if not self._has_biases():
            shapes = shapes[::2]
        return [weight.reshape(shape) for weight, shape in zip(weights, shapes)]

    def _has_biases(self) -> bool:
        return len(self.layer.weights) > len(_PARTS)
