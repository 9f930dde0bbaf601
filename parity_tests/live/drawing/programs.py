"""Draw whole programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

from parity_tests.live.drawing import decoders, losses
from parity_tests.live.drawing.pen import Pen, Program

Kind = Callable[[Pen], str]

KINDS: tuple[Kind, ...] = (
    *[decoders.basic] * 11,
    *[decoders.beam_search] * 5,
    losses.sequence_loss,
    losses.monotonic,
    losses.functions,
)


@st.composite
def programs(draw: Callable[[Any], Any], kinds: Sequence[Kind] = KINDS) -> Program:
    """Draws a program that defines `build`, of one of `kinds`."""
    kind = draw(st.sampled_from(kinds))
    dtypes = ("float64", "float64", "float32", "float32", "float16")
    # A beam search in float16 is all decisions between scores that rounding makes.
    pen = Pen(draw, dtypes[:4] if kind is decoders.beam_search else dtypes)
    fetches = kind(pen)
    # Where control flow v1 makes zeros of a shape it does not know, they are float32:
    # TensorFlow then refuses most gradients of another dtype.
    often = pen.dtype == "float32" or not pen.dynamic
    gradients = pen.choose(False, True) if often else pen.choose(False, False, False, True)
    pen.write(
        f"return with_gradients({fetches})" if gradients and pen.smooth else f"return {fetches}"
    )
    return pen.program()
