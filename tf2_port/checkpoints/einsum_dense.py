"""Carry a dense layer of TensorFlow 1 to a Keras `EinsumDense` that keeps axes apart.

Such are the parts of `MultiHeadAttention`: `[depth, heads * size]` becomes
`[depth, heads, size]`, and for the output `[heads * size, depth]` `[heads, size, depth]`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

from tf2_port.checkpoints.rule import Kind, Rule, Tensor


def is_dense(layer: Any) -> bool:
    """Tells whether an `EinsumDense` is a dense layer, but for the shapes.

    Its kernel must have first the axes that are summed over, in the order of the inputs,
    then those that are new, in the order of the outputs: or reshaping would mix them up.
    """
    operands, output = layer.equation.split("->")
    inputs, kernel = operands.split(",")
    summed = [axis for axis in inputs if axis not in output]
    return list(kernel) == summed + [axis for axis in output if axis not in inputs]


@dataclass(frozen=True)
class EinsumDenseRule(Rule):
    scope: str
    layer: Any

    def tensors(self) -> Sequence[Tensor]:
        start = f"{self.scope}/" if self.scope else ""
        return [Tensor((start + name,)) for name in ("kernel", "bias")[: len(self.variables())]]

    def variables(self) -> Sequence[Any]:
        return [w for w in (self.layer.kernel, self.layer.bias) if w is not None]

    def to_keras(self, tensors: Sequence[np.ndarray], kind: Kind) -> Sequence[np.ndarray]:
        return [array.reshape(w.shape) for array, w in zip(tensors, self.variables())]

    def to_tf1(self, weights: Sequence[np.ndarray], kind: Kind) -> Sequence[np.ndarray]:
        kernel, *bias = weights
        depth = prod(kernel.shape[: self._summed()])
        return [kernel.reshape(depth, -1), *(array.reshape(-1) for array in bias)]

    def _summed(self) -> int:
        """Counts the axes of the kernel that are summed over; they come first, see `is_dense`."""
        operands, output = self.layer.equation.split("->")
        return sum(axis not in output for axis in operands.split(",")[1])
