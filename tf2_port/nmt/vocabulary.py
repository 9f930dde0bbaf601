"""Number characters: 0 pads, 1 starts, 2 ends, and the rest are sorted."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

PAD, GO, END = 0, 1, 2
_SPECIAL = 3


@dataclass(frozen=True)
class Vocabulary:
    """The characters that a model knows on one side."""

    characters: str

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        """Returns the vocabulary of these texts."""
        return cls("".join(sorted(set().union(*texts))))

    def __len__(self) -> int:
        return _SPECIAL + len(self.characters)

    @functools.cached_property
    def _number(self) -> dict[str, int]:
        return {character: _SPECIAL + k for k, character in enumerate(self.characters)}

    def encode(self, text: str) -> np.ndarray:
        """Returns a text's numbers, `[time]` int32.

        Raises:
          ValueError: for an empty text, or characters that are unknown, naming them.
        """
        if not text:
            raise ValueError("text is empty, expected a date")
        number = self._number
        unknown = dict.fromkeys(character for character in text if character not in number)
        if unknown:
            named = ", ".join(f"{character!r} (U+{ord(character):04X})" for character in unknown)
            raise ValueError(f"text {text!r} has characters that the model never saw: {named}")
        return np.array([number[character] for character in text], np.int32)

    def decode(self, ids: Sequence[int]) -> str:
        """Returns the text up to the first `END`; nothing stands for `PAD` and `GO`."""
        text = ""
        for number in ids:
            if number == END:
                break
            if number >= _SPECIAL:
                text += self.characters[number - _SPECIAL]
        return text


def pad(rows: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Returns rows as `[batch, longest]` int32 with `PAD` behind them, and `[batch]` lengths."""
    lengths = np.array([len(row) for row in rows], np.int32)
    padded = np.full((len(rows), lengths.max()), PAD, np.int32)
    for row, array in zip(padded, rows):
        row[: len(array)] = array
    return padded, lengths
