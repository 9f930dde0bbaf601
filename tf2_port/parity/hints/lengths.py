"""Test whether lengths are off by one."""

from __future__ import annotations

import numpy as np

from tf2_port.parity.hints.evidence import Evidence, Hint
from tf2_port.parity.rungs import Rung

NAME = "lengths off by one"
NAMES = (NAME,)
RUNGS = (Rung.INFERENCE, Rung.LOSS)
_RESULTS = ("sequence_lengths", "final_sequence_lengths", "lengths")


def test(evidence: Evidence) -> Hint | None:
    """Gives lengths that are one more or one less."""
    for name, array in evidence.inputs.items():
        if array.dtype.kind not in "iu" or array.ndim != 1:
            continue
        for amount in (1, -1):
            inputs = {**evidence.inputs, name: (array + amount).astype(array.dtype)}
            if evidence.vanishes(inputs=inputs):
                what = "one more" if amount > 0 else "one less"
                return Hint(NAME, f"with {what} in {name} the difference vanishes")
    for tensor in evidence.named(*_RESULTS):
        if tensor in evidence.wrong and _off_by_one(evidence, tensor):
            return Hint(NAME, f"{tensor} is off by one")
    return None


def _off_by_one(evidence: Evidence, tensor: str) -> bool:
    expected, found = np.asarray(evidence.expected[tensor]), np.asarray(evidence.found[tensor])
    if expected.shape != found.shape or expected.dtype.kind not in "iu":
        return False
    most = expected.max() if expected.size else 0
    less, more = np.maximum(expected - 1, 0), np.minimum(expected + 1, most)
    return np.array_equal(found, less) or any(
        np.array_equal(found, one) for one in (expected + 1, more)
    )
