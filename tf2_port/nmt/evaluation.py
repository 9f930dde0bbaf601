"""Translate texts by a decoder, and judge what comes out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tf2_port.nmt.corpus import Pair
from tf2_port.nmt.metrics import Scores, score
from tf2_port.nmt.vocabulary import Vocabulary, pad

_BATCH = 250


def translate(
    translator: Any, source: Vocabulary, target: Vocabulary, texts: Sequence[str], mode: str
) -> list[str]:
    """Translates texts, `greedy` or by `beam` search.

    Raises:
      ValueError: for an empty text, or one with unknown characters.
    """
    encoded = [source.encode(text) for text in texts]
    translations = [""] * len(texts)
    # Texts of one length side by side: less padding.
    order = sorted(range(len(texts)), key=lambda k: len(encoded[k]))
    for start in range(0, len(order), _BATCH):
        chosen = order[start : start + _BATCH]
        ids = getattr(translator, mode)(*pad([encoded[k] for k in chosen]))
        best = ids[:, :, 0] if mode == "beam" else ids
        for k, row in zip(chosen, best):
            translations[k] = target.decode(row)
    return translations


def evaluate(
    translator: Any,
    source: Vocabulary,
    target: Vocabulary,
    pairs: Sequence[Pair],
    mode: str = "greedy",
) -> Scores:
    """Translates the texts of pairs, and compares with their dates."""
    texts, references = [pair.text for pair in pairs], [pair.iso for pair in pairs]
    return score(translate(translator, source, target, texts, mode), references)
