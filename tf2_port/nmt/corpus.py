"""Draw pairs of text and ISO date, split by date: a held-out date was never seen in any style."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from tf2_port.nmt.dates import all_dates, styles


class Pair(NamedTuple):
    """What somebody wrote, and the date they meant, in ISO 8601."""

    text: str
    iso: str


@dataclass(frozen=True)
class Corpus:
    """Pairs to learn from, to stop by, and to be judged by."""

    training: Sequence[Pair]
    validation: Sequence[Pair]
    test: Sequence[Pair]

    @property
    def fingerprint(self) -> str:
        """Tells another corpus: of other options, or by a Babel with other names."""
        digest = hashlib.sha256()
        for part in (self.training, self.validation, self.test):
            for pair in part:
                digest.update("\t".join(pair).encode() + b"\n")
        return digest.hexdigest()[:16]


def draw(
    seed: int = 0,
    training_dates: int | None = None,
    validation_dates: int = 500,
    test_dates: int = 1000,
    styles_per_date: int = 2,
) -> Corpus:
    """Draws a corpus; the same arguments give the same one.

    Args:
      seed: for dates and styles.
      training_dates: how many; by default all that are not held out.
      validation_dates: each in one style.
      test_dates: each in one style.
      styles_per_date: in how many styles a training date is written.

    Raises:
      ValueError: if there are not so many dates.
    """
    random = np.random.RandomState(seed)
    dates = all_dates()
    held_out = validation_dates + test_dates
    left = len(dates) - held_out
    training_dates = left if training_dates is None else training_dates
    if not 0 < training_dates <= left:
        raise ValueError(f"training_dates is {training_dates}, expected 1 to {left}")
    order = random.permutation(len(dates))[: held_out + training_dates]

    def write(chosen: Iterable[int], count: int) -> list[Pair]:
        pairs: dict[Pair, None] = {}  # two styles may give the same text
        for number in chosen:
            date = dates[number]
            for style in random.choice(len(styles()), count, replace=False):
                pairs[Pair(styles()[style](date), date.isoformat())] = None
        return list(pairs)

    return Corpus(
        test=write(order[:test_dates], 1),
        validation=write(order[test_dates:held_out], 1),
        training=write(order[held_out:], styles_per_date),
    )
