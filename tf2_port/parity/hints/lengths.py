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
    for tensor in evidence.named("alignments", "alignment_history"):
        if tensor in evidence.wrong:
            told = _alignments_off_by_one(evidence, tensor)
            if told:
                return Hint(NAME, f"{tensor} ends one place too {told}, and is right but for that")
    return None


def _off_by_one(evidence: Evidence, tensor: str) -> bool:
    expected, found = np.asarray(evidence.expected[tensor]), np.asarray(evidence.found[tensor])
    if expected.shape != found.shape or expected.dtype.kind not in "iu" or not expected.size:
        return False
    wrong = (expected + 1, np.maximum(expected - 1, 0), np.minimum(expected + 1, expected.max()))
    return any(np.array_equal(found, one) for one in wrong)


def _alignments_off_by_one(evidence: Evidence, tensor: str) -> str:
    """Returns `late` or `early` if alignments, normed over fewer places, are the same."""
    steps = evidence.steps(tensor)
    if steps is None or steps[0].ndim != 3:
        return ""
    expected, found = steps[0][0], steps[1][0]  # [batch, memory time]; later steps go other ways
    ends, wrong_ends = ((array != 0).sum(axis=-1) for array in (expected, found))
    if np.array_equal(wrong_ends, np.minimum(ends + 1, expected.shape[-1])):
        fewer, more, told = expected, found, "late"
    elif np.array_equal(wrong_ends, np.maximum(ends - 1, 0)):
        fewer, more, told = found, expected, "early"
    else:
        return ""
    # If it reaches the last place in every row, the mask may as well be missing.
    if np.array_equal(ends, wrong_ends) or np.all(wrong_ends == expected.shape[-1]):
        return ""
    kept = np.where(fewer == 0, 0, more)
    with np.errstate(invalid="ignore", divide="ignore"):
        normed = kept / kept.sum(axis=-1, keepdims=True)
    return told if evidence.agree(tensor, normed, fewer) else ""
