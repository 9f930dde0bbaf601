"""Carry a `CudnnCompatibleGRUCell` to a Keras `GRUCell(reset_after=True)`.

TensorFlow 1: `gates/kernel` `[input + units, 2 * units]`, gates r, u, and the candidate's
two projections apart. Keras: gates z (which is u), r, h; a bias of two rows, that of the
input and that of the state, whose first two gates add up: so all of theirs is in the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tf2_port.checkpoints.rule import Kind, Rule, Tensor


@dataclass(frozen=True)
class CudnnGRURule(Rule):
    scope: str
    cell: Any

    def tensors(self) -> Sequence[Tensor]:
        parts = ("gates", "candidate/input_projection", "candidate/hidden_projection")
        return [
            Tensor((f"{self.scope}/{part}/{name}",))
            for part in parts
            for name in ("kernel", "bias")
        ]

    def variables(self) -> Sequence[Any]:
        return [self.cell.kernel, self.cell.recurrent_kernel, self.cell.bias]

    def to_keras(self, tensors: Sequence[np.ndarray], kind: Kind) -> Sequence[np.ndarray]:
        gates, gates_bias, from_input, input_bias, from_state, state_bias = tensors
        r, u = np.split(gates, 2, axis=-1)
        r_bias, u_bias = np.split(gates_bias, 2)
        inputs = gates.shape[0] - self.cell.units
        state_row = np.concatenate([0 * u_bias, 0 * r_bias, state_bias])
        if kind == "slot":  # both rows add up, and so both have the same gradient
            state_row = np.concatenate([u_bias, r_bias, state_bias])
        return [
            np.concatenate([u[:inputs], r[:inputs], from_input], axis=-1),
            np.concatenate([u[inputs:], r[inputs:], from_state], axis=-1),
            np.stack([np.concatenate([u_bias, r_bias, input_bias]), state_row]),
        ]

    def to_tf1(self, weights: Sequence[np.ndarray], kind: Kind) -> Sequence[np.ndarray]:
        kernel, recurrent_kernel, bias = weights
        u, r, from_input = np.split(kernel, 3, axis=-1)
        state_u, state_r, from_state = np.split(recurrent_kernel, 3, axis=-1)
        u_bias, r_bias, input_bias = np.split(bias[0], 3)
        state_u_bias, state_r_bias, state_bias = np.split(bias[1], 3)
        if kind == "weight":
            u_bias, r_bias = u_bias + state_u_bias, r_bias + state_r_bias
        return [
            np.concatenate([np.concatenate([r, u], -1), np.concatenate([state_r, state_u], -1)]),
            np.concatenate([r_bias, u_bias]),
            from_input,
            input_bias,
            from_state,
            state_bias,
        ]
