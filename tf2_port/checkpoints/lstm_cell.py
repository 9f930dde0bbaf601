"""Carry a `tf.nn.rnn_cell.LSTMCell` (or Basic, or Block) to a Keras `LSTMCell`.

TensorFlow 1: one kernel `[input + units, 4 * units]`, gates i, j, f, o, and the
forget bias added at run time. Keras: kernel and recurrent kernel apart, gates
i, f, c, o (c is j), and the forget bias part of the bias.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tf2_port.checkpoints.rule import Kind, Rule, Tensor


@dataclass(frozen=True)
class LSTMCellRule(Rule):
    """`forget_bias` is the TensorFlow 1 cell's argument (its default is 1)."""

    scope: str
    cell: Any
    forget_bias: float = 1.0

    def tensors(self) -> Sequence[Tensor]:
        return [Tensor((f"{self.scope}/{name}",)) for name in ("kernel", "bias")]

    def variables(self) -> Sequence[Any]:
        return [self.cell.kernel, self.cell.recurrent_kernel, self.cell.bias]

    def to_keras(self, tensors: Sequence[np.ndarray], kind: Kind) -> Sequence[np.ndarray]:
        kernel, bias = (_swap_j_and_f(tensor) for tensor in tensors)
        if kind == "weight":
            bias = bias + self._forget_bias_like(bias)
        # What is left of the rows after the recurrent ones belongs to the input.
        inputs = kernel.shape[0] - self.cell.units
        return [kernel[:inputs], kernel[inputs:], bias]

    def to_tf1(self, weights: Sequence[np.ndarray], kind: Kind) -> Sequence[np.ndarray]:
        kernel, recurrent_kernel, bias = weights
        if kind == "weight":
            bias = bias - self._forget_bias_like(bias)
        return [_swap_j_and_f(np.concatenate([kernel, recurrent_kernel])), _swap_j_and_f(bias)]

    def _forget_bias_like(self, bias: np.ndarray) -> np.ndarray:
        """Returns the forget bias in Keras's second gate, zeros elsewhere."""
        gates = np.zeros((4, bias.shape[0] // 4), bias.dtype)
        gates[1] = self.forget_bias
        return gates.reshape(-1)


def _swap_j_and_f(array: np.ndarray) -> np.ndarray:
    """Returns i, j, f, o as i, f, j, o, or back."""
    i, second, third, o = np.split(array, 4, axis=-1)
    return np.concatenate([i, third, second, o], axis=-1)
