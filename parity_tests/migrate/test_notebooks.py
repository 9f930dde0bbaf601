"""Check that notebooks are read cell by cell, magics and other formats included."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tf2_port.migrate.notebooks import without_magics
from tf2_port.migrate.scan import Report, scan

IMPORT = "import tensorflow as tf\n"
USE = "tf.contrib.rnn.LSTMCell(3)"


def cell(*lines: str, kind: str = "code") -> dict[str, Any]:
    return {"cell_type": kind, "metadata": {}, "source": list(lines)}


def scanned(tmp_path: Path, content: Any, **options: Any) -> Report:
    path = tmp_path / "a.ipynb"
    path.write_text(content if isinstance(content, str) else json.dumps(content, **options))
    return scan([str(path)])


def notebook(*cells: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    return {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def test_names_of_one_cell_are_known_in_the_next(tmp_path: Path) -> None:
    content = notebook(cell("# title", kind="markdown"), cell(IMPORT), cell("x = 1\n", USE))
    [item] = scanned(tmp_path, content).items
    at = item.location
    assert (at.cell, at.line, at.column, at.end_line, at.line_of_file) == (3, 2, 1, 2, 1)
    assert str(at).endswith("a.ipynb:cell 3:2:1")


def test_the_line_of_the_file_is_found_where_each_line_has_its_own(tmp_path: Path) -> None:
    content = notebook(cell(IMPORT), cell("'é'\n", "x = 1\n", USE))
    report = scanned(tmp_path, content, indent=1)
    text = (tmp_path / "a.ipynb").read_text().split("\n")
    [item] = report.items
    assert item.location.line_of_file is not None
    assert USE in text[item.location.line_of_file - 1]


def test_a_source_that_is_one_string_is_read_too(tmp_path: Path) -> None:
    content = notebook({"cell_type": "code", "source": IMPORT + USE})
    [item] = scanned(tmp_path, content).items
    assert (item.location.line, item.location.line_of_file) == (2, None)


def test_magics_are_no_python(tmp_path: Path) -> None:
    content = notebook(
        cell("%tensorflow_version 1.x\n", "!pip install x\n", IMPORT, "tf?\n"),
        cell("%%bash\n", "for contrib in a b; do tf.contrib.x; done\n"),
        cell("%%time\n", "files = !ls\n", "if files:\n", "    %matplotlib inline\n", "    " + USE),
    )
    report = scanned(tmp_path, content)
    assert not report.problems
    assert [(i.location.cell, i.location.line) for i in report.items] == [(3, 5)]


def test_a_cell_that_is_python_is_left_as_it_is(tmp_path: Path) -> None:
    content = notebook(cell(IMPORT, "text = '''\n", "%d\n", "'''\n", f"x = (5\n% {USE})\n"))
    [item] = scanned(tmp_path, content).items
    assert item.location.line == 6


def test_top_level_await_is_python_there(tmp_path: Path) -> None:
    report = scanned(tmp_path, notebook(cell(IMPORT, "await f()\n", USE)))
    assert report.uses == 1 and not report.problems


def test_a_broken_cell_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    content = notebook(cell(IMPORT), cell("x = 1\n", "print 'contrib'\n"), cell(USE))
    report = scanned(tmp_path, content)
    [problem], [item] = report.problems, report.items
    assert (problem.cell, problem.line, problem.mentions) == (2, 2, (2,))
    assert item.location.cell == 3 and report.status == 2


def test_format_3(tmp_path: Path) -> None:
    cells = [{"cell_type": "code", "language": "python", "input": [IMPORT, USE]}]
    content = {"worksheets": [{"cells": cells}], "metadata": {"name": ""}, "nbformat": 3}
    [item] = scanned(tmp_path, content).items
    assert (item.location.cell, item.location.line) == (1, 2)


@pytest.mark.parametrize(
    "metadata",
    [{"kernelspec": {"language": "julia"}}, {"language_info": {"name": "R"}}],
)
def test_other_languages_are_passed_by(tmp_path: Path, metadata: dict[str, Any]) -> None:
    report = scanned(tmp_path, notebook(cell(IMPORT, USE), **metadata))
    assert (report.status, report.items) == (0, [])


INVALID = {
    "no JSON": '{"cells": [ "tensorflow contrib"\n',
    "no object": '["tensorflow", "contrib"]',
    "too deep": '"tensorflow contrib"' + "[" * 100_000,
}


@pytest.mark.parametrize("name", INVALID)
def test_what_is_no_notebook_is_reported(tmp_path: Path, name: str) -> None:
    [problem] = scanned(tmp_path, INVALID[name]).problems
    assert problem.message.startswith("is not a notebook: ")


@pytest.mark.parametrize(
    "content",
    [
        {"cells": None, "x": "tensorflow contrib"},
        {"cells": [1, None, "tensorflow contrib", {"cell_type": "code"}]},
        {"cells": [{"cell_type": "code", "source": ["tensorflow", 3, "contrib"]}]},
        {"worksheets": "tensorflow contrib", "metadata": 5},
    ],
)
def test_odd_notebooks_do_not_stop_a_scan(tmp_path: Path, content: Any) -> None:
    assert scanned(tmp_path, content).items == []


def test_without_magics_keeps_every_line() -> None:
    text = "%%capture out\n%x\n  !y\nz = %w\na % b\n"
    assert without_magics(text) == "\npass\n  pass\nz = None\na % b\n"
    assert without_magics("%%html\n<a>\n") == "\n\n"
