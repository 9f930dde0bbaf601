"""Run cells over sequences: unrolled, in both directions, in stacks."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.contrib_cells.parts import (
    BATCH,
    DEPTH,
    LENGTHS,
    TIME,
    UNITS,
    gathered,
    rnn,
    sequence,
    state_of,
    steps_of,
    tf,
)
from parity_tests.golden.scenarios.parts import describe, fed, tensor
from parity_tests.golden.scenarios.registry import misuse, scenario


def cells(*units: int) -> Any:
    return [rnn.GRUCell(size, dtype=tf.float64) for size in units]


def lstm(units: int = UNITS) -> Any:
    return rnn.BasicLSTMCell(units, dtype=tf.float64)


@scenario
def unrolled() -> Any:
    return gathered(*rnn.static_rnn(lstm(), steps_of(), dtype=tf.float64))


@scenario
def unrolled_with_lengths_and_state() -> Any:
    cell = rnn.LSTMCell(UNITS, use_peepholes=True, num_proj=3, dtype=tf.float64)
    state = state_of(cell.state_size, "state", "float64")
    lengths = fed(list(LENGTHS), [None])
    found = rnn.static_rnn(cell, steps_of(), state, sequence_length=lengths, scope="mine")
    return gathered(*found)


@scenario
def unrolled_both_ways() -> Any:
    found = rnn.static_bidirectional_rnn(
        *cells(UNITS, 3), steps_of(), dtype=tf.float64, sequence_length=LENGTHS
    )
    return gathered(*found)


@scenario
def unrolled_stack_both_ways() -> Any:
    forward, backward = cells(UNITS, 3), cells(4, 6)
    return gathered(*rnn.stack_bidirectional_rnn(forward, backward, steps_of(), dtype=tf.float64))


@scenario
def unrolled_stack_both_ways_with_lengths_and_states() -> Any:
    forward, backward = [lstm(), *cells(3)], [*cells(4), lstm(6)]
    found = rnn.stack_bidirectional_rnn(
        forward,
        backward,
        steps_of(),
        initial_states_fw=[
            state_of(c.state_size, f"fw{k}", "float64") for k, c in enumerate(forward)
        ],
        initial_states_bw=[
            state_of(c.state_size, f"bw{k}", "float64") for k, c in enumerate(backward)
        ],
        sequence_length=tf.constant(LENGTHS),
        scope="mine",
    )
    return gathered(*found)


@scenario
def stack_both_ways() -> Any:
    found = rnn.stack_bidirectional_dynamic_rnn(
        cells(UNITS, 3), cells(4, 6), sequence(), dtype=tf.float64
    )
    return gathered(*found)


@scenario
def stack_both_ways_with_lengths_and_states() -> Any:
    forward, backward = [lstm(), *cells(3)], [*cells(4), lstm(6)]
    found = rnn.stack_bidirectional_dynamic_rnn(
        forward,
        backward,
        sequence(static=[None, None, DEPTH]),
        initial_states_fw=[
            state_of(c.state_size, f"fw{k}", "float64") for k, c in enumerate(forward)
        ],
        initial_states_bw=[
            state_of(c.state_size, f"bw{k}", "float64") for k, c in enumerate(backward)
        ],
        sequence_length=fed(list(LENGTHS), [None]),
        parallel_iterations=2,
        scope="mine",
        swap_memory=True,
    )
    return gathered(*found)


@scenario
def stack_both_ways_time_major() -> Any:
    inputs = tensor("x", TIME, BATCH, DEPTH)
    found = rnn.stack_bidirectional_dynamic_rnn(
        [lstm()], cells(3), inputs, dtype=tf.float64, sequence_length=LENGTHS, time_major=True
    )
    return gathered(*found)


@scenario
def batch_and_time_swapped() -> Any:
    unknown = fed([[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]], [None, None, None])
    vector = tf.constant([1.0, 2.0])
    swapped = rnn.transpose_batch_time(sequence())
    return {
        "sequence": swapped,
        "unknown": rnn.transpose_batch_time(unknown),
        "vector": rnn.transpose_batch_time(vector),
        "shape": describe(swapped.shape),
    }


@scenario
def batch_size_that_is_known() -> Any:
    unknown = tf.placeholder(tf.float32, [TIME, None, DEPTH])
    flat = [tf.placeholder(tf.float32), unknown, tf.zeros([TIME, BATCH])]
    return {"size": describe(rnn.best_effort_input_batch_size(flat))}


@scenario
def batch_size_that_is_not_known() -> Any:
    inputs = fed([[1.0, 2.0, 3.0]], [None, None])
    return {"size": rnn.best_effort_input_batch_size([inputs])}


@misuse
def batch_and_time_swapped_of_unknown_rank() -> Any:
    return rnn.transpose_batch_time(tf.placeholder(tf.float32))


@misuse
def batch_size_of_a_vector() -> Any:
    return rnn.best_effort_input_batch_size([tf.zeros([TIME])])


def _stack(*arguments: Any, **options: Any) -> Any:
    return rnn.stack_bidirectional_dynamic_rnn(*arguments, sequence(), dtype=tf.float64, **options)


@misuse
def stack_without_forward_cells() -> Any:
    return _stack([], cells(3))


@misuse
def stack_without_backward_cells() -> Any:
    return _stack(cells(3), [])


@misuse
def stack_of_a_forward_tuple() -> Any:
    return _stack(tuple(cells(3)), cells(3))


@misuse
def stack_of_a_backward_tuple() -> Any:
    return _stack(cells(3), tuple(cells(3)))


@misuse
def stack_of_uneven_depths() -> Any:
    return _stack(cells(3), cells(3, 4))


@misuse
def stack_with_too_few_forward_states() -> Any:
    return _stack(cells(3), cells(4), initial_states_fw=[])


@misuse
def stack_with_a_backward_state_outside_of_a_list() -> Any:
    return _stack(cells(3), cells(4), initial_states_bw=tf.zeros([BATCH, 4], tf.float64))


@misuse
def unrolled_stack_without_cells() -> Any:
    return rnn.stack_bidirectional_rnn([], [], steps_of(), dtype=tf.float64)


@misuse
def unrolled_stack_with_too_many_states() -> Any:
    states = [tf.zeros([BATCH, 3], tf.float64)] * 2
    return rnn.stack_bidirectional_rnn(cells(3), cells(4), steps_of(), states, dtype=tf.float64)
