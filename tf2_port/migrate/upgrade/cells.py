"""Make one Python text of a notebook's cells, and take it apart again.

Names of one cell are used in others: only together can they be understood. Between the
cells stand strings that no notebook has; IPython's magics become `pass` with the magic in
a comment, for as long as they are one text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tf2_port.migrate.reading import Unreadable, parse

_BETWEEN = "'seq2seq-port: here begins cell {}'\n"
_BETWEEN_PATTERN = re.compile(r"^'seq2seq-port: here begins cell (\d+)'\n", re.MULTILINE)
_MASK = "pass  # seq2seq-port magic: "
# A line of IPython's: a magic, a command of the shell, a question.
_MAGIC = re.compile(r"^\s*[%!?]|^\s*[\w.]+\?{1,2}\s*$|^\s*[\w., ]+=\s*[%!]")
# One whose words are Python, such as `%timeit tf.contrib.rnn.LSTMCell(3)`.
_CONTRIB = re.compile(rf"{re.escape(_MASK)}[^!]*%.*?\b((?:tensorflow|tf)\.contrib\b[\w.]*)")
_PYTHON_CELLS = ("%%time", "%%timeit", "%%capture", "%%prun")


class Broken(NamedTuple):
    """A cell that is left out: why, and in which line."""

    reason: str
    line: int


def is_python(text: str) -> bool:
    """Tells whether a cell is Python, and not a `%%bash` or the like."""
    first = text.split(None, 1)[:1]
    return not (first and first[0].startswith("%%") and first[0] not in _PYTHON_CELLS)


def masked(text: str) -> str | Broken:
    """Returns the Python of a cell, line for line.

    Only a line at which Python stumbles is taken for a magic: `% names` may as well go on
    with the formula of the line above.
    """
    lines = text.split("\n")
    for _ in range(len(lines) + 1):
        broken = _why_broken("\n".join(lines))
        if broken is None:
            return "\n".join(lines)
        line = lines[broken.line - 1] if broken.line <= len(lines) else ""
        if not _MAGIC.match(line) or _MASK in line:
            return broken
        indent = line[: len(line) - len(line.lstrip())]
        lines[broken.line - 1] = indent + _MASK + line[len(indent) :]
    raise AssertionError("each round masks one line")


def unmasked(text: str) -> str:
    """Puts the magics back."""
    return text.replace(_MASK, "")


def contrib_in_magics(text: str) -> Iterator[tuple[int, str]]:
    """Yields the lines, from 1, of a masked text where a magic names contrib, and the names."""
    for number, line in enumerate(text.split("\n"), 1):
        found = _CONTRIB.search(line)
        if found:
            yield number, found.group(1)


def _why_broken(text: str) -> Broken | None:
    try:
        parse(text)
    except Unreadable as error:
        return Broken(f"this {error.message}", error.line or 1)
    return None


def joined(texts: Sequence[str]) -> str:
    """Makes one text of several, each of which begins a line."""
    return "".join(_BETWEEN.format(i) + text + "\n" for i, text in enumerate(texts))


def parted(text: str) -> list[str]:
    """Takes apart what `joined` has made."""
    parts = _BETWEEN_PATTERN.split(text)
    return [part[:-1] for part in parts[2::2]]


def starts(text: str) -> list[int]:
    """Lists the lines, from 1, where cells begin in a joined text."""
    found = _BETWEEN_PATTERN.finditer(text)
    return [text.count("\n", 0, match.end()) + 1 for match in found]
