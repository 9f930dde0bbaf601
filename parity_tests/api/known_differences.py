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


_MONOTONIC_BIAS = "decoder/attention_wrapper/luong_monotonic_attention/attention_score_bias"

DIFFERENCES = (
    Difference(
        "decode_twice_from_one_helper",
        "v2",
        ("expected InvalidArgumentError while running, got no error",),
        "with control flow v2 a TensorArray is a tensor list, which reading does not clear",
    ),
    Difference(
        "luong_hard_decodes",
        "v2",
        (
            f"text gradients/{_MONOTONIC_BIAS}",
            "text gradients/memory_layer/kernel",
            "rung 6, gradients; tensor gradients/memory_layer/kernel float64[4, 8]; "
            "problem is not expected",
            f"rung 6, gradients; tensor gradients/{_MONOTONIC_BIAS} float64[]; "
            "problem is not expected",
        ),
        "what reaches a loop's results by a comparison alone has no gradient in control flow v1, "
        "and in v2 one of zeros",
    ),
)
