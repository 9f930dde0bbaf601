"""Compare what two programs printed: words and integers exactly, other numbers as numbers.

A number may differ by one unit in the last place that is printed, for which of two
neighbours is printed hangs on a rounding, and by 8 float32 roundings of the largest
number that is printed in the same array. It also runs on Python 3.7.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import NamedTuple

import numpy as np

# With a point or an exponent; digits alone are an integer, part of the words.
_NUMBER = re.compile(r"[-+]?(?:\d+\.\d*|\.\d+|\d+(?=[eE][-+]?\d))(?:[eE][-+]?\d+)?")
_WITHIN_AN_ARRAY = re.compile(r"[\s\[\],]*")
_PLACES = re.compile(r"\.(\d*)")
_EXPONENT = re.compile(r"[eE]([-+]?\d+)")
_ROUNDINGS = 8 * float(np.finfo(np.float32).eps)


class Printed(NamedTuple):
    """A text: its words with `#` for each number, the numbers, and in which array each stands."""

    words: str
    numbers: list[str]
    arrays: list[int]


def split(text: str) -> Printed:
    """Splits a text.

    How wide an array is printed hangs on its numbers: runs of spaces count as one.
    """
    numbers: list[str] = []
    arrays: list[int] = []
    end = 0
    for match in _NUMBER.finditer(text):
        apart = not arrays or not _WITHIN_AN_ARRAY.fullmatch(text, end, match.start())
        arrays.append((arrays[-1] if arrays else 0) + apart)
        numbers.append(match.group())
        end = match.end()
    spaced = re.sub(r"([\[(]) +| +(?=[\])])", r"\1", _NUMBER.sub(" # ", text))
    lines = [" ".join(line.split()) for line in spaced.splitlines()]
    return Printed("\n".join(lines), numbers, arrays)


def last_place(number: str) -> float:
    """Returns the value of one unit in the last place of a printed number."""
    places, exponent = _PLACES.search(number), _EXPONENT.search(number)
    power = int(exponent.group(1)) if exponent else 0
    return 10.0 ** (power - (len(places.group(1)) if places else 0))


def differences(expected: str, got: str) -> list[str]:
    """Tells how a printed text differs from the expected one; empty if it does not."""
    one, other = split(expected), split(got)
    if one.words != other.words:
        pairs = zip_longest(one.words.split("\n"), other.words.split("\n"), fillvalue="the end")
        line = next(pair for pair in pairs if pair[0] != pair[1])
        return ["stdout: expected {!r}, got {!r}".format(*line)]
    magnitudes: dict[int, float] = {}
    for number, array in zip(one.numbers, one.arrays):
        magnitudes[array] = max(magnitudes.get(array, 0.0), abs(float(number)))
    found = []
    for number, array, found_number in zip(one.numbers, one.arrays, other.numbers):
        # numpy drops zeros at the end: the larger unit may only look large.
        unit = min(last_place(number), last_place(found_number))
        limit = 1.01 * unit + _ROUNDINGS * magnitudes[array]
        if abs(float(number) - float(found_number)) > limit:
            found.append(f"stdout: expected {number}, got {found_number}")
    return found
