"""Test whether alignments of the previous step are told or used."""

from __future__ import annotations

import numpy as np

from tf2_port.parity.hints.evidence import Evidence, Hint
from tf2_port.parity.rungs import Rung

NAME = "alignments of the previous step"
NAMES = (NAME,)
RUNGS = (Rung.INFERENCE,)


def test(evidence: Evidence) -> Hint | None:
    """Compares each step with the one before; makes alignments and contexts of either."""
    for tensor in evidence.named("alignments", "alignment_history"):
        steps = evidence.steps(tensor) if tensor in evidence.wrong else None
        if steps is None or len(steps[0]) < 2:
            continue
        expected, found = steps
        if evidence.agree(tensor, found[1:], expected[:-1]):
            return Hint(NAME, f"{tensor} is at each step what it should be one step earlier")
        score = tensor.replace("alignments", "score")
        if score == tensor or score not in evidence.found:
            continue
        if _is_late(evidence, tensor, found, softmax(evidence.found[score])):
            return Hint(NAME, f"{tensor} is at each step the softmax of the score before")
    for tensor in evidence.named("context"):
        names = [tensor.replace("context", other) for other in ("alignments", "values")]
        if tensor in evidence.wrong and all(name in evidence.found for name in names):
            alignments, values = (np.asarray(evidence.found[name]) for name in names)
            if alignments.ndim != 3 or alignments.shape[1:] != values.shape[:-1]:
                continue  # of a stranger's own shapes
            means = np.einsum("tbm,bmd->tbd", alignments, values)
            if _is_late(evidence, tensor, np.asarray(evidence.found[tensor]), means):
                return Hint(NAME, f"{tensor} is at each step the mean by the alignments before")
    return None


def _is_late(evidence: Evidence, tensor: str, found: np.ndarray, computed: np.ndarray) -> bool:
    """Tells whether each step is what was computed at the step before, and not at its own."""
    computed = computed.astype(found.dtype)
    if found.shape != computed.shape or len(found) < 2:
        return False
    if evidence.agree(tensor, found, computed):
        return False
    return evidence.agree(tensor, found[1:], computed[:-1])


def softmax(score: np.ndarray) -> np.ndarray:
    """Returns the softmax over the last axis; minus infinity counts for nothing."""
    with np.errstate(invalid="ignore"):  # minus infinity alone gives no number
        powers = np.exp(score - score.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)
