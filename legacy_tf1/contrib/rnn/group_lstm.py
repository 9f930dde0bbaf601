"""Step an LSTM whose maps are block diagonal.

Answers to `GLSTMCell` of `tf.contrib.rnn` in TensorFlow 1.15.5; Kuchaiev, Ginsburg,
"Factorization Tricks for LSTM Networks", 2017, arXiv 1703.10722.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.contrib.rnn.cells import CellAndOutput, Linear, LSTMStateTuple, RNNCell, known

__all__ = ["GLSTMCell"]


class GLSTMCell(CellAndOutput, RNNCell):
    """An LSTM in groups of units that do not see each other.

    Variables: `groupK/kernel [(depth + output) / groups, 4 * num_units / groups]` for
    each group K, `bias_i`, `bias_j`, `bias_f`, `bias_o [num_units]`, and optionally
    `projection/kernel [num_units, num_proj]`.
    """

    def __init__(
        self,
        num_units: int,
        initializer: Any = None,
        num_proj: Any = None,
        number_of_groups: int = 1,
        forget_bias: float = 1.0,
        activation: Any = tf.tanh,
        reuse: Any = None,
    ) -> None:
        """Makes a cell.

        Args:
          num_units: the depth of the cell state.
          initializer: of the kernels; by default the scope's.
          num_proj: the depth of the output, if it is projected.
          number_of_groups: how many groups; it divides both depths.
          forget_bias: what is added to the forget gate's sum, beside the bias.
          activation: of the cell state.
          reuse: whether to reuse variables.

        Raises:
          ValueError: if a depth cannot be divided into the groups.
        """
        super().__init__(_reuse=reuse)
        for name, size in (("num_units", num_units), ("num_proj", num_proj)):
            if size and size % number_of_groups:
                raise ValueError(
                    f"{name} must be divisible into {number_of_groups} groups, received: {size}"
                )
        self._num_units = num_units
        self._initializer = initializer
        self._num_proj = num_proj
        self._number_of_groups = number_of_groups
        self._forget_bias = forget_bias
        self._activation = activation
        self._linear1: dict[str, Any] = {}
        self._linear2: Any = None

    def _group_sums(self, group: int, inputs: tf.Tensor, h: tf.Tensor, batch: Any) -> Any:
        groups, parts = self._number_of_groups, []
        for tensor in (inputs, h):
            size = tensor.shape.as_list()[1] // groups
            name = f"GLSTM_group{group}_input_generation"
            parts.append(tf.slice(tensor, [0, group * size], [batch, size], name=name))
        name = f"group{group}"
        with tf.variable_scope(name):
            joined = tf.concat(parts, axis=1)
            if name not in self._linear1:
                self._linear1[name] = Linear(joined, 4 * self._num_units // groups, False)
            return tf.split(self._linear1[name](joined), 4, 1)

    def call(self, inputs: tf.Tensor, state: Any) -> Any:
        """Steps; ValueError if the inputs' depth is unknown or cannot be divided."""
        c_prev, h_prev = state
        batch = inputs.shape.as_list()[0] or tf.shape(inputs)[0]
        depth = known(inputs.shape[1], f"the depth of inputs of shape {inputs.shape}")
        groups, dtype = self._number_of_groups, inputs.dtype
        if depth % groups:
            raise ValueError(
                f"the inputs' depth must be divisible into {groups} groups, it is {depth}"
            )
        zeros = tf.constant_initializer(0.0, dtype=dtype)
        with tf.variable_scope(tf.get_variable_scope(), initializer=self._initializer):
            sums = [self._group_sums(group, inputs, h_prev, batch) for group in range(groups)]
            biases = [
                tf.get_variable("bias_" + gate, [self._num_units], dtype, initializer=zeros)
                for gate in "ijfo"
            ]
            i, j, f, o = [
                tf.nn.bias_add(tf.concat(parts, axis=1), bias)
                for parts, bias in zip(zip(*sums), biases)
            ]
        c = tf.sigmoid(f + self._forget_bias) * c_prev + tf.sigmoid(i) * tf.tanh(j)
        h = tf.sigmoid(o) * self._activation(c)
        if self._num_proj is not None:
            with tf.variable_scope("projection"):
                if self._linear2 is None:
                    self._linear2 = Linear(h, self._num_proj, False)
                h = self._linear2(h)
        return h, LSTMStateTuple(c, h)
