"""Test whether the gates of a cell stand in another order.

TensorFlow 1 cells have i, j, f, o (and GRU cells r, u), Keras has i, f, c, o (and u, r).
"""

from __future__ import annotations

import itertools

import numpy as np

from tf2_port.parity.hints.evidence import Evidence, Hint, cells
from tf2_port.parity.rungs import Rung

NAME = "gates permuted"
NAMES = (NAME,)
RUNGS = (Rung.VARIABLES, Rung.INFERENCE)


def test(evidence: Evidence) -> Hint | None:
    """Permutes the gates of each cell's weights, and looks whether the difference vanishes."""
    for gates in (4, 2):
        for scope, names in cells(evidence.weights, gates):
            for order in _orders(gates):
                if _explains(evidence, names, order):
                    shown = ", ".join(str(gate) for gate in order)
                    return Hint(
                        NAME,
                        f"with the gates of {scope} in the order {shown} the difference vanishes",
                    )
    return None


def _explains(evidence: Evidence, names: list[str], order: tuple[int, ...]) -> bool:
    permuted = {name: permute(evidence.weights[name], order) for name in names}
    if evidence.rerun is not None:
        return evidence.vanishes(weights={**evidence.weights, **permuted})
    # Of a recording there are only the weights it tells.
    return evidence.tells_wrong_weights(names) and all(
        evidence.agree("weights/" + name, evidence.found["weights/" + name], value)
        for name, value in permuted.items()
    )


def permute(array: np.ndarray, order: tuple[int, ...]) -> np.ndarray:
    """Puts the gates, parts of the last axis, into another order."""
    parts = np.split(array, len(order), axis=-1)
    return np.concatenate([parts[gate] for gate in order], axis=-1)


def _orders(gates: int) -> list[tuple[int, ...]]:
    """Returns every other order, those first that exchange just two gates."""
    kept = tuple(range(gates))
    orders = [order for order in itertools.permutations(kept) if order != kept]
    return sorted(orders, key=lambda order: sum(a != b for a, b in zip(order, kept)))
