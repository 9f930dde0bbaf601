"""Test whether an LSTM's `h` and `c` have changed places.

TensorFlow 1 has `LSTMStateTuple(c, h)`, Keras `[h, c]`.
"""

from __future__ import annotations

import numpy as np

from tf2_port.parity.hints.evidence import Evidence, Hint, cells
from tf2_port.parity.rungs import Rung

NAME = "h and c exchanged"
NAMES = (NAME,)
RUNGS = (Rung.INFERENCE,)


def test(evidence: Evidence) -> Hint | None:
    """Compares `h` with `c`, and starts the decoder again from the states exchanged."""
    for tensor in evidence.named("c"):
        parts = tensor.split("/")
        at = len(parts) - 1 - parts[::-1].index("c")
        other = "/".join([*parts[:at], "h", *parts[at + 1 :]])
        if tensor in evidence.wrong and _swapped(evidence, tensor, other):
            return Hint(NAME, f"{tensor} is what {other} should be, and the other way round")
    if cells(evidence.weights, 4) and evidence.vanishes(exchange_states=True):
        return Hint(NAME, "started from h and c exchanged, the difference vanishes")
    return None


def _swapped(evidence: Evidence, c: str, h: str) -> bool:
    if h not in evidence.expected or h not in evidence.found:
        return False
    if np.shape(evidence.expected[c]) != np.shape(evidence.found[h]):
        return False
    return evidence.agree(c, evidence.found[h]) and evidence.agree(h, evidence.found[c])
