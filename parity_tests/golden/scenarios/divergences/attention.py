"""Ask of contrib's mechanisms what tfa's do otherwise."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.parts import (
    BATCH,
    CELL_UNITS,
    MEMORY_LENGTHS,
    MEMORY_TIME,
    UNITS,
    memory,
    seq2seq,
    tensor,
    tf,
)
from parity_tests.golden.scenarios.registry import misuse


@misuse
def monotonic_in_float64() -> Any:
    """The default of `score_bias_init` is a number of Python, hence float32."""
    mechanism = seq2seq.BahdanauMonotonicAttention(
        UNITS, memory(), MEMORY_LENGTHS, dtype=tf.float64
    )
    query = tensor("query", BATCH, CELL_UNITS)
    return {"alignments": mechanism(query, tensor("state", BATCH, MEMORY_TIME))[0]}
