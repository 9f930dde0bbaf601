"""Start, drop out, and update: what a port must do otherwise in training."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.parts import BATCH, tensor, tf
from parity_tests.golden.scenarios.registry import scenario

cells = tf.nn.rnn_cell


@scenario
def initial_weights() -> Any:
    """Asks whether the largest of an LSTM's 24 x 80 weights is just below glorot's bound."""
    tf.set_random_seed(5)
    lstm, gru = cells.LSTMCell(20), cells.GRUCell(20)
    for cell in (lstm, gru):
        cell(tf.zeros([BATCH, 4]), cell.zero_state(BATCH, tf.float32))
    largest = tf.reduce_max(tf.abs(lstm.variables[0].initial_value))
    bound = np.float32(np.sqrt(6 / (24 + 80)))
    return {
        "lstm": tf.stack([0.97 * bound < largest, largest <= bound]),
        "gru_gate_bias": gru.variables[1].initial_value,
    }


@scenario
def dropout_at_each_step() -> Any:
    """A wrapper drops out whether or not anybody trains, anew at each step."""

    class Copy(tf.nn.rnn_cell.RNNCell):
        state_size = output_size = 16

        def call(self, inputs: Any, state: Any) -> Any:
            return tf.ones([BATCH, 16], tf.float64), state

    cell = cells.DropoutWrapper(Copy(dtype=tf.float64), output_keep_prob=0.5, seed=3)
    inputs = tensor("inputs", BATCH, 4, 16)
    outputs, _ = tf.nn.dynamic_rnn(cell, inputs, dtype=tf.float64, parallel_iterations=1)
    steps = [outputs[:, step] for step in range(4)]
    differ = [tf.reduce_any(tf.not_equal(a, b)) for a, b in zip(steps, steps[1:])]
    return {
        "differ": tf.stack(differ),
        "kept": tf.reduce_max(outputs),
        "least": tf.reduce_min(outputs),
    }


def _read_before_an_update(use_resource: bool) -> Any:
    """Reads a variable, updates it as optimizers do, and only then looks at what was read."""
    given = tf.constant_initializer(0.5)
    weight = tf.get_variable("weight", [2], tf.float64, given, use_resource=use_resource)
    read = tf.identity(weight)
    with tf.control_dependencies([read]):
        update = tf.assign_add(weight, np.array([100.0, 100.0]))
    with tf.control_dependencies([update]):
        return {"changed": read > 50.0}


@scenario
def reference_variable_read_before_an_update() -> Any:
    """What was read is the variable's own memory: a gradient may use it before or after."""
    return _read_before_an_update(False)


@scenario
def resource_variable_read_before_an_update() -> Any:
    return _read_before_an_update(True)
