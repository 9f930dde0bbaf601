"""Stack bidirectional RNNs, each layer on both directions' outputs of the one below.

Answers to `tf.contrib.rnn.python.ops.rnn` of TensorFlow 1.15.5.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

__all__ = ["stack_bidirectional_dynamic_rnn", "stack_bidirectional_rnn"]


def _check(cells_fw: Any, cells_bw: Any, states_fw: Any, states_bw: Any) -> None:
    for name, cells in (("cells_fw", cells_fw), ("cells_bw", cells_bw)):
        if not cells:
            raise ValueError(f"{name} must have at least one cell, received: {cells}")
        if not isinstance(cells, list):
            raise ValueError(f"{name} must be a list with a cell per layer, received: {cells}")
    if len(cells_fw) != len(cells_bw):
        raise ValueError(
            f"cells_fw and cells_bw must be equally many, received: {len(cells_fw)} and "
            f"{len(cells_bw)}"
        )
    for name, states in (("initial_states_fw", states_fw), ("initial_states_bw", states_bw)):
        if states is not None and not (isinstance(states, list) and len(states) == len(cells_fw)):
            raise ValueError(f"{name} must be a list with a state per layer, received: {states}")


def stack_bidirectional_rnn(
    cells_fw: Any,
    cells_bw: Any,
    inputs: Any,
    initial_states_fw: Any = None,
    initial_states_bw: Any = None,
    dtype: Any = None,
    sequence_length: Any = None,
    scope: Any = None,
) -> Any:
    """Unrolls a stack over a list of inputs.

    Args:
      cells_fw: a list of cells, one per layer, that read forwards.
      cells_bw: as many that read backwards.
      inputs: a list of `[batch, depth]`, one per step.
      initial_states_fw: optional list of states, one per layer.
      initial_states_bw: the same for the other direction.
      dtype: of the states, if none are given.
      sequence_length: optional integers `[batch]`.
      scope: the variable scope; by default `stack_bidirectional_rnn`.

    Returns:
      `(outputs, states_fw, states_bw)`: a list of `[batch, depth of both]`, and two
      tuples of last states, one per layer.

    Raises:
      ValueError: if cells or states are no lists, none, or not equally many.
    """
    _check(cells_fw, cells_bw, initial_states_fw, initial_states_bw)
    states_fw, states_bw = [], []
    with tf.variable_scope(scope or "stack_bidirectional_rnn"):
        for layer, (cell_fw, cell_bw) in enumerate(zip(cells_fw, cells_bw)):
            with tf.variable_scope(f"cell_{layer}") as cell_scope:
                inputs, state_fw, state_bw = tf.nn.static_bidirectional_rnn(
                    cell_fw,
                    cell_bw,
                    inputs,
                    initial_state_fw=initial_states_fw[layer] if initial_states_fw else None,
                    initial_state_bw=initial_states_bw[layer] if initial_states_bw else None,
                    sequence_length=sequence_length,
                    dtype=dtype,
                    scope=cell_scope,
                )
            states_fw.append(state_fw)
            states_bw.append(state_bw)
    return inputs, tuple(states_fw), tuple(states_bw)


def stack_bidirectional_dynamic_rnn(
    cells_fw: Any,
    cells_bw: Any,
    inputs: Any,
    initial_states_fw: Any = None,
    initial_states_bw: Any = None,
    dtype: Any = None,
    sequence_length: Any = None,
    parallel_iterations: Any = None,
    time_major: bool = False,
    scope: Any = None,
    swap_memory: bool = False,
) -> Any:
    """Runs a stack over one tensor of inputs.

    Args:
      cells_fw: a list of cells, one per layer, that read forwards.
      cells_bw: as many that read backwards.
      inputs: `[batch, time, depth]`, or `[time, batch, depth]` if `time_major`.
      initial_states_fw: optional list of states, one per layer.
      initial_states_bw: the same for the other direction.
      dtype: of the states, if none are given.
      sequence_length: optional integers `[batch]`.
      parallel_iterations: of the loops.
      time_major: whether time comes first, in the outputs too.
      scope: the variable scope; by default `stack_bidirectional_rnn`.
      swap_memory: of the loops.

    Returns:
      `(outputs, states_fw, states_bw)`: `[batch, time, depth of both]`, and two tuples
      of last states, one per layer.

    Raises:
      ValueError: if cells or states are no lists, none, or not equally many.
    """
    _check(cells_fw, cells_bw, initial_states_fw, initial_states_bw)
    states_fw, states_bw = [], []
    with tf.variable_scope(scope or "stack_bidirectional_rnn"):
        for layer, (cell_fw, cell_bw) in enumerate(zip(cells_fw, cells_bw)):
            with tf.variable_scope(f"cell_{layer}"):
                outputs, (state_fw, state_bw) = tf.nn.bidirectional_dynamic_rnn(
                    cell_fw,
                    cell_bw,
                    inputs,
                    initial_state_fw=initial_states_fw[layer] if initial_states_fw else None,
                    initial_state_bw=initial_states_bw[layer] if initial_states_bw else None,
                    sequence_length=sequence_length,
                    parallel_iterations=parallel_iterations,
                    dtype=dtype,
                    swap_memory=swap_memory,
                    time_major=time_major,
                )
                inputs = tf.concat(outputs, 2)
            states_fw.append(state_fw)
            states_bw.append(state_bw)
    return inputs, tuple(states_fw), tuple(states_bw)
