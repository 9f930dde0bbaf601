"""Check that every row has a test, every test a row, and every hazard its place."""

from __future__ import annotations

import importlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from parity_tests.divergences.rows import ROWS
from parity_tests.golden.scenarios import outcome
from tf2_port.migrate.hazards import HAZARDS, Hazard
from tf2_port.migrate.symbols import SYMBOLS, Symbol

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
ABOUT_THE_TABLES = {FOLDER / "test_rows.py", FOLDER / "test_guide.py"}
ENTRIES = (*HAZARDS, *SYMBOLS)


def shown_by() -> dict[str, Any]:
    """Returns the tests of this folder by path and name, but those of the tables."""
    found: dict[str, Any] = {}
    for path in sorted(set(FOLDER.glob("test_*.py")) - ABOUT_THE_TABLES):
        module = importlib.import_module(f"{__package__}.{path.stem}")
        place = path.relative_to(ROOT).as_posix()
        found.update(
            (f"{place}::{name}", item)
            for name, item in vars(module).items()
            if name.startswith("test_")
        )
    return found


def test_every_row_has_a_test_and_every_test_a_row() -> None:
    shown = {row for test in shown_by().values() for row in getattr(test, "rows", ())}
    assert shown == {row.id for row in ROWS}
    without = [name for name, test in shown_by().items() if not getattr(test, "rows", ())]
    assert not without, f"{without} name no row: add @row(...)"


def test_rows_are_told_apart() -> None:
    assert not [id for id, times in Counter(row.id for row in ROWS).items() if times > 1]
    assert all(row.title for row in ROWS)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_the_shipped_tables_name_the_test_that_shows_the_row(entry: Hazard | Symbol) -> None:
    assert entry.test in shown_by()
    assert entry.id in shown_by()[entry.test].rows


def test_symbols_are_those_of_contrib() -> None:
    recorded = json.loads((outcome.FOLDER / "exported.json").read_text())
    assert [symbol.name for symbol in SYMBOLS] == sorted(recorded["exported"][""])
