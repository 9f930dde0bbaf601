"""Make lists of steps, and name what a model gives."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.parts import named, tensor, tf, with_gradients

try:
    from tensorflow.contrib import legacy_seq2seq
except ImportError:
    from legacy_tf1.contrib import legacy_seq2seq

__all__ = ["BATCH", "DEPTH", "SYMBOLS", "UNITS", "legacy_seq2seq", "tf"]

BATCH, DEPTH, UNITS, SYMBOLS = 3, 2, 5, 7


def rows(name: str, steps: int, depth: int = DEPTH, dtype: str = "float64") -> Any:
    """Draws a list of `[batch, depth]`."""
    return [tensor(f"{name}{step}", BATCH, depth, dtype=dtype) for step in range(steps)]


def symbols(steps: int, start: int = 0) -> Any:
    """Makes a list of ids `[batch]`, all different from step to step."""
    return [
        tf.constant([(start + 3 * step + 2 * row) % SYMBOLS for row in range(BATCH)], tf.int32)
        for step in range(steps)
    ]


def gru(units: int = UNITS, dtype: Any = tf.float64) -> Any:
    return tf.nn.rnn_cell.GRUCell(units, dtype=dtype)


def lstm(units: int = UNITS, dtype: Any = tf.float64) -> Any:
    return tf.nn.rnn_cell.BasicLSTMCell(units, dtype=dtype)


def gathered(outputs: Any, state: Any = None) -> Any:
    """Names outputs and state, and adds gradients."""
    found = named("outputs", outputs)
    if state is not None:
        found.update(named("state", state))
    return with_gradients(found)


def scope(dtype: Any = tf.float64) -> Any:
    """Opens a scope of a dtype for variables."""
    return tf.variable_scope("scope", dtype=dtype)
