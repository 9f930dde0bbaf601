"""Check that the migration guide has a section for each name and each hazard, and no other."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tf2_port.migrate import guide, hazards, symbols

ROOT = Path(__file__).resolve().parents[2]
LINES = 25


@cache
def cells() -> list[Any]:
    return json.loads((ROOT / guide.GUIDE).read_text())["cells"]


@cache
def headings() -> list[str]:
    """Returns the headings of sections, in order: `### title`."""
    texts = ["".join(cell["source"]) for cell in cells() if cell["cell_type"] == "markdown"]
    return [title for text in texts for title in re.findall(r"^### (.+)$", text, re.MULTILINE)]


def sections() -> dict[str, list[Any]]:
    """Returns the cells of each section, that with its heading first."""
    found: dict[str, list[Any]] = {}
    title = ""
    for cell in cells():
        text = "".join(cell["source"])
        match = re.search(r"^###? (.+)$", text, re.MULTILINE)
        if cell["cell_type"] == "markdown" and match:
            title = match.group(1)
        found.setdefault(title, []).append(cell)
    return found


def test_there_is_a_section_for_each_name_and_then_for_each_hazard_in_order() -> None:
    names = len(symbols.SYMBOLS)
    assert sorted(headings()[:names]) == [symbol.name for symbol in symbols.SYMBOLS]
    assert headings()[names:] == [hazard.title for hazard in hazards.HAZARDS]
    assert [hazard.silent for hazard in hazards.HAZARDS] == [True] * 29 + [False] * 14


def test_links_lead_to_headings() -> None:
    anchors = {guide.link(title) for title in headings()}
    entries = (*symbols.SYMBOLS, *hazards.HAZARDS)
    assert {entry.section for entry in entries} == anchors


def test_each_name_is_shown_in_both_and_compared() -> None:
    by_title = sections()
    for symbol in symbols.SYMBOLS:
        text = "\n".join("".join(cell["source"]) for cell in by_title[symbol.name])
        assert text.index("#### TensorFlow 1") < text.index("#### TensorFlow 2"), symbol.name
        code = ["".join(c["source"]) for c in by_title[symbol.name] if c["cell_type"] == "code"]
        assert len(code) == 2, symbol.name
        assert "check(" in code[1] or "_fields ==" in code[1], symbol.name


def test_each_hazard_goes_wrong_and_is_done_right() -> None:
    by_title = sections()
    for hazard in hazards.HAZARDS:
        code = [c for c in by_title[hazard.title] if c["cell_type"] == "code"]
        assert code, hazard.title
        text = "\n".join("".join(cell["source"]) for cell in code)
        assert "assert" in text or "check(" in text or "refused(" in text, hazard.title
        assert hazard.silent or "refused(" in text, hazard.title


def test_cells_are_short_and_have_results() -> None:
    for cell in cells():
        assert len("".join(cell["source"]).split("\n")) <= LINES or cell["cell_type"] == "markdown"
        if cell["cell_type"] == "code":
            assert cell["outputs"], "".join(cell["source"])[:200]
            assert not [out for out in cell["outputs"] if out["output_type"] == "error"]


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match="TrainingSampler"):
        symbols.find("TrainingSampler")
    with pytest.raises(ValueError, match="hazards/30"):
        hazards.find("hazards/30")
    assert symbols.find("TrainingHelper").counterpart == "TrainingSampler"
    assert hazards.find("hazards/02_state_order").title == "c and h exchanged"


def test_links_may_be_made_without_tensorflow() -> None:
    code = (
        "import sys, tf2_port.migrate.hazards, tf2_port.migrate.symbols\n"
        "sys.exit('tensorflow' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
