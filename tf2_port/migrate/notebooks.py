"""Take the Python out of Jupyter notebooks, of formats 3 and 4, magics aside."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

# The rest of a cell with one of these is Python; with any other, it is not.
_PYTHON_CELLS = ("%%time", "%%timeit", "%%capture", "%%prun", "%%python", "%%python3")
_MAGIC_LINE = re.compile(r"^(\s*)([%!?].*|\w[\w.]*\?{1,2}\s*)$")
_MAGIC_VALUE = re.compile(r"^(\s*[\w., ]+?\s*=\s*)[%!].*$")


@dataclass(frozen=True)
class Cell:
    """A cell of code.

    Attributes:
      number: among all cells, from 1.
      text: with line ends of one kind.
      lines_of_file: for each line, the line of the file it is in; empty, if not found.
    """

    number: int
    text: str
    lines_of_file: Sequence[int] = ()


def code_cells(content: bytes) -> list[Cell] | None:
    """Lists the cells of code; None, if they are in another language.

    Raises:
      ValueError: if it is not JSON, or not a notebook.
    """
    try:
        text = content.decode("utf-8-sig")
        notebook = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"{error.msg} in line {error.lineno}") from None
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if not isinstance(notebook, dict):
        raise ValueError(f"expected an object, got a {type(notebook).__name__}")
    if not _is_python(notebook.get("metadata")):
        return None
    cells = notebook.get("cells")
    if cells is None:  # format 3
        sheets = notebook.get("worksheets")
        sheets = sheets if isinstance(sheets, list) else []
        cells = [c for s in sheets if isinstance(s, dict) for c in _list(s.get("cells"))]
    found = []
    at = 0
    for number, cell in enumerate(_list(cells), 1):
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        if cell.get("language", "python") not in ("python", "python3"):
            continue
        source = cell.get("source", cell.get("input"))
        parts = [part for part in _list(source) if isinstance(part, str)]
        whole = source if isinstance(source, str) else "".join(parts)
        whole = whole.replace("\r\n", "\n").replace("\r", "\n")
        lines, at = _lines_of_file(text, parts, at)
        complete = len(lines) >= len(whole.split("\n")) - 1 and lines
        found.append(Cell(number, whole, [*lines, lines[-1]] if complete else ()))
    return found


def _is_python(metadata: Any) -> bool:
    if not isinstance(metadata, dict):
        return True
    for key, name in (("language_info", "name"), ("kernelspec", "language")):
        entry = metadata.get(key)
        if isinstance(entry, dict) and isinstance(entry.get(name), str):
            return entry[name].lower() in ("python", "python2", "python3", "ipython")
    return True


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _lines_of_file(text: str, parts: list[str], at: int) -> tuple[list[int], int]:
    """Finds each line of a cell in the file, after `at`, where Jupyter gives each its own."""
    lines: list[int] = []
    for part in parts:
        places = [text.find(json.dumps(part, ensure_ascii=ascii), at) for ascii in (False, True)]
        places = [place for place in places if place >= 0]
        if not places:
            return [], at
        start = min(places)
        previous = lines[-1] if lines else text.count("\n", 0, at) + 1
        lines.append(previous + text.count("\n", at, start))
        at = start
    return lines, at


def without_magics(text: str) -> str:
    """Puts Python of no effect in the place of IPython's magics, line for line."""
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines[first].startswith("%%"):
        if lines[first].split()[0] not in _PYTHON_CELLS:
            return "\n" * (len(lines) - 1)
        lines[first] = ""
    lines = [_MAGIC_VALUE.sub(r"\1None", line) for line in lines]
    return "\n".join(_MAGIC_LINE.sub(r"\1pass", line) for line in lines)
