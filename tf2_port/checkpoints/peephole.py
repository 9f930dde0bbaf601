"""Carry an `LSTMCell(use_peepholes=True)` to `tfa.rnn.PeepholeLSTMCell`.

Kernel and bias as in `lstm_cell`; the three peepholes are the same arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tf2_port.checkpoints.lstm_cell import LSTMCellRule
from tf2_port.checkpoints.rule import Kind, Tensor


@dataclass(frozen=True)
class PeepholeRule(LSTMCellRule):
    def tensors(self) -> Sequence[Tensor]:
        peepholes = [Tensor((f"{self.scope}/w_{gate}_diag",)) for gate in "ifo"]
        return [*super().tensors(), *peepholes]

    def variables(self) -> Sequence[Any]:
        cell = self.cell
        peepholes = [
            cell.input_gate_peephole_weights,
            cell.forget_gate_peephole_weights,
            cell.output_gate_peephole_weights,
        ]
        return [*super().variables(), *peepholes]

    def to_keras(self, tensors: Sequence[np.ndarray], kind: Kind) -> Sequence[np.ndarray]:
        return [*super().to_keras(tensors[:2], kind), *tensors[2:]]

    def to_tf1(self, weights: Sequence[np.ndarray], kind: Kind) -> Sequence[np.ndarray]:
        return [*super().to_tf1(weights[:3], kind), *weights[3:]]
