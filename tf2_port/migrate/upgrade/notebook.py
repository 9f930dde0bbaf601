"""Upgrade the cells of a notebook, and leave every other byte of it alone."""

from __future__ import annotations

import bisect
import json
import re
from typing import Any, NamedTuple

import libcst as cst

from tf2_port.migrate.upgrade import cells, json_text
from tf2_port.migrate.upgrade.source import Finding
from tf2_port.migrate.upgrade.text import Upgraded, unchanged, upgrade_module


class _Cell(NamedTuple):
    """A cell of code: its number from 1, its text, and where the text is in the file."""

    number: int
    text: str
    span: json_text.Span


def upgrade_notebook(data: bytes) -> Upgraded:
    """Upgrades a notebook of format 4.

    Args:
      data: its bytes.

    Returns:
      The outcome. Outputs, metadata and the form of the JSON are kept; a cell that cannot
      be parsed is left, with a finding, and its names are unknown in the others.
    """
    try:
        text = data.decode("utf-8")
        notebook = json.loads(text, strict=False)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        return unchanged(data, 1, 1, f"this is no notebook: {error}")
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        return unchanged(data, 1, 1, "this is no notebook of format 4: it has no cells")
    findings: list[Finding] = []
    good, masked = [], []
    for cell in _code_cells(text, notebook):
        python = cells.masked(cell.text)
        if isinstance(python, cells.Broken):
            if re.search(r"tensorflow|\btf\.", cell.text):
                found = Finding(python.line, 1, "left", python.reason, cell.number)
                findings.append(found)
            continue
        good.append(cell)
        masked.append(python)
        for line, name in cells.contrib_in_magics(python):
            message = f"the name in this magic is left: {name}"
            findings.append(Finding(line, 1, "left", message, cell.number))
    joined = cells.joined(masked)
    try:
        module = cst.parse_module(joined)
    except cst.ParserSyntaxError as error:  # what Python can parse and libcst cannot
        return unchanged(data, 1, 1, f"this cannot be parsed: {error.message.splitlines()[0]}")
    if module.code != joined:
        return unchanged(data, 1, 1, "form feeds in a cell would not be kept")
    changed, found_together = upgrade_module(module)
    begin = cells.starts(joined)
    for finding in found_together:
        index = bisect.bisect_right(begin, finding.line) - 1
        line = finding.line - begin[index] + 1
        findings.append(finding._replace(line=line, cell=good[index].number))
    after = cells.parted(changed.code)
    assert len(after) == len(good)
    new = text
    for cell, before, python in reversed(list(zip(good, masked, after))):
        if python != before:
            start, end = cell.span.start, cell.span.end
            written = json_text.rewritten(text[start:end], cells.unmasked(python))
            new = new[:start] + written + new[end:]
    findings.sort(key=lambda finding: (finding.cell or 0, finding.line, finding.column))
    return Upgraded(data, new.encode("utf-8"), findings)


def _code_cells(text: str, notebook: dict[str, Any]) -> list[_Cell]:
    spans = {span.path: span for span in json_text.spans(text)}
    found = []
    for index, cell in enumerate(notebook["cells"]):
        source = cell.get("source") if isinstance(cell, dict) else None
        parts = [source] if isinstance(source, str) else source
        if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
            continue
        whole = "".join(parts)
        if whole and cell.get("cell_type") == "code" and cells.is_python(whole):
            found.append(_Cell(index + 1, whole, spans["cells", index, "source"]))
    return found
