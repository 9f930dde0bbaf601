"""Test whether Adam has another epsilon: 1e-8 in TensorFlow 1, 1e-7 in Keras."""

from __future__ import annotations

import numpy as np

from tf2_port.parity.compare import Report
from tf2_port.parity.hints.evidence import Evidence, Hint
from tf2_port.parity.rungs import Rung

NAME = "epsilon of Adam"
NAMES = (NAME,)
RUNGS = (Rung.TRAINING,)
USUAL = (1e-7, 1e-8, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1.0)
"""Of Keras, of TensorFlow 1, and what else people set."""

_BETA_2 = 0.999


def test(evidence: Evidence) -> Hint | None:
    """Trains again with the reference's epsilon; else computes the first step with others."""
    if evidence.vanishes(epsilon=evidence.epsilon):
        return Hint(NAME, f"with {evidence.epsilon:g} the difference vanishes")
    if not _fits(evidence, evidence.expected, evidence.epsilon):
        return None
    if _fits(evidence, evidence.found, evidence.epsilon):  # something else is wrong
        return None
    for epsilon in USUAL:
        if epsilon != evidence.epsilon and _fits(evidence, evidence.found, epsilon):
            told = f"the first step is that of {epsilon:g}, and should be that of"
            return Hint(NAME, f"{told} {evidence.epsilon:g}")
    return None


def _fits(evidence: Evidence, report: Report, epsilon: float) -> bool:
    """Tells whether the first step of every variable is Adam's with this epsilon."""
    steps = {k: v for k, v in report.items() if k.startswith("first_step/")}
    if not steps:
        return False
    for tensor, value in steps.items():
        name = tensor.split("/", 1)[1]
        gradient = evidence.expected.get("gradients/" + name)
        before = evidence.expected.get("weights/" + name)
        if gradient is None or before is None:
            return False
        # After one step both moments are the gradient's own, but for their factors.
        wide = gradient.astype(np.float64)
        step = wide / (np.abs(wide) + epsilon / np.sqrt(1 - _BETA_2))
        after = (before - evidence.learning_rate * step).astype(value.dtype)
        if not evidence.agree(tensor, value, after):
            return False
    return True
