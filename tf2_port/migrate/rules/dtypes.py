"""Look at dtypes other than float32."""

from __future__ import annotations

from collections.abc import Iterator

from tf2_port.migrate.rules.kinds import GRUS, LSTMS, MECHANISMS, RNNS, WRAPPER
from tf2_port.migrate.rules.rule import Note, rule
from tf2_port.migrate.values import Site

_LOOPS = ("nn.dynamic_rnn", "nn.bidirectional_dynamic_rnn")


@rule(
    "float64",
    "hazards/12_float64_degraded",
    *MECHANISMS,
    WRAPPER,
    *LSTMS,
    *GRUS,
    *RNNS,
    *_LOOPS,
    ".zero_state",
)
def float64(site: Site) -> Iterator[Note]:
    """Finds float64, which Keras layers cast to float32 if not told."""
    if _dtype(site) in ("float64", "double"):
        yield Note(
            "say dtype='float64' to mechanism, wrapper, cell, output layer and decoder, or Keras "
            "casts to float32"
        )


@rule(
    "float16",
    "loud/mixed_precision",
    *MECHANISMS,
    WRAPPER,
    *LSTMS,
    *GRUS,
    *RNNS,
    *_LOOPS,
    ".zero_state",
)
def float16(site: Site) -> Iterator[Note]:
    """Finds float16, which must be the same everywhere."""
    if _dtype(site) in ("float16", "half"):
        yield Note(
            "ask for the first state in float16, and set the memory by calling the mechanism"
        )


def _dtype(site: Site) -> str:
    node = site.argument("dtype")
    if node is None and site.method == "zero_state" and site.positional == 2:
        node = site.node.args[1].value
    if node is None:
        return ""
    text = site.values.literal(node)
    if isinstance(text, str):
        return text
    names = {site.values.name(origin.node) for origin in site.values.origins(node)}
    return names.pop().rpartition(".")[2] if len(names) == 1 else ""
