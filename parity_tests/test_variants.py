"""Climb the ladder with every recorded case of every variant: three witnesses."""

from __future__ import annotations

import pytest

from tf2_port import registry
from tf2_port.commands.compare import Request, compare
from tf2_port.parity import case_names

CASES = [(v.stem, case) for v in registry.VARIANTS for case in case_names(v.stem)]


@pytest.mark.parametrize(("stem", "case"), CASES)
def test_three_witnesses_agree(stem: str, case: str) -> None:
    outcome = compare(Request(stem, case))
    assert outcome.genuine == "golden"
    assert outcome.agrees, "\n".join(outcome.problems)
