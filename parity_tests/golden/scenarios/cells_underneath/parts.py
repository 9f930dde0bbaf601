"""Decode with a given cell, in a given dtype, from static or dynamic shapes."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.parts import (
    BATCH,
    DEPTH,
    LENGTHS,
    MEMORY_DEPTH,
    MEMORY_LENGTHS,
    TIME,
    UNITS,
    decode,
    describe,
    fed,
    memory,
    named,
    seq2seq,
    tensor,
    tf,
    with_gradients,
)

cells = tf.nn.rnn_cell


def decode_with(
    cell: Any,
    dtype: str = "float64",
    dynamic: bool = False,
    gradients: bool = True,
    parallel_iterations: int = 32,
    **options: Any,
) -> dict[str, Any]:
    """Decodes by an attention wrapper around `cell`, and differentiates.

    Args:
      cell: to wrap.
      dtype: of all numbers.
      dynamic: whether batch and times are unknown until the graph runs.
      gradients: whether to add those of everything with respect to everything.
      parallel_iterations: of the decoder's loop.
      **options: of `AttentionWrapper`.
    """
    static = {"static": [None, None, DEPTH]} if dynamic else {}
    lengths, memory_lengths = np.array(LENGTHS, np.int32), np.array(MEMORY_LENGTHS, np.int32)
    inputs = tensor("inputs", BATCH, TIME, DEPTH, dtype=dtype, **static)
    mechanism = seq2seq.BahdanauAttention(
        UNITS,
        memory(dtype=dtype, static=[None, None, MEMORY_DEPTH] if dynamic else None),
        fed(memory_lengths, [None]) if dynamic else memory_lengths,
        dtype=tf.as_dtype(dtype),
    )
    wrapped = seq2seq.AttentionWrapper(cell, mechanism, dtype=dtype, **options)
    batch = tf.shape(inputs)[0] if dynamic else BATCH
    found = decode(
        wrapped,
        wrapped.zero_state(batch, tf.as_dtype(dtype)),
        seq2seq.TrainingHelper(inputs, fed(lengths, [None]) if dynamic else lengths),
        impute_finished=True,
        parallel_iterations=parallel_iterations,
    )
    if gradients:
        with_gradients(found)
    return {**found, "state_size": describe(wrapped.state_size)}


def step_with(cell: Any, depth: int = DEPTH, dtype: str = "float64") -> dict[str, Any]:
    """Steps a cell twice, by itself, from zeros."""
    state = cell.zero_state(BATCH, tf.as_dtype(dtype))
    found: dict[str, Any] = {}
    for time in ("first", "second"):
        output, state = cell(tensor(time, BATCH, depth, dtype=dtype), state)
        found.update({**named(time + "/output", output), **named(time + "/state", state)})
    return with_gradients(found)
