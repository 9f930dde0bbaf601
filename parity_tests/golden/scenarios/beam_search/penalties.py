"""Search with length and coverage penalties."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.beam_search.parts import (
    WIDTH,
    attention,
    project,
    search,
    table,
)
from parity_tests.golden.scenarios.parts import BATCH, fed, seq2seq, tf
from parity_tests.golden.scenarios.registry import misuse, scenario


def _attentive(dtype: Any = tf.float32, mechanisms: int = 1, **options: Any) -> Any:
    """Searches with a cell that attends, by default in float32, as coverage needs.

    In six steps, a recurrent cell does not blow float32's roundings up by much.
    """
    cell = _wrapped(dtype, mechanisms)
    embedding = table(0.0, dtype=dtype.name)[:, :2]
    return search(
        cell,
        tf.constant(embedding),
        cell.zero_state(BATCH * WIDTH, dtype),
        output_layer=project(dtype=dtype),
        loop={"maximum_iterations": 6},
        **options,
    )


def _wrapped(dtype: Any, mechanisms: int, units: int = 8) -> Any:
    made = [attention(dtype=dtype.name) for _ in range(mechanisms)]
    cell = tf.nn.rnn_cell.BasicRNNCell(units, dtype=dtype)
    return seq2seq.AttentionWrapper(cell, made if mechanisms > 1 else made[0], dtype=dtype)


@scenario
def length_penalty() -> Any:
    return search(length_penalty_weight=0.6)


@scenario
def length_penalty_of_one() -> Any:
    return search(length_penalty_weight=1.0, width=7)


@scenario
def length_penalty_below_zero() -> Any:
    return search(length_penalty_weight=-0.8)


@scenario
def length_penalty_of_integer_zero() -> Any:
    return search(length_penalty_weight=0)


@scenario
def length_penalty_fed() -> Any:
    return search(length_penalty_weight=fed(np.float32(0.9), []))


@scenario
def length_penalty_fed_zero() -> Any:
    return search(length_penalty_weight=fed(np.float32(0.0), None))


@scenario
def length_penalty_of_many_steps() -> Any:
    """Thirty steps, in float64: the penalty is float32, and right to its last bit."""
    embedding = tf.constant(table(-1.0))
    loop = {"maximum_iterations": 30}
    return search(embedding=embedding, length_penalty_weight=0.6, width=3, loop=loop)


@scenario
def coverage_penalty() -> Any:
    return _attentive(coverage_penalty_weight=0.7)


@scenario
def coverage_and_length_penalty() -> Any:
    return _attentive(coverage_penalty_weight=0.4, length_penalty_weight=0.6)


@scenario
def coverage_penalty_below_zero() -> Any:
    return _attentive(coverage_penalty_weight=-1.5)


@scenario
def coverage_penalty_of_two_mechanisms() -> Any:
    return _attentive(coverage_penalty_weight=0.7, mechanisms=2)


@scenario
def coverage_penalty_fed() -> Any:
    return _attentive(coverage_penalty_weight=fed(np.float32(0.7), []))


@scenario
def coverage_penalty_fed_zero() -> Any:
    """Attention is summed up, and counts for nothing."""
    return _attentive(coverage_penalty_weight=fed(np.float32(0.0), []))


@scenario
def coverage_penalty_of_a_constant_zero() -> Any:
    return _attentive(coverage_penalty_weight=tf.constant(0.0))


@scenario
def coverage_penalty_of_layers() -> Any:
    """Two of three layers attend; the average of their attention counts."""
    layers = [
        _wrapped(tf.float32, 2),
        tf.nn.rnn_cell.BasicRNNCell(8, dtype=tf.float32),
        _wrapped(tf.float32, 1),
    ]
    cell = tf.nn.rnn_cell.MultiRNNCell(layers)
    return search(
        cell,
        tf.constant(table(0.0, dtype="float32")[:, :2]),
        cell.zero_state(BATCH * WIDTH, tf.float32),
        output_layer=project(dtype=tf.float32),
        coverage_penalty_weight=0.7,
    )


@scenario
def no_coverage_penalty_in_float64() -> Any:
    return _attentive(tf.float64)


@misuse
def coverage_penalty_in_float64() -> Any:
    return _attentive(tf.float64, coverage_penalty_weight=0.7)


@misuse
def coverage_penalty_in_float16() -> Any:
    return _attentive(tf.float16, coverage_penalty_weight=0.7)


@misuse
def coverage_penalty_without_attention() -> Any:
    return search(coverage_penalty_weight=0.7)


@misuse
def coverage_penalty_of_a_list_of_states() -> Any:
    """Layers that attend are looked for in a tuple alone."""
    layers = [_wrapped(tf.float32, 1)]
    cell = tf.nn.rnn_cell.MultiRNNCell(layers, state_is_tuple=True)
    state = list(cell.zero_state(BATCH * WIDTH, tf.float32))
    return search(
        cell,
        tf.constant(table(0.0, dtype="float32")[:, :2]),
        state,
        output_layer=project(dtype=tf.float32),
        coverage_penalty_weight=0.7,
    )


@misuse
def coverage_penalty_that_is_a_vector() -> Any:
    return _attentive(coverage_penalty_weight=tf.constant([0.7, 0.7]))


@misuse
def length_penalty_that_is_a_vector() -> Any:
    return search(length_penalty_weight=[0.5, 0.6])


@misuse
def length_penalty_of_an_integer() -> Any:
    return search(length_penalty_weight=1)


@misuse
def length_penalty_in_float64() -> Any:
    return search(length_penalty_weight=tf.constant(0.6, tf.float64))
