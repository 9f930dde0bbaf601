"""List all that contrib's `attention_wrapper` defines, exported or not."""

from __future__ import annotations

import inspect
from typing import Any

from legacy_tf1 import witness
from parity_tests.golden.scenarios.parts import attention_wrapper
from parity_tests.golden.scenarios.registry import scenario

NAMES = (
    "AttentionMechanism",
    "AttentionWrapper",
    "AttentionWrapperState",
    "BahdanauAttention",
    "BahdanauAttentionV2",
    "BahdanauMonotonicAttention",
    "BahdanauMonotonicAttentionV2",
    "LuongAttention",
    "LuongAttentionV2",
    "LuongMonotonicAttention",
    "LuongMonotonicAttentionV2",
    "_BaseAttentionMechanism",
    "_BaseAttentionMechanismV2",
    "_BaseMonotonicAttentionMechanism",
    "_BaseMonotonicAttentionMechanismV2",
    "_bahdanau_score",
    "_compute_attention",
    "_luong_score",
    "_maybe_mask_score",
    "_monotonic_probability_fn",
    "_prepare_memory",
    "_zero_state_tensors",
    "hardmax",
    "monotonic_attention",
    "safe_cumprod",
)


@scenario
def names_of_attention_wrapper() -> Any:
    """Gives every signature; on contrib also makes sure that no name is left out."""
    if attention_wrapper.__name__.startswith("tensorflow"):
        defined = {
            name
            for name, item in vars(attention_wrapper).items()
            if (inspect.isclass(item) or inspect.isfunction(item))
            and item.__module__ == attention_wrapper.__name__
        }
        assert defined | {"_zero_state_tensors"} == set(NAMES), defined ^ set(NAMES)
    return witness.signatures(attention_wrapper, NAMES)
