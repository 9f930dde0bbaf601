"""Carry a `tf.keras.layers.LSTM` that stood in a TensorFlow 1 graph: same arrays.

Only the names differ: TensorFlow 1.15 `lstm/kernel`, 2.x `lstm/lstm_cell/kernel`.
The layer must be made with `recurrent_activation="hard_sigmoid"`, version 1's default.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tf2_port.checkpoints.rule import Rule, Tensor


@dataclass(frozen=True)
class KerasLSTMRule(Rule):
    scope: str
    layer: Any

    def tensors(self) -> Sequence[Tensor]:
        return [
            Tensor((f"{self.scope}/{name}", f"{self.scope}/lstm_cell/{name}"))
            for name in ("kernel", "recurrent_kernel", "bias")
        ]

    def variables(self) -> Sequence[Any]:
        cell = self.layer.cell
        return [cell.kernel, cell.recurrent_kernel, cell.bias]
