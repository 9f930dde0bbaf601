"""Step cells that mix the old state with a new one by one gate.

Answers to `UGRNNCell` and `IntersectionRNNCell` of `tf.contrib.rnn` in TensorFlow
1.15.5; Collins, Sohl-Dickstein, Sussillo, "Capacity and Trainability in Recurrent
Neural Networks", 2016, arXiv 1611.09913.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.contrib.rnn.cells import Linear, RNNCell, Stateful, input_depth

__all__ = ["IntersectionRNNCell", "UGRNNCell"]


class UGRNNCell(Stateful, RNNCell):
    """The update gate RNN: `kernel [depth + num_units, 2 * num_units]` and `bias`."""

    def __init__(
        self,
        num_units: int,
        initializer: Any = None,
        forget_bias: float = 1.0,
        activation: Any = tf.tanh,
        reuse: Any = None,
    ) -> None:
        """Makes a cell.

        Args:
          num_units: the depth of state and output.
          initializer: of the kernel; by default the scope's.
          forget_bias: what is added to the gate's sum, beside the bias.
          activation: of the candidate.
          reuse: whether to reuse variables.
        """
        super().__init__(_reuse=reuse)
        self._num_units = num_units
        self._initializer = initializer
        self._forget_bias = forget_bias
        self._activation = activation
        self._linear: Any = None

    def call(self, inputs: tf.Tensor, state: tf.Tensor) -> Any:
        """Steps; ValueError if the inputs' depth is not known."""
        input_depth(inputs.shape)
        with tf.variable_scope(tf.get_variable_scope(), initializer=self._initializer):
            joined = tf.concat([inputs, state], 1)
            if self._linear is None:
                self._linear = Linear(joined, 2 * self._num_units, True)
            gate, candidate = tf.split(self._linear(joined), 2, axis=1)
            candidate = self._activation(candidate)
            gate = tf.sigmoid(gate + self._forget_bias)
            state = gate * state + (1.0 - gate) * candidate
        return state, state


class IntersectionRNNCell(Stateful, RNNCell):
    """An RNN gated both in time and from layer to layer.

    Variables: `kernel [num_units + num_units, 4 * num_units]` and `bias`; if the inputs
    are of another depth also `in_projection/kernel [depth, num_units]` and
    `in_projection/bias`.
    """

    def __init__(
        self,
        num_units: int,
        num_in_proj: Any = None,
        initializer: Any = None,
        forget_bias: float = 1.0,
        y_activation: Any = tf.nn.relu,
        reuse: Any = None,
    ) -> None:
        """Makes a cell.

        Args:
          num_units: the depth of state and output.
          num_in_proj: whether inputs of another depth are projected, to `num_units`.
          initializer: of the kernels; by default the scope's.
          forget_bias: what is added to both gates' sums, beside the bias.
          y_activation: of the output's candidate.
          reuse: whether to reuse variables.
        """
        super().__init__(_reuse=reuse)
        self._num_units = num_units
        self._initializer = initializer
        self._forget_bias = forget_bias
        self._num_input_proj = num_in_proj
        self._y_activation = y_activation
        self._linear1: Any = None
        self._linear2: Any = None

    def call(self, inputs: tf.Tensor, state: tf.Tensor) -> Any:
        """Steps; ValueError if the inputs' depth is not known, or not right."""
        depth, units = input_depth(inputs.shape), self._num_units
        with tf.variable_scope(tf.get_variable_scope(), initializer=self._initializer):
            if depth != units:
                if not self._num_input_proj:
                    raise ValueError(
                        f"inputs must be [batch, {units}], their depth is {depth}: "
                        "give num_in_proj to project them"
                    )
                with tf.variable_scope("in_projection"):
                    if self._linear1 is None:
                        self._linear1 = Linear(inputs, units, True)
                    inputs = self._linear1(inputs)
            joined = tf.concat([inputs, state], 1)
            if self._linear2 is None:
                self._linear2 = Linear(joined, 4 * units, True)
            state_gate, candidate, output_gate, output = tf.split(self._linear2(joined), 4, axis=1)
            state_gate = tf.sigmoid(state_gate + self._forget_bias)
            output_gate = tf.sigmoid(output_gate + self._forget_bias)
            state = state_gate * state + (1.0 - state_gate) * tf.tanh(candidate)
            output = output_gate * inputs + (1.0 - output_gate) * self._y_activation(output)
        return output, state
