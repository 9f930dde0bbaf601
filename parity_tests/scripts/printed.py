"""Compare what two programs printed: words and integers exactly, other numbers as numbers.

A number may differ by one unit in the last place that is printed, for which of two
neighbours is printed hangs on a rounding, and by what float32 arithmetic may differ.
It also runs on Python 3.7.
"""

from __future__ import annotations

import re
from itertools import zip_longest

import numpy as np

# With a point or an exponent; digits alone are an integer, part of the words.
_NUMBER = re.compile(r"[-+]?(?:\d+\.\d*|\.\d+|\d+(?=[eE][-+]?\d))(?:[eE][-+]?\d+)?")
_PLACES = re.compile(r"\.(\d*)")
_EXPONENT = re.compile(r"[eE]([-+]?\d+)")
_ROUNDINGS = 8 * float(np.finfo(np.float32).eps)


def split(text: str) -> tuple[str, list[str]]:
    """Splits a text into its words, with `#` for each number, and the numbers.

    How wide an array is printed hangs on its numbers: runs of spaces count as one.
    """
    numbers = _NUMBER.findall(text)
    spaced = re.sub(r"([\[(]) +| +(?=[\])])", r"\1", _NUMBER.sub(" # ", text))
    lines = [" ".join(line.split()) for line in spaced.splitlines()]
    return "\n".join(lines), numbers


def last_place(number: str) -> float:
    """Returns the value of one unit in the last place of a printed number."""
    places, exponent = _PLACES.search(number), _EXPONENT.search(number)
    power = int(exponent.group(1)) if exponent else 0
    return 10.0 ** (power - (len(places.group(1)) if places else 0))


def differences(expected: str, got: str) -> list[str]:
    """Tells how a printed text differs from the expected one; empty if it does not."""
    (words, numbers), (other_words, other_numbers) = split(expected), split(got)
    if words != other_words:
        pairs = zip_longest(words.split("\n"), other_words.split("\n"), fillvalue="the end")
        line = next(pair for pair in pairs if pair[0] != pair[1])
        return ["stdout: expected {!r}, got {!r}".format(*line)]
    found = []
    for number, other in zip(numbers, other_numbers):
        value = float(number)
        # numpy drops zeros at the end: the larger unit may only look large.
        unit = min(last_place(number), last_place(other))
        if abs(value - float(other)) > unit * 1.01 + _ROUNDINGS * abs(value):
            found.append(f"stdout: expected {number}, got {other}")
    return found
