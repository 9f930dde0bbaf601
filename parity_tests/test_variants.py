"""Climb the ladder with every recorded case of every variant: three witnesses."""

from __future__ import annotations

import pytest

from tf2_port import registry
from tf2_port.commands.compare import Request, compare
from tf2_port.parity import case_names
from tf2_port.parity.fixture import Parity

CASES = [(v.stem, case) for v in registry.VARIANTS for case in case_names(v.stem)]


@pytest.mark.parametrize(("stem", "case"), CASES)
def test_three_witnesses_agree(parity: Parity, stem: str, case: str) -> None:
    outcome = compare(Request(stem, case))
    assert outcome.genuine == "golden"
    for verdict in outcome.verdicts:
        parity.require(verdict)
    pairs = [(v.subject.witness, v.subject.reference) for v in outcome.verdicts]
    assert pairs == [("legacy", "genuine"), ("port", "genuine"), ("port", "legacy")]
