"""Test whether alignments of the previous step are told or used."""

from __future__ import annotations

import numpy as np

from tf2_port.parity.divergence import time_axis
from tf2_port.parity.hints.evidence import Evidence, Hint
from tf2_port.parity.rungs import Rung

NAME = "alignments of the previous step"
NAMES = (NAME,)
RUNGS = (Rung.INFERENCE,)


def test(evidence: Evidence) -> Hint | None:
    """Compares each step with the one before, and makes contexts of either."""
    for tensor in evidence.named("alignments", "alignment_history"):
        expected, found = np.asarray(evidence.expected[tensor]), np.asarray(evidence.found[tensor])
        if tensor not in evidence.wrong or time_axis(tensor, expected.ndim) != 0:
            continue
        if expected.shape != found.shape or len(found) < 2:
            continue
        if evidence.agree(tensor, found[1:], expected[:-1]):
            return Hint(NAME, f"{tensor} is at each step what it should be one step earlier")
    for tensor in evidence.named("context"):
        if tensor in evidence.wrong and _of_previous(evidence, tensor):
            return Hint(NAME, f"{tensor} is at each step the mean by the alignments before")
    return None


def _of_previous(evidence: Evidence, context: str) -> bool:
    names = [context.replace("context", other) for other in ("alignments", "values")]
    if any(name not in evidence.found for name in names):
        return False
    alignments, values = (np.asarray(evidence.found[name]) for name in names)
    found = np.asarray(evidence.found[context])
    means = np.einsum("tbm,bmd->tbd", alignments, values).astype(found.dtype)
    if len(found) < 2 or evidence.agree(context, found, means):
        return False
    return evidence.agree(context, found[1:], means[:-1])
