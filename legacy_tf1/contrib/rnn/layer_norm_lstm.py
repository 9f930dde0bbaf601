"""Step an LSTM whose gates are normalised over their units, with recurrent dropout.

Answers to `LayerNormBasicLSTMCell` of `tf.contrib.rnn` in TensorFlow 1.15.5; Ba, Kiros,
Hinton, "Layer Normalization", 2016, arXiv 1607.06450; Semeniuta, Severyn, Barth,
"Recurrent Dropout without Memory Loss", 2016, arXiv 1603.05118.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf
from tf_slim.layers import layer_norm

from legacy_tf1.contrib.rnn.cells import CellAndOutput, LSTMStateTuple, RNNCell

__all__ = ["LayerNormBasicLSTMCell"]


def normalise(
    inputs: tf.Tensor, scope: str, gain: float, shift: float, dtype: Any = None
) -> tf.Tensor:
    """Normalises `[batch, units]`; variables `SCOPE/gamma [units]` and `SCOPE/beta [units]`."""
    shape = inputs.shape[-1:]
    gamma, beta = tf.constant_initializer(gain), tf.constant_initializer(shift)
    with tf.variable_scope(scope):
        tf.get_variable("gamma", shape=shape, initializer=gamma, dtype=dtype)
        tf.get_variable("beta", shape=shape, initializer=beta, dtype=dtype)
    return layer_norm(inputs, reuse=True, scope=scope)


class LayerNormBasicLSTMCell(CellAndOutput, RNNCell):
    """An LSTM without peepholes.

    Variables: `kernel [depth + num_units, 4 * num_units]`, gates in the order i, j, f, o;
    `gamma` and `beta [num_units]` in each of the scopes `input`, `transform`, `forget`,
    `output` and `state`; without layer normalisation `bias [4 * num_units]` instead,
    which starts from the scope's initialiser, as the kernel does.
    """

    def __init__(
        self,
        num_units: int,
        forget_bias: float = 1.0,
        input_size: Any = None,
        activation: Any = tf.tanh,
        layer_norm: bool = True,
        norm_gain: float = 1.0,
        norm_shift: float = 0.0,
        dropout_keep_prob: Any = 1.0,
        dropout_prob_seed: Any = None,
        reuse: Any = None,
    ) -> None:
        """Makes a cell.

        Args:
          num_units: the depth of the output.
          forget_bias: what is added to the forget gate's sum.
          input_size: not used any more.
          activation: of candidate and cell state.
          layer_norm: whether to normalise.
          norm_gain: what `gamma` starts from.
          norm_shift: what `beta` starts from.
          dropout_keep_prob: a number or a scalar tensor, with what probability each
            candidate is kept.
          dropout_prob_seed: for these draws.
          reuse: whether to reuse variables.
        """
        super().__init__(_reuse=reuse)
        if input_size is not None:
            tf.logging.warn("%s: input_size is not used", self)
        self._num_units = num_units
        self._activation = activation
        self._forget_bias = forget_bias
        self._keep_prob = dropout_keep_prob
        self._seed = dropout_prob_seed
        self._layer_norm = layer_norm
        self._norm_gain = norm_gain
        self._norm_shift = norm_shift

    def _norm(self, inputs: tf.Tensor, scope: str) -> tf.Tensor:
        if not self._layer_norm:
            return inputs
        return normalise(inputs, scope, self._norm_gain, self._norm_shift, inputs.dtype)

    def _sums(self, inputs: tf.Tensor) -> tf.Tensor:
        size, dtype = 4 * self._num_units, inputs.dtype
        kernel = tf.get_variable("kernel", [inputs.shape[-1], size], dtype=dtype)
        sums = tf.matmul(inputs, kernel)
        if self._layer_norm:
            return sums
        return tf.nn.bias_add(sums, tf.get_variable("bias", [size], dtype=dtype))

    def call(self, inputs: tf.Tensor, state: Any) -> Any:
        """Steps on inputs `[batch, depth]` and a state `(c, h)`."""
        c, h = state
        gates = tf.split(self._sums(tf.concat([inputs, h], 1)), 4, axis=1)
        names = ("input", "transform", "forget", "output")
        i, j, f, o = [self._norm(gate, name) for gate, name in zip(gates, names)]
        candidate = self._activation(j)
        if not isinstance(self._keep_prob, float) or self._keep_prob < 1:
            candidate = tf.nn.dropout(candidate, self._keep_prob, seed=self._seed)
        c = c * tf.sigmoid(f + self._forget_bias) + tf.sigmoid(i) * candidate
        c = self._norm(c, "state")
        h = self._activation(c) * tf.sigmoid(o)
        return h, LSTMStateTuple(c, h)
