"""Look at classes that derive from those of contrib."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from tf2_port.migrate.rules.kinds import S2S
from tf2_port.migrate.rules.rule import Note, rule

_PLAIN_MECHANISM = "python.ops.attention_wrapper._BaseAttentionMechanism"


@rule("custom-decoder", "hazards/29_small_print", f"class {S2S}Decoder")
def custom_decoder(node: cst.ClassDef) -> Iterator[Note]:
    """Finds a step without the argument that tfa passes fourth."""
    step = _method(node, "step")
    if step is None:
        return
    names = [param.name.value for param in step.params.params]
    if "training" not in names and not step.params.star_kwarg:
        yield Note("tfa passes training to step, by position where contrib had name")


@rule("custom-helper", "symbols/Helper", f"class {S2S}Helper", f"class {S2S}TrainingHelper")
def custom_helper(node: cst.ClassDef) -> Iterator[Note]:
    """Finds a helper that takes its tensors when it is made."""
    if _method(node, "__init__") or _method(node, "initialize"):
        yield Note("tensors move from __init__ to initialize(inputs, ...)")


@rule(
    "custom-mechanism",
    "symbols/AttentionMechanism",
    f"class {S2S}AttentionMechanism",
    f"class {S2S}BahdanauAttention",
    f"class {S2S}LuongAttention",
    f"class {S2S}{_PLAIN_MECHANISM}",
)
def custom_mechanism(node: cst.ClassDef) -> Iterator[Note]:
    """Finds the method that tfa calls by another name."""
    if _method(node, "__call__"):
        yield Note("override _calculate_attention(query, state) instead of __call__")


def _method(node: cst.ClassDef, name: str) -> cst.FunctionDef | None:
    for statement in node.body.body:
        if isinstance(statement, cst.FunctionDef) and statement.name.value == name:
            return statement
    return None
