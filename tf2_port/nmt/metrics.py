"""Judge translations: exact match and character error rate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Scores(NamedTuple):
    """How good translations are; both are fractions."""

    exact_match: float
    character_error_rate: float


def score(translations: Sequence[str], references: Sequence[str]) -> Scores:
    """Compares each translation with its reference.

    The character error rate is the number of insertions, deletions and substitutions
    that it takes, over the number of characters in the references.

    Raises:
      ValueError: if there are not as many of the one as of the other, or none.
    """
    if len(translations) != len(references) or not references:
        raise ValueError(
            f"there are {len(translations)} translations and {len(references)} references, "
            "expected one or more pairs"
        )
    pairs = list(zip(translations, references))
    exact = sum(one == other for one, other in pairs)
    edits = sum(edit_distance(one, other) for one, other in pairs)
    return Scores(exact / len(pairs), edits / sum(map(len, references)))


def edit_distance(one: str, other: str) -> int:
    """Returns the least number of edits from one to the other (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, row = row, [i]
        for j, b in enumerate(other, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (a != b)))
    return row[-1]
