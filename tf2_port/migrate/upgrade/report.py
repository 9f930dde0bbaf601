"""Say what an upgrade changes and what it leaves, as lines and as a diff."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from tf2_port.migrate.upgrade.text import Upgraded


def lines(path: str, upgraded: Upgraded, written: bool) -> Iterator[str]:
    """Yields a line for a file that changes, and one for each finding in it."""
    if upgraded.changed:
        count = sum(
            line[:1] in "-+" and line[:3] not in ("---", "+++") for line in _diff(path, upgraded)
        )
        yield f"{path}: {count} lines {'changed' if written else 'to change'}"
    for finding in upgraded.findings:
        cell = f"cell {finding.cell}, " if finding.cell else ""
        place = f"{path}:{cell}{finding.line}:{finding.column}"
        yield f"{place}: {finding.level}: {finding.message}"


def diff(path: str, upgraded: Upgraded) -> str:
    """Returns a unified diff, for `patch -p0`; empty, if nothing changes.

    Bytes that are not UTF-8 are shown as `\\xNN`.
    """
    return "".join(
        line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"
        for line in _diff(path, upgraded)
    )


def _diff(path: str, upgraded: Upgraded) -> list[str]:
    return list(difflib.unified_diff(_lines(upgraded.before), _lines(upgraded.after), path, path))


def _lines(data: bytes) -> list[str]:
    """Splits at line feeds only, as `patch` does."""
    parts = data.decode("utf-8", "backslashreplace").split("\n")
    return [part + "\n" for part in parts[:-1]] + [part for part in parts[-1:] if part]


def summary(changed: int, left: int, written: bool) -> str:
    """Returns the last line."""
    done = "changed" if written else "to change"
    return f"{changed} files {done}; {left} places are left for you"
