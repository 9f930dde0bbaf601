"""Decode in other dtypes than float64."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.parts import (
    BATCH,
    DEPTH,
    LENGTHS,
    MEMORY_LENGTHS,
    TIME,
    UNITS,
    decode,
    describe,
    lstm,
    memory,
    seq2seq,
    tensor,
    tf,
    with_gradients,
)
from parity_tests.golden.scenarios.registry import scenario


def _decode(name: str, normalize: bool = False, **dtype: Any) -> Any:
    """Decodes numbers of the dtype `name`; parts are told so only by `dtype`."""
    mechanism = seq2seq.BahdanauAttention(
        UNITS, memory(dtype=name), MEMORY_LENGTHS, normalize=normalize, **dtype
    )
    cell = seq2seq.AttentionWrapper(
        lstm(dtype=dtype.get("dtype")), mechanism, attention_layer_size=5, **dtype
    )
    feeder = seq2seq.TrainingHelper(tensor("inputs", BATCH, TIME, DEPTH, dtype=name), LENGTHS)
    found = decode(cell, cell.zero_state(BATCH, tf.as_dtype(name)), feeder, impute_finished=True)
    return {**found, "dtype": describe(tf.as_dtype(mechanism.dtype))}


@scenario
def float16() -> Any:
    return _decode("float16", dtype=tf.float16)


@scenario
def float16_normalized() -> Any:
    return _decode("float16", normalize=True, dtype=tf.float16)


@scenario
def float32_by_default() -> Any:
    return with_gradients(_decode("float32", normalize=True))


@scenario
def dtype_by_name() -> Any:
    return _decode("float64", dtype="float64")
