"""Recognise a script that is written in Python 2, by what Python 3 stumbles over."""

from __future__ import annotations

import ast
import re
import tokenize
import warnings
from pathlib import Path

# What the SyntaxError says, or the line where it is, and what that line has of Python 2.
MESSAGES = (
    (r"Missing parentheses in call to 'print'", "a print statement"),
    (r"Missing parentheses in call to 'exec'", "an exec statement"),
    (r"multiple exception types must be parenthesized", "`except Type, name`"),
    (r"inconsistent use of tabs and spaces", "tabs mixed with spaces"),
)
LINES = (
    (r"^\s*print\s+[^=(\s]", "a print statement"),
    (r"^\s*exec\s+['\"\w]", "an exec statement"),
    (r"^\s*except\s+[\w.]+\s*,\s*\w+\s*:", "`except Type, name`"),
    (r"^\s*raise\s+[\w.]+\s*,", "`raise Type, message`"),
    (r"`[^`]+`", "backquotes"),
    (r"<>", "the operator <>"),
    (r"\b\d+[lL]\b", "a long integer"),
    (r"\b0\d+\b", "an octal number without 0o"),
    (r"\b[uU][rR]['\"]", "a ur'' string"),
    (r"\bdef\s+\w+\s*\(.*\([^)]*,[^)]*\).*\)\s*:", "a tuple as parameter"),
    (r"\blambda\s*\(", "a tuple as parameter"),
)


def why_python_2(path: Path) -> str | None:
    """Returns what makes a file Python 2, with its line, or None if it may be Python 3.

    A file that Python 3 cannot read for another reason is left to Python to explain.
    """
    try:
        with tokenize.open(path) as file:
            text = file.read()
    except (OSError, SyntaxError, UnicodeDecodeError):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except SyntaxError as error:
        message, line = error.msg or "", _line(text, error.lineno)
        for pattern, what in MESSAGES:
            if re.search(pattern, message):
                return f"{what} in line {error.lineno}"
        for pattern, what in LINES:
            if re.search(pattern, line):
                return f"{what} in line {error.lineno}"
    except ValueError:  # null bytes: no source at all
        pass
    return None


def _line(text: str, number: int | None) -> str:
    lines = text.splitlines()
    return lines[number - 1] if number and number <= len(lines) else ""
