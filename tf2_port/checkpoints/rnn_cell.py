"""Carry a `tf.nn.rnn_cell.BasicRNNCell` to a Keras `SimpleRNNCell`.

TensorFlow 1 has one kernel `[input + units, units]`, Keras two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tf2_port.checkpoints.rule import Kind, Rule, Tensor


@dataclass(frozen=True)
class RNNCellRule(Rule):
    scope: str
    cell: Any

    def tensors(self) -> Sequence[Tensor]:
        return [Tensor((f"{self.scope}/{name}",)) for name in ("kernel", "bias")]

    def variables(self) -> Sequence[Any]:
        return [self.cell.kernel, self.cell.recurrent_kernel, self.cell.bias]

    def to_keras(self, tensors: Sequence[np.ndarray], kind: Kind) -> Sequence[np.ndarray]:
        kernel, bias = tensors
        inputs = kernel.shape[0] - self.cell.units
        return [kernel[:inputs], kernel[inputs:], bias]

    def to_tf1(self, weights: Sequence[np.ndarray], kind: Kind) -> Sequence[np.ndarray]:
        kernel, recurrent_kernel, bias = weights
        return [np.concatenate([kernel, recurrent_kernel]), bias]
