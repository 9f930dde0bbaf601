"""Make the mechanisms that these scenarios are about, and ask them.

Answers to `parts` of the package above, whose sizes and draws are used.
"""

from __future__ import annotations

from typing import Any, Callable, Sequence

import numpy as np

from parity_tests.golden.scenarios.parts import (
    BATCH,
    CELL_UNITS,
    DEPTH,
    LENGTHS,
    MEMORY_LENGTHS,
    MEMORY_TIME,
    TIME,
    UNITS,
    decode,
    draw,
    lstm,
    memory,
    seq2seq,
    tensor,
    tf,
    with_gradients,
)
from parity_tests.golden.scenarios.registry import misuse, scenario

KINDS = {"bahdanau": seq2seq.BahdanauMonotonicAttention, "luong": seq2seq.LuongMonotonicAttention}


def luong(**options: Any) -> Any:
    """Makes a `LuongAttention`, by default of a masked memory."""
    given = {"memory_sequence_length": tf.constant(MEMORY_LENGTHS), "dtype": tf.float64, **options}
    if "memory" not in given:
        given["memory"] = memory()
    return seq2seq.LuongAttention(given.pop("num_units", CELL_UNITS), **given)


def monotonic(kind: str, dtype: Any = "float64", **options: Any) -> Any:
    """Makes a monotonic mechanism, by default of a masked memory.

    Where a sigmoid comes next to 1, what is left of `1 - p` is rounding; so a
    memory for Luong's score, which has no bound, holds small numbers.
    """
    given = {
        "memory_sequence_length": tf.constant(MEMORY_LENGTHS),
        "dtype": tf.as_dtype(dtype),
        "score_bias_init": np.dtype(dtype).type(-0.375),
        **options,
    }
    if "memory" not in given:
        given["memory"] = memory(dtype=dtype) * (1.0 if kind == "bahdanau" else 0.125)
    units = UNITS if kind == "bahdanau" else CELL_UNITS
    return KINDS[kind](given.pop("num_units", units), **given)


def dirac(row: Sequence[int] = (0, 0, 2), dtype: str = "float64") -> Any:
    """Returns alignments that stand on one element in each row, as a constant."""
    return tf.constant(np.eye(MEMORY_TIME, dtype=dtype)[list(row)])


def spread(name: str, dtype: str = "float64") -> Any:
    """Returns an input of alignments that sum to less than 1."""
    value = np.abs(draw(name, BATCH, MEMORY_TIME))
    share = (value / (value.sum(-1, keepdims=True) * 1.25)).astype(dtype)
    return share + 0 * tensor(name, BATCH, MEMORY_TIME, dtype=dtype)


def attend(mechanism: Any, state: Any = None, dtype: str = "float64") -> dict[str, Any]:
    """Asks a mechanism once, and reports what it gives and holds, with gradients."""
    query = tensor("query", BATCH, CELL_UNITS, dtype=dtype)
    state = spread("state", dtype) if state is None else state
    alignments, next_state = mechanism(query, state)
    return with_gradients(
        {
            "alignments": alignments,
            "next_state": next_state,
            "keys": mechanism.keys,
            "values": mechanism.values,
        }
    )


def decode_in(dtype: str, mechanism: Any, cell: Any = None, **options: Any) -> Any:
    """Decodes by a mechanism and a cell of another dtype than float64."""
    wrapped = seq2seq.AttentionWrapper(
        lstm(dtype=dtype) if cell is None else cell, mechanism, dtype=dtype, **options
    )
    feeder = seq2seq.TrainingHelper(tensor("inputs", BATCH, TIME, DEPTH, dtype=dtype), LENGTHS)
    return decode(wrapped, wrapped.zero_state(BATCH, tf.as_dtype(dtype)), feeder)


def case(called: str, build: Callable[..., Any], rejected: bool = False, **arguments: Any) -> None:
    """Registers `build(**arguments)` under a name, as a scenario or as a misuse."""

    def built() -> Any:
        return build(**arguments)

    built.__name__ = called
    built.__module__ = build.__module__
    (misuse if rejected else scenario)(built)
