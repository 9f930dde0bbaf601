"""Step cells in which no unit sees another unit's last output.

Answers to `IndRNNCell`, `IndyGRUCell` and `IndyLSTMCell` of `tf.contrib.rnn` in
TensorFlow 1.15.5; Li and others, "Independently Recurrent Neural Network", 2018, arXiv
1803.04831; Gonnet, Deselaers, "IndyLSTMs", 2019, arXiv 1903.08023.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.contrib.rnn.cells import (
    CellAndOutput,
    LayerRNNCell,
    LSTMStateTuple,
    Stateful,
    input_depth,
)

__all__ = ["IndRNNCell", "IndyGRUCell", "IndyLSTMCell"]


class _Independent(LayerRNNCell):
    """Makes the kernels `[depth, size]` of inputs and `[1, size]` of outputs, and biases."""

    def __init__(
        self,
        num_units: int,
        activation: Any = None,
        reuse: Any = None,
        name: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__(_reuse=reuse, name=name, dtype=dtype)
        self.input_spec = tf.layers.InputSpec(ndim=2)
        self._num_units = num_units
        self._activation = activation or tf.tanh

    def _weights(
        self, names: Any, inputs_shape: Any, size: int, kernel: Any = None, bias: Any = None
    ) -> tuple[Any, Any, Any]:
        of_inputs, of_outputs, biases = names
        uniform = tf.initializers.random_uniform(minval=-1, maxval=1, dtype=self.dtype)
        bias = bias or tf.zeros_initializer(dtype=self.dtype)
        return (
            self.add_weight(of_inputs, [input_depth(inputs_shape), size], initializer=kernel),
            self.add_weight(of_outputs, [1, size], initializer=uniform),
            self.add_weight(biases, [size], initializer=bias),
        )


class IndRNNCell(Stateful, _Independent):
    """An RNN: `kernel_w [depth, num_units]`, `kernel_u [1, num_units]`, `bias`."""

    def __init__(
        self,
        num_units: int,
        activation: Any = None,
        reuse: Any = None,
        name: Any = None,
        dtype: Any = None,
    ) -> None:
        """Makes a cell.

        Args:
          num_units: the depth of state and output.
          activation: by default tanh.
          reuse: whether to reuse variables.
          name: of the scope.
          dtype: of the variables; by default that of the inputs.
        """
        super().__init__(num_units, activation, reuse, name, dtype)

    def build(self, inputs_shape: Any) -> None:
        """Makes the variables; ValueError if the inputs' depth is not known."""
        names = ("kernel_w", "kernel_u", "bias")
        self._all = self._weights(names, inputs_shape, self._num_units)
        self.built = True

    def call(self, inputs: tf.Tensor, state: tf.Tensor) -> Any:
        """Steps on inputs `[batch, depth]` and a state `[batch, num_units]`."""
        w, u, bias = self._all
        output = self._activation(tf.nn.bias_add(tf.matmul(inputs, w) + state * u, bias))
        return output, output


class IndyGRUCell(Stateful, _Independent):
    """A GRU, gates in the order r, u.

    Variables: `gates/kernel_w [depth, 2 * num_units]`, `gates/kernel_u [1, 2 *
    num_units]`, `gates/bias`, `candidate/kernel [depth, num_units]`,
    `candidate/kernel_u [1, num_units]`, `candidate/bias`.
    """

    def __init__(
        self,
        num_units: int,
        activation: Any = None,
        reuse: Any = None,
        kernel_initializer: Any = None,
        bias_initializer: Any = None,
        name: Any = None,
        dtype: Any = None,
    ) -> None:
        """Makes a cell.

        Args:
          num_units: the depth of state and output.
          activation: of the candidate; by default tanh.
          reuse: whether to reuse variables.
          kernel_initializer: of the inputs' kernels.
          bias_initializer: by default ones for the gates, zeros for the candidate.
          name: of the scope.
          dtype: of the variables; by default that of the inputs.
        """
        super().__init__(num_units, activation, reuse, name, dtype)
        self._kernel_initializer = kernel_initializer
        self._bias_initializer = bias_initializer

    def build(self, inputs_shape: Any) -> None:
        """Makes the variables; ValueError if the inputs' depth is not known."""
        kernel, bias = self._kernel_initializer, self._bias_initializer
        ones = tf.constant_initializer(1.0, dtype=self.dtype)
        names = ("gates/kernel_w", "gates/kernel_u", "gates/bias")
        self._gates = self._weights(names, inputs_shape, 2 * self._num_units, kernel, bias or ones)
        names = ("candidate/kernel", "candidate/kernel_u", "candidate/bias")
        self._candidate = self._weights(names, inputs_shape, self._num_units, kernel, bias)
        self.built = True

    def call(self, inputs: tf.Tensor, state: tf.Tensor) -> Any:
        """Steps on inputs `[batch, depth]` and a state `[batch, num_units]`."""
        w, u, bias = self._gates
        gates = tf.nn.bias_add(tf.matmul(inputs, w) + tf.tile(state, [1, 2]) * u, bias)
        reset, update = tf.split(tf.sigmoid(gates), 2, axis=1)
        w, u, bias = self._candidate
        candidate = tf.nn.bias_add(tf.matmul(inputs, w) + (reset * state) * u, bias)
        state = update * state + (1 - update) * self._activation(candidate)
        return state, state


class IndyLSTMCell(CellAndOutput, _Independent):
    """An LSTM, gates in the order i, j, f, o.

    Variables: `kernel_w [depth, 4 * num_units]`, `kernel_u [1, 4 * num_units]`, `bias`.
    """

    def __init__(
        self,
        num_units: int,
        forget_bias: float = 1.0,
        activation: Any = None,
        reuse: Any = None,
        kernel_initializer: Any = None,
        bias_initializer: Any = None,
        name: Any = None,
        dtype: Any = None,
    ) -> None:
        """Makes a cell.

        Args:
          num_units: the depth of the output.
          forget_bias: what is added to the forget gate's sum, beside the bias.
          activation: of candidate and cell state; by default tanh.
          reuse: whether to reuse variables.
          kernel_initializer: of the inputs' kernel.
          bias_initializer: by default zeros.
          name: of the scope.
          dtype: of the variables; by default that of the inputs.
        """
        super().__init__(num_units, activation, reuse, name, dtype)
        self._forget_bias = forget_bias
        self._kernel_initializer = kernel_initializer
        self._bias_initializer = bias_initializer

    def build(self, inputs_shape: Any) -> None:
        """Makes the variables; ValueError if the inputs' depth is not known."""
        self._all = self._weights(
            ("kernel_w", "kernel_u", "bias"),
            inputs_shape,
            4 * self._num_units,
            self._kernel_initializer,
            self._bias_initializer,
        )
        self.built = True

    def call(self, inputs: tf.Tensor, state: Any) -> Any:
        """Steps on inputs `[batch, depth]` and a state `(c, h)`."""
        c, h = state
        w, u, bias = self._all
        sums = tf.nn.bias_add(tf.matmul(inputs, w) + tf.tile(h, [1, 4]) * u, bias)
        i, j, f, o = tf.split(sums, 4, axis=1)
        c = c * tf.sigmoid(f + self._forget_bias) + tf.sigmoid(i) * self._activation(j)
        h = self._activation(c) * tf.sigmoid(o)
        return h, LSTMStateTuple(c, h)
