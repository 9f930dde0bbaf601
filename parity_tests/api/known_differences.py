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
_BAHDANAU = "decoder/attention_wrapper/bahdanau_monotonic_attention"
_NO_GRADIENT = (
    "what reaches a loop's results by a comparison alone has no gradient in control flow v1, "
    "and in v2 one of zeros"
)
_NOT_IN_GRAPHS = "OperatorNotAllowedInGraphError"

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
        _NO_GRADIENT,
    ),
    Difference(
        "bahdanau_hard_decodes",
        "v2",
        (
            f"text gradients/{_BAHDANAU}/attention_score_bias",
            f"text gradients/{_BAHDANAU}/attention_v",
            f"text gradients/{_BAHDANAU}/query_layer/kernel",
            "text gradients/memory_layer/kernel",
            *(
                f"rung 6, gradients; tensor gradients/{tensor}; problem is not expected"
                for tensor in (
                    "memory_layer/kernel float64[4, 7]",
                    f"{_BAHDANAU}/query_layer/kernel float64[8, 7]",
                    f"{_BAHDANAU}/attention_v float64[7]",
                    f"{_BAHDANAU}/attention_score_bias float64[]",
                )
            ),
        ),
        _NO_GRADIENT,
    ),
    *(
        Difference(
            scenario,
            "v2",
            ("text names",),
            "control flow v2 keeps the ops of a loop in a graph of their own; those outside, and "
            "all of control flow v1, are contrib's name for name",
        )
        for scenario in (
            "all_ops_of_additive_attention",
            "all_ops_of_greedy_decoding",
            "all_ops_of_hard_and_plain_attention",
            "all_ops_of_monotonic_attention",
            "all_ops_of_multiplicative_attention",
            "all_ops_of_scheduled_decoding",
        )
    ),
    Difference(
        "all_ops_of_memory_of_any_size",
        "v2",
        ("text names",),
        "the kernel is a resource variable there, which has other ops to make and to read it",
    ),
    Difference(
        "parallel_iterations_given_by_numpy",
        "v2",
        ("expected ValueError while building, got no error",),
        "control flow v2 takes any number for parallel_iterations, v1 integers of Python alone",
    ),
    *(
        Difference(
            "inference_sample_shape_of_a_tensor",
            behaviour,
            (f"expected {_NOT_IN_GRAPHS} while building, got TypeError while building",),
            "tf.TensorShape takes a tensor for a dimension, where TensorFlow 1 iterated over it; "
            "the one error is a kind of the other",
        )
        for behaviour in ("v1", "v2")
    ),
    *(
        Difference(
            "gradient_of_a_hard_choice",
            behaviour,
            (
                "rung 3, fixed-weight inference; tensor forward/is not a number bool[2, 3]; first "
                "bad [0, 1]; expected True; got False; max error 1 absolute, 1 relative; tolerance "
                "0 (integers, booleans and text have no rounding)",
            ),
            "the gradient of a cumulative product with zeros in it is right in TensorFlow 2",
        )
        for behaviour in ("v1", "v2")
    ),
    Difference(
        "first_state_used_twice",
        "v2",
        ("expected InvalidArgumentError while running, got no error",),
        "with control flow v2 a TensorArray is a value, and each decoding writes its own",
    ),
)
