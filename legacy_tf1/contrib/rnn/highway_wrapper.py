"""Mix a cell's input into its output by a learned gate.

Answers to `HighwayWrapper` of `tf.contrib.rnn` in TensorFlow 1.15.5; Srivastava,
Greff, Schmidhuber, "Highway Networks", 2015, arXiv 1505.00387, equation 3.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.contrib.rnn.cells import Wrapper, known

__all__ = ["HighwayWrapper"]


class HighwayWrapper(Wrapper):
    """Returns `input * carry + output * transform` for each input and output.

    Variables, float32 unless the scope has another dtype, in the scope of the call:
    `carry_w [depth, depth]`, `carry_b [depth]`, and if the gates are not coupled
    `transform_w` and `transform_b`.
    """

    def __init__(
        self, cell: Any, couple_carry_transform_gates: bool = True, carry_bias_init: float = 1.0
    ) -> None:
        """Wraps a cell whose outputs are of the inputs' shapes.

        Args:
          cell: the RNN cell.
          couple_carry_transform_gates: whether `transform` is `1 - carry`.
          carry_bias_init: what `carry_b` starts from; `transform_b` from its negative.
        """
        super().__init__()
        self._cell = cell
        self._couple_carry_transform_gates = couple_carry_transform_gates
        self._carry_bias_init = carry_bias_init

    def _gate(self, name: str, inputs: tf.Tensor, bias: float) -> tf.Tensor:
        depth = known(inputs.shape.with_rank(2)[1], f"the depth of inputs {inputs.shape}")
        kernel = tf.get_variable(name + "_w", [depth, depth])
        biases = tf.get_variable(name + "_b", [depth], initializer=tf.constant_initializer(bias))
        return tf.sigmoid(tf.nn.xw_plus_b(inputs, kernel, biases))

    def _highway(self, inputs: tf.Tensor, outputs: tf.Tensor) -> tf.Tensor:
        carry = self._gate("carry", inputs, self._carry_bias_init)
        if self._couple_carry_transform_gates:
            transform = 1 - carry
        else:
            transform = self._gate("transform", inputs, -self._carry_bias_init)
        return inputs * carry + outputs * transform

    def __call__(self, inputs: Any, state: Any, scope: Any = None) -> Any:
        """Steps the cell.

        Raises:
          TypeError, ValueError: if inputs and outputs differ in structure or shape.
        """
        outputs, next_state = self._cell(inputs, state, scope=scope)
        tf.nest.assert_same_structure(inputs, outputs)
        for given, made in zip(tf.nest.flatten(inputs), tf.nest.flatten(outputs)):
            given.shape.assert_is_compatible_with(made.shape)
        return tf.nest.map_structure(self._highway, inputs, outputs), next_state
