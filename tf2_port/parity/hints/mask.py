"""Test whether the mask of what is beyond each length is missing."""

from __future__ import annotations

import numpy as np

from tf2_port.parity.hints.evidence import Evidence, Hint
from tf2_port.parity.rungs import Rung

NAME = "mask missing"
NAMES = (NAME,)
RUNGS = (Rung.INFERENCE,)


def test(evidence: Evidence) -> Hint | None:
    """Masks the alignments found and norms them again; then the encoder's outputs."""
    for tensor in evidence.named("alignments", "alignment_history"):
        if tensor in evidence.wrong and _alignments_unmasked(evidence, tensor):
            return Hint(
                NAME,
                f"{tensor} reaches beyond the lengths; masked and normed again it would be right",
            )
    for tensor in evidence.named("memory", "encoder_outputs", "values"):
        if tensor in evidence.wrong and _rows_unmasked(evidence, tensor):
            return Hint(NAME, f"{tensor} is right but for what is beyond the lengths, not 0")
    return None


def _alignments_unmasked(evidence: Evidence, tensor: str) -> bool:
    expected, found = np.asarray(evidence.expected[tensor]), np.asarray(evidence.found[tensor])
    if expected.shape != found.shape or expected.ndim < 2:
        return False
    steps = evidence.steps(tensor)
    if steps is not None:  # later ones have gone another way
        expected, found = steps[0][0], steps[1][0]
    masked = expected == 0
    if not _all_revealed(masked, found != 0):
        return False
    kept = np.where(masked, 0, found)
    total = kept.sum(axis=-1, keepdims=True)
    return bool(np.all(total > 0)) and evidence.agree(tensor, kept / total, expected)


def _rows_unmasked(evidence: Evidence, tensor: str) -> bool:
    expected, found = np.asarray(evidence.expected[tensor]), np.asarray(evidence.found[tensor])
    if expected.shape != found.shape or expected.ndim != 3:
        return False
    masked = np.all(expected == 0, axis=-1)
    if not _all_revealed(masked, np.any(found != 0, axis=-1)):
        return False
    return evidence.agree(tensor, np.where(masked[..., None], 0, found))


def _all_revealed(masked: np.ndarray, revealed: np.ndarray) -> bool:
    """Tells whether no place `[batch, time]` is masked any more.

    One place more in each row may as well be a length that is off by one: there must be
    a row with two.
    """
    if not np.all(revealed[masked]):
        return False
    return bool(np.any(masked.sum(axis=-1) > 1))
