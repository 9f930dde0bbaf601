"""List where TensorFlow 2 itself, not our code, makes a scenario differ from contrib."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """One scenario under one behaviour of TensorFlow.

    `problems` must be exactly what is found, each up to its first colon. An entry
    that does not hold (any more) fails.
    """

    scenario: str
    behaviour: str
    problems: tuple[str, ...]
    reason: str


DIFFERENCES = (
    Difference(
        "decode_twice_from_one_helper",
        "v2",
        ("expected InvalidArgumentError while running, got no error",),
        "with control flow v2 a TensorArray is a tensor list, which reading does not clear",
    ),
)
