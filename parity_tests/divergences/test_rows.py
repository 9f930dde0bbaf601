"""Check that every row has a test, every test a row, and every hazard its place."""

from __future__ import annotations

import importlib
import json
from collections import Counter
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

from legacy_tf1 import seq2seq
from parity_tests.divergences.genuine import genuine, signatures
from parity_tests.divergences.rows import ROWS
from parity_tests.golden.scenarios import outcome
from parity_tests.launcher.record import CHECKPOINT
from tf2_port.migrate.hazards import HAZARDS, Hazard
from tf2_port.migrate.symbols import SYMBOLS, Symbol
from tf2_port.parity import load_golden

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
ABOUT_THE_TABLES = {FOLDER / "test_rows.py", FOLDER / "test_guide.py"}
ENTRIES = (*HAZARDS, *SYMBOLS)
OF_TENSORFLOW_1 = (genuine, signatures, load_golden, CHECKPOINT, seq2seq)


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


def names_of(code: CodeType) -> set[str]:
    """Returns the global names and attributes in a function's code, and in what it defines."""
    inner = (names_of(part) for part in code.co_consts if isinstance(part, CodeType))
    return set(code.co_names).union(*inner)


def asks_tensorflow_1(function: Any, asked: tuple[Any, ...] = ()) -> bool:
    """Tells whether a function uses one of `OF_TENSORFLOW_1`, or one of ours that does."""
    used = [function.__globals__.get(name) for name in names_of(function.__code__)]
    if any(value is source for value in used for source in OF_TENSORFLOW_1):
        return True
    ours = [
        value
        for value in used
        if isinstance(value, FunctionType)
        and value.__module__.startswith(f"{__package__}.")
        and value not in asked
    ]
    return any(asks_tensorflow_1(value, (*asked, function, *ours)) for value in ours)


def test_every_row_is_shown_beside_what_tensorflow_1_gave() -> None:
    """At least one of its tests reads a recording of 1.15.5, or runs `legacy_tf1`."""
    shown = {
        row
        for test in shown_by().values()
        if asks_tensorflow_1(test)
        for row in getattr(test, "rows", ())
    }
    assert not {row.id for row in ROWS} - shown


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
