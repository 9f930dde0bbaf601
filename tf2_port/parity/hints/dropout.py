"""Test whether dropout was left on."""

from __future__ import annotations

from tf2_port.parity.hints.evidence import Evidence, Hint
from tf2_port.parity.rungs import Rung

NAME = "dropout left on"
NAMES = (NAME,)
RUNGS = (Rung.INFERENCE,)


def test(evidence: Evidence) -> Hint | None:
    """Runs twice; if that differs, with `training=False`, and with every dropout turned off."""
    if not evidence.varies():
        return None
    if evidence.vanishes(training=False):
        return Hint(NAME, "with training=False the difference vanishes")
    if evidence.vanishes(dropout=False):
        return Hint(NAME, "with the rate of every dropout at 0 the difference vanishes")
    return None
