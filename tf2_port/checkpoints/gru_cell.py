"""Carry a `tf.nn.rnn_cell.GRUCell` to a Keras `GRUCell(reset_after=False)`.

TensorFlow 1: `gates/kernel` `[input + units, 2 * units]`, gates r, u, and
`candidate/kernel`. Keras: kernel and recurrent kernel apart, gates z (which is u), r, h.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tf2_port.checkpoints.rule import Kind, Rule, Tensor


@dataclass(frozen=True)
class GRUCellRule(Rule):
    scope: str
    cell: Any

    def tensors(self) -> Sequence[Tensor]:
        parts = [(part, name) for part in ("gates", "candidate") for name in ("kernel", "bias")]
        return [Tensor((f"{self.scope}/{part}/{name}",)) for part, name in parts]

    def variables(self) -> Sequence[Any]:
        return [self.cell.kernel, self.cell.recurrent_kernel, self.cell.bias]

    def to_keras(self, tensors: Sequence[np.ndarray], kind: Kind) -> Sequence[np.ndarray]:
        gates_kernel, gates_bias, candidate_kernel, candidate_bias = tensors
        kernel = _u_r_candidate(gates_kernel, candidate_kernel)
        inputs = kernel.shape[0] - self.cell.units
        return [kernel[:inputs], kernel[inputs:], _u_r_candidate(gates_bias, candidate_bias)]

    def to_tf1(self, weights: Sequence[np.ndarray], kind: Kind) -> Sequence[np.ndarray]:
        kernel, recurrent_kernel, bias = weights
        u, r, candidate = np.split(np.concatenate([kernel, recurrent_kernel]), 3, axis=-1)
        u_bias, r_bias, candidate_bias = np.split(bias, 3, axis=-1)
        return [
            np.concatenate([r, u], -1),
            np.concatenate([r_bias, u_bias], -1),
            candidate,
            candidate_bias,
        ]


def _u_r_candidate(gates: np.ndarray, candidate: np.ndarray) -> np.ndarray:
    r, u = np.split(gates, 2, axis=-1)
    return np.concatenate([u, r, candidate], axis=-1)
