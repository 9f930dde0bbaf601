"""Test for known mistakes, one hypothesis in each module here.

A module has `NAMES` of its hints, `RUNGS` on which it is worth a test, and `test`, which
computes: it changes what the mistake would have changed, and looks whether the
difference vanishes. It returns a `Hint`, or None.
"""

from __future__ import annotations

from tf2_port.parity.hints import (
    adam_epsilon,
    dropout,
    forget_bias,
    gates,
    lengths,
    mask,
    previous_step,
    states_exchanged,
    transposed,
)
from tf2_port.parity.hints.evidence import Evidence, Hint, Rerun

__all__ = ["HYPOTHESES", "Evidence", "Hint", "Rerun", "hints_for"]

HYPOTHESES = (
    transposed,
    lengths,
    mask,
    states_exchanged,
    previous_step,
    forget_bias,
    gates,
    dropout,
    adam_epsilon,
)


def hints_for(evidence: Evidence) -> list[Hint]:
    """Returns every hint that its test confirms; none if nothing differs."""
    if not evidence.wrong:
        return []
    tried = (h.test(evidence) for h in HYPOTHESES if evidence.rung in h.RUNGS)
    return [hint for hint in tried if hint is not None]
