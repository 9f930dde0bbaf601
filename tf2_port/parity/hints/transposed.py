"""Test whether time and batch have changed places."""

from __future__ import annotations

import numpy as np

from tf2_port.parity.hints.evidence import Evidence, Hint
from tf2_port.parity.rungs import Rung, rung_of

NAME = "time and batch transposed"
NAMES = (NAME,)
RUNGS = (Rung.INFERENCE,)


def test(evidence: Evidence) -> Hint | None:
    """Transposes what differs, and then each input."""
    wrong = sorted(t for t in evidence.wrong if rung_of(t) is Rung.INFERENCE)
    if wrong and all(_transposed(evidence, tensor) for tensor in wrong):
        return Hint(NAME, f"transposed, {', '.join(wrong)} would be right")
    for name, array in evidence.inputs.items():
        if array.ndim > 1:
            inputs = {**evidence.inputs, name: np.swapaxes(array, 0, 1)}
            if evidence.vanishes(inputs=inputs):
                return Hint(NAME, f"with {name} transposed the difference vanishes")
    return None


def _transposed(evidence: Evidence, tensor: str) -> bool:
    expected, found = evidence.expected.get(tensor), evidence.found.get(tensor)
    if expected is None or found is None or np.ndim(found) < 2:
        return False
    return evidence.agree(tensor, np.swapaxes(found, 0, 1))
