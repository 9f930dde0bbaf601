"""Step the recurrent cell that neural architecture search found.

Answers to `NASCell` of `tf.contrib.rnn` in TensorFlow 1.15.5; Zoph, Le, "Neural
Architecture Search with Reinforcement Learning", 2016, arXiv 1611.01578, appendix A.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.contrib.rnn.cells import (
    CellAndOutput,
    LayerRNNCell,
    LSTMStateTuple,
    add_vector,
    input_depth,
)

__all__ = ["NASCell"]


class NASCell(CellAndOutput, LayerRNNCell):
    """A tree of sums and products of eight maps of input and output.

    Variables: `recurrent_kernel [output, 8 * num_units]`, `kernel [depth, 8 * num_units]`,
    optionally `bias [8 * num_units]` and `projection_weights [num_units, num_proj]`.
    """

    def __init__(
        self,
        num_units: int,
        num_proj: Any = None,
        use_bias: bool = False,
        reuse: Any = None,
        **kwargs: Any,
    ) -> None:
        """Makes a cell.

        Args:
          num_units: the depth of the cell state.
          num_proj: the depth of the output, if it is projected.
          use_bias: whether the output's maps have a bias.
          reuse: whether to reuse variables.
          **kwargs: of the layer: name, dtype.
        """
        super().__init__(_reuse=reuse, **kwargs)
        self._num_units = num_units
        self._num_proj = num_proj
        self._use_bias = use_bias

    def build(self, inputs_shape: Any) -> None:
        """Makes the variables; ValueError if the inputs' depth is not known."""
        depth, size = input_depth(inputs_shape), 8 * self._num_units
        outputs = self._num_units if self._num_proj is None else self._num_proj
        self.recurrent_kernel = self.add_weight("recurrent_kernel", [outputs, size])
        self.kernel = self.add_weight("kernel", [depth, size])
        if self._use_bias:
            self.bias = add_vector(self, "bias", size, tf.zeros_initializer())
        if self._num_proj is not None:
            self.projection_weights = self.add_weight(
                "projection_weights", [self._num_units, self._num_proj]
            )
        self.built = True

    def call(self, inputs: tf.Tensor, state: Any) -> Any:
        """Steps on inputs `[batch, depth]` and a state `(c, h)`."""
        c_prev, h_prev = state
        recurrent = tf.matmul(h_prev, self.recurrent_kernel)
        from_inputs = tf.matmul(inputs, self.kernel)
        if self._use_bias:
            recurrent = tf.nn.bias_add(recurrent, self.bias)
        m = tf.split(recurrent, 8, axis=1)
        x = tf.split(from_inputs, 8, axis=1)
        first = tf.tanh(tf.sigmoid(x[0] + m[0]) * tf.nn.relu(x[1] + m[1]))
        second = tf.tanh(tf.sigmoid(x[2] + m[2]) + tf.nn.relu(x[3] * m[3]))
        third = tf.tanh(tf.tanh(x[4] + m[4]) * tf.sigmoid(x[5] + m[5]))
        fourth = tf.sigmoid(tf.tanh(x[6] + m[6]) + tf.sigmoid(x[7] + m[7]))
        c = tf.tanh(first + c_prev) * second
        h = tf.tanh(c * tf.tanh(third + fourth))
        if self._num_proj is not None:
            h = tf.matmul(h, self.projection_weights)
        return h, LSTMStateTuple(c, h)
