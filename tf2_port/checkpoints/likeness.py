"""Say how much two names have in common: a TensorFlow 1 scope and a path in a Keras model."""

from __future__ import annotations

import re

# What only says which kind of layer it is: both names of a pair have that in common.
_KINDS = frozenset(
    [
        "lstm",
        "gru",
        "rnn",
        "cell",
        "cells",
        "layer",
        "kernel",
        "dense",
        "basic",
        "multi",
        "simple",
        "wrapper",
        "block",
        "fused",
    ]
)
_SHORT = {
    "fw": "forward",
    "bw": "backward",
    "enc": "encoder",
    "dec": "decoder",
    "src": "source",
    "tgt": "target",
    "trg": "target",
    "emb": "embedding",
    "attn": "attention",
    "att": "attention",
    "proj": "projection",
    "out": "output",
}
_WORD = re.compile(r"[A-Za-z]+|\d+")


def words(name: str) -> frozenset[str]:
    """Returns the words and numbers that tell one layer from another.

    Args:
      name: `encoder/multi_rnn_cell/cell_0/gru_cell`, or `encoder_cells[0]`.
    """
    found = set()
    for word in _WORD.findall(name):
        word = _SHORT.get(word.lower(), word.lower())
        if word.isdigit():
            found.add(str(int(word)))
        elif word not in _KINDS and word.rstrip("s") not in _KINDS:
            found.add(word if word.endswith("ss") else word.rstrip("s"))
    return frozenset(found)


def likeness(one: frozenset[str], other: frozenset[str]) -> int:
    """Counts what both have."""
    return len(one & other)
