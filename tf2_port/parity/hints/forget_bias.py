"""Test whether an LSTM's forget bias is counted twice, or not at all.

TensorFlow 1 cells add it (1.0) when they run, Keras has it in the bias.
"""

from __future__ import annotations

from typing import Mapping

import numpy as np

from tf2_port.parity.hints.evidence import Evidence, Hint, cells
from tf2_port.parity.rungs import Rung

NOT_AT_ALL = "forget bias not counted"
TWICE = "forget bias counted twice"
IN_A_GRADIENT = "forget bias added to a gradient"
NAMES = (NOT_AT_ALL, TWICE, IN_A_GRADIENT)
RUNGS = (Rung.VARIABLES, Rung.INFERENCE, Rung.GRADIENTS)


def test(evidence: Evidence) -> Hint | None:
    """Adds 1 to the forget gate's bias of each cell, or takes it away."""
    for scope, names in cells(evidence.weights, 4):
        biases = [name for name in names if name.endswith("/bias")]
        for amount, name in ((1.0, NOT_AT_ALL), (-1.0, TWICE)):
            moved = {bias: _moved(evidence.weights, bias, amount) for bias in biases}
            if _explains(evidence, moved):
                verb = "added to" if amount > 0 else "taken from"
                told = f"with 1 {verb} the forget gate's bias of {scope} the difference vanishes"
                return Hint(name, told)
    return _in_a_gradient(evidence)


def _moved(weights: Mapping[str, np.ndarray], bias: str, amount: float) -> np.ndarray:
    gates = np.zeros((4, weights[bias].shape[0] // 4), weights[bias].dtype)
    # A Keras layer inside a TensorFlow 1 graph has Keras's order: i, f, c, o.
    keras = bias[: -len("bias")] + "recurrent_kernel" in weights
    gates[1 if keras else 2] = amount
    return weights[bias] + gates.reshape(-1)


def _explains(evidence: Evidence, moved: dict[str, np.ndarray]) -> bool:
    if evidence.rerun is not None and evidence.rung is Rung.INFERENCE:
        return evidence.vanishes(weights={**evidence.weights, **moved})
    # A recording with too little in its bias tells of a bias not counted.
    return evidence.tells_wrong_weights(list(moved)) and all(
        evidence.agree(
            "weights/" + name,
            evidence.weights[name],
            evidence.found["weights/" + name] + (value - evidence.weights[name]),
        )
        for name, value in moved.items()
    )


def _in_a_gradient(evidence: Evidence) -> Hint | None:
    for tensor in sorted(evidence.wrong):
        if not (tensor.startswith("gradients/") and tensor.endswith("/bias")):
            continue
        expected, found = evidence.expected.get(tensor), evidence.found.get(tensor)
        if expected is None or found is None or expected.shape != found.shape:
            continue
        if expected.shape[0] % 4:
            continue
        difference = (found - expected).reshape(4, -1)
        whole = np.round(difference)
        moved = [gate for gate in range(4) if np.any(whole[gate])]
        if len(moved) != 1 or not np.all(np.abs(whole[moved[0]]) == 1):
            continue
        if evidence.agree(tensor, found - whole.reshape(-1).astype(found.dtype), expected):
            return Hint(IN_A_GRADIENT, f"{tensor} is right but for 1 in gate {moved[0]}")
    return None
