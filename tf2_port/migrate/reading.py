"""Read Python files and notebooks as text, and never more than that.

A notebook's cells become one module: each is parsed alone, so that one which is broken
is left out and named, and `Source.place` leads from a line of the module to the cell.
"""

from __future__ import annotations

import ast
import io
import os
import re
import stat
import tokenize
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tf2_port.migrate import notebooks

SUFFIXES = (".py", ".pyw", ".ipynb")
LARGEST = 5_000_000  # characters; parsing takes a hundred times as many bytes
DEPTH = 3_000  # levels of a syntax tree; Python 3.11 has about this limit itself
_WORD = re.compile(rb"\bcontrib\b")


@dataclass(frozen=True)
class Problem:
    """Why a file, or a cell of a notebook, could not be read.

    Attributes:
      path: as it was given or found.
      message: one line.
      line: where, if anywhere; in a notebook, of the cell.
      cell: of a notebook, from 1.
      mentions: lines that have the word contrib.
    """

    path: str
    message: str
    line: int | None = None
    cell: int | None = None
    mentions: tuple[int, ...] = ()


class Place(NamedTuple):
    """A line of a file; of a notebook also the cell, and the line in the file itself."""

    line: int
    cell: int | None = None
    line_of_file: int | None = None


@dataclass(frozen=True)
class Source:
    """What Python is in a file.

    Attributes:
      path: as it was given or found.
      text: with line ends of one kind.
      cells: of a notebook, for each line of `text`.
      problems: cells that were left out.
    """

    path: str
    text: str
    cells: Sequence[Place] = ()
    problems: Sequence[Problem] = field(default=())

    def place(self, line: int) -> Place:
        """Tells where a line of `text`, from 1, is for the reader."""
        if not self.cells:
            return Place(line)
        return self.cells[min(line, len(self.cells)) - 1]


def files(paths: Sequence[str]) -> Iterator[str]:
    """Yields files: those that are given, and those with `SUFFIXES` below directories.

    Hidden files and directories, `__pycache__`, and what is no regular file are passed by;
    links to directories are not followed.

    Raises:
      ValueError: if a given path does not exist.
    """
    seen = set()
    for path in paths:
        if not os.path.exists(path):
            raise ValueError(f"PATH {path!r} does not exist; expected a file or a directory")
        for found in _below(path) if os.path.isdir(path) else [path]:
            if os.path.normpath(found) not in seen:
                seen.add(os.path.normpath(found))
                yield found


def _below(path: str) -> Iterator[str]:
    for directory, below, names in os.walk(path):
        below[:] = sorted(n for n in below if n != "__pycache__" and not n.startswith("."))
        for name in sorted(names):
            found = os.path.join(directory, name)
            if name.endswith(SUFFIXES) and not name.startswith(".") and _is_regular(found):
                yield found


def _is_regular(path: str) -> bool:
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except OSError:  # a link to nowhere
        return False


def read(path: str) -> Source | Problem | None:
    """Reads a file, if it mentions both TensorFlow and contrib.

    Returns:
      None if it does not, or if it is a notebook in another language.
    """
    if not _is_regular(path):
        return Problem(path, "is not a regular file")
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        return Problem(path, f"cannot be read: {error.strerror}")
    if b"tensorflow" not in content or not _WORD.search(content):
        return None
    found = _notebook(path, content) if path.endswith(".ipynb") else _module(path, content)
    if isinstance(found, Source) and len(found.text) > LARGEST:
        return Problem(path, f"is not read: it has more than {LARGEST} characters")
    return found


class Unreadable(ValueError):
    """Says why Python cannot parse a text, and in which line."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message, self.line = message, line


def decode(content: bytes) -> str:
    """Decodes a file as Python does, and gives it line ends of one kind.

    Raises:
      Unreadable: if it cannot be decoded.
    """
    encoding = ""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        text = content.decode(encoding)
    except SyntaxError as error:  # an unknown encoding, or none and not UTF-8
        raise Unreadable(f"cannot be decoded: {error.msg}", 1) from None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"cannot be decoded as {encoding}", line) from None
    except (LookupError, UnicodeError):  # of bytes, such as hex, or of something else than files
        raise Unreadable(f"cannot be decoded as {encoding}", 1) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse(text: str) -> ast.Module:
    """Parses a text by Python's own parser: it has limits, says what it means, and is fast.

    Raises:
      Unreadable: if it cannot be parsed.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of invalid escapes
            flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
            tree: ast.Module = compile(text, "?", "exec", flags, dont_inherit=True)
    except SyntaxError as error:
        raise Unreadable(f"is not Python 3: {error.msg}", error.lineno) from None
    except ValueError as error:  # null bytes
        raise Unreadable(f"is not Python: {error}") from None
    except (RecursionError, MemoryError):
        raise Unreadable("is nested too deeply") from None
    if _is_deeper(tree, DEPTH):
        raise Unreadable("is nested too deeply")
    return tree


def _is_deeper(tree: ast.AST, depth: int) -> bool:
    """Tells whether a tree has more levels: libcst aborts where Python 3.9 sees no limit."""
    level = [tree]
    for _ in range(depth):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return False
    return True


def uses_contrib(tree: ast.Module) -> bool:
    """Tells whether there is anything by the name of contrib, comments and texts aside."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            names = [node.attr]
        elif isinstance(node, ast.Name):
            names = [node.id]
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            modules = [alias.name for alias in node.names]
            modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names = ".".join(modules).split(".")
        else:
            continue
        if "contrib" in names:
            return True
    return False


def mentions(text: str) -> tuple[int, ...]:
    """Lists the lines, from 1, that have the word contrib."""
    lines = enumerate(text.split("\n"), 1)
    return tuple(number for number, line in lines if re.search(r"\bcontrib\b", line))


def _module(path: str, content: bytes) -> Source | Problem | None:
    text = ""
    try:
        text = decode(content)
        tree = parse(text)
    except Unreadable as error:
        return Problem(path, error.message, error.line, None, mentions(text))
    return Source(path, text) if uses_contrib(tree) else None


def _without_magics(cell: str) -> str:
    """Returns the Python of a cell; as it is, if it is nothing else."""
    try:
        parse(cell)
    except Unreadable:
        cell = notebooks.without_magics(cell)
        parse(cell)
    return cell


def _notebook(path: str, content: bytes) -> Source | Problem | None:
    try:
        cells = notebooks.code_cells(content)
    except ValueError as error:
        return Problem(path, f"is not a notebook: {error}")
    if cells is None:
        return None
    lines: list[str] = []
    places: list[Place] = []
    problems = []
    for cell in cells:
        try:
            text = _without_magics(cell.text)
        except Unreadable as error:
            if mentions(cell.text):
                why, lines_with = error.message, mentions(cell.text)
                problems.append(Problem(path, why, error.line, cell.number, lines_with))
            continue
        for number, line in enumerate(text.split("\n"), 1):
            lines.append(line)
            in_file = cell.lines_of_file[number - 1] if cell.lines_of_file else None
            places.append(Place(number, cell.number, in_file))
    return Source(path, "\n".join(lines) + "\n", places, problems)
