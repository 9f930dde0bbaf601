"""Name the rungs of the ladder, and tell which tensor of a report stands on which."""

from __future__ import annotations

import enum


class Rung(enum.Enum):
    """What is compared, from the bottom up."""

    SYMBOLS = 1
    VARIABLES = 2
    INFERENCE = 3
    STEPS = 4
    LOSS = 5
    GRADIENTS = 6
    TRAINING = 7
    RESTORED = 8

    @property
    def title(self) -> str:
        return _TITLES[self]


_TITLES = {
    Rung.SYMBOLS: "symbols and signatures",
    Rung.VARIABLES: "variables",
    Rung.INFERENCE: "fixed-weight inference",
    Rung.STEPS: "each decode step",
    Rung.LOSS: "loss",
    Rung.GRADIENTS: "gradients",
    Rung.TRAINING: "optimizer steps",
    Rung.RESTORED: "one step after a checkpoint round trip",
}

_RUNG_OF_PREFIX = {
    "symbols": Rung.SYMBOLS,
    "weights": Rung.VARIABLES,
    "forward": Rung.INFERENCE,
    "greedy": Rung.INFERENCE,
    "beam": Rung.INFERENCE,
    "steps": Rung.STEPS,
    "loss": Rung.LOSS,
    "gradients": Rung.GRADIENTS,
    "first_step": Rung.TRAINING,
    "training": Rung.TRAINING,
    "restored": Rung.RESTORED,
}

ONCE = ("values", "keys")
"""What attention prepares before the first step, in the order of computation."""

EACH_STEP = ("c", "h", "query", "score", "alignments", "context", "attention", "output")
"""What one decoding step computes, in that order."""


def rung_of(tensor: str) -> Rung:
    """Returns the rung of a tensor.

    Raises:
      ValueError: for a name that no report has.
    """
    prefix = tensor.split("/", 1)[0]
    if prefix not in _RUNG_OF_PREFIX:
        raise ValueError(
            "tensor {!r} belongs to no rung; names start with one of {}".format(
                tensor, ", ".join(_RUNG_OF_PREFIX)
            )
        )
    return _RUNG_OF_PREFIX[prefix]


def is_stepwise(tensor: str) -> bool:
    """Tells whether the tensor's first axis is decoding time on rung 4."""
    return rung_of(tensor) is Rung.STEPS and tensor.split("/")[1] not in ONCE


def place_in_step(tensor: str) -> int:
    """Returns where a tensor of rung 4 stands in the order of computation.

    What a user calls by a name of their own comes after those of this module.
    """
    name = tensor.split("/")[1]
    known = ONCE + EACH_STEP
    return known.index(name) if name in known else len(known)
