"""Step a recurrent unit whose gates depend on the inputs alone.

Answers to `SRUCell` of `tf.contrib.rnn` in TensorFlow 1.15.5; Lei and others, "Simple
Recurrent Units", 2017, arXiv 1709.02755.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.contrib.rnn.cells import LayerRNNCell, Stateful, add_vector, input_depth

__all__ = ["SRUCell"]


class SRUCell(Stateful, LayerRNNCell):
    """Variables: `kernel [depth, 4 * num_units]`, and `bias [2 * num_units]` of the gates."""

    def __init__(
        self,
        num_units: int,
        activation: Any = None,
        reuse: Any = None,
        name: Any = None,
        **kwargs: Any,
    ) -> None:
        """Makes a cell.

        Args:
          num_units: the depth of state and output.
          activation: of the state; by default tanh.
          reuse: whether to reuse variables.
          name: of the scope.
          **kwargs: of the layer: dtype.
        """
        super().__init__(_reuse=reuse, name=name, **kwargs)
        self._num_units = num_units
        self._activation = activation or tf.tanh
        self.input_spec = tf.layers.InputSpec(ndim=2)

    def build(self, inputs_shape: Any) -> None:
        """Makes the variables; ValueError if the inputs' depth is not known."""
        units = self._num_units
        self._kernel = self.add_weight("kernel", [input_depth(inputs_shape), 4 * units])
        self._bias = add_vector(self, "bias", 2 * units, tf.zeros_initializer())
        self.built = True

    def call(self, inputs: tf.Tensor, state: tf.Tensor) -> Any:
        """Steps on inputs `[batch, depth]`; state and output are `[batch, num_units]`."""
        candidate, forget, reset, skipped = tf.split(tf.matmul(inputs, self._kernel), 4, axis=1)
        gates = tf.sigmoid(tf.nn.bias_add(tf.concat([forget, reset], 1), self._bias))
        forget, reset = tf.split(gates, 2, axis=1)
        state = forget * state + (1.0 - forget) * candidate
        return reset * self._activation(state) + (1.0 - reset) * skipped, state
