"""Step an LSTM that lets in what it forgets.

Answers to `CoupledInputForgetGateLSTMCell` of `tf.contrib.rnn` in TensorFlow 1.15.5;
Greff and others, "LSTM: A Search Space Odyssey", 2015, arXiv 1503.04069, variant CIFG.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.contrib.rnn.cells import CellAndOutput, LSTMStateTuple, RNNCell, input_depth
from legacy_tf1.contrib.rnn.layer_norm_lstm import normalise

__all__ = ["CoupledInputForgetGateLSTMCell"]


def _sharded(name: str, shape: list[int], dtype: Any, shards: int) -> tf.Tensor:
    """Returns a matrix in as many variables, `NAME_0`, ..., split along the first axis."""
    if shards > shape[0]:
        raise ValueError(f"{shards} shards are too many for {name} of shape {shape}")
    least, more = divmod(shape[0], shards)
    parts = [
        tf.get_variable(f"{name}_{k}", [least + (k < more), *shape[1:]], dtype=dtype)
        for k in range(shards)
    ]
    return parts[0] if shards == 1 else tf.concat(parts, 0, name=name + "/concat")


class CoupledInputForgetGateLSTMCell(CellAndOutput, RNNCell):
    """An LSTM whose input gate is one minus its forget gate.

    Variables: `W_0 [depth + output, 3 * num_units]` (more of them if sharded), gates in
    the order j, f, o; `B [3 * num_units]`; optionally `W_F_diag` and `W_O_diag
    [num_units]`, `W_P_0 [num_units, num_proj]`, and `gamma` and `beta` in the scopes
    `transform`, `forget`, `output` and `state`.
    """

    def __init__(
        self,
        num_units: int,
        use_peepholes: bool = False,
        initializer: Any = None,
        num_proj: Any = None,
        proj_clip: Any = None,
        num_unit_shards: int = 1,
        num_proj_shards: int = 1,
        forget_bias: float = 1.0,
        state_is_tuple: bool = True,
        activation: Any = tf.tanh,
        reuse: Any = None,
        layer_norm: bool = False,
        norm_gain: float = 1.0,
        norm_shift: float = 0.0,
    ) -> None:
        """Makes a cell.

        Args:
          num_units: the depth of the cell state.
          use_peepholes: whether the gates see the cell state.
          initializer: not used, as in 1.15.5.
          num_proj: the depth of the output, if it is projected.
          proj_clip: if given, the largest magnitude of the projection.
          num_unit_shards: how many variables `W` is split into.
          num_proj_shards: how many variables `W_P` is split into.
          forget_bias: what is added to the forget gate's sum, beside the bias.
          state_is_tuple: whether the state is a pair; if not, it is `[c, h]`, joined.
          activation: of candidate and cell state.
          reuse: whether to reuse variables.
          layer_norm: whether to normalise, instead of adding the bias.
          norm_gain: what `gamma` starts from.
          norm_shift: what `beta` starts from.
        """
        super().__init__(_reuse=reuse)
        if not state_is_tuple:
            tf.logging.warn("%s: state_is_tuple=False is slower", self)
        self._num_units = num_units
        self._use_peepholes = use_peepholes
        self._num_proj = num_proj
        self._proj_clip = proj_clip
        self._num_unit_shards = num_unit_shards
        self._num_proj_shards = num_proj_shards
        self._forget_bias = forget_bias
        self._state_is_tuple = state_is_tuple
        self._activation = activation
        self._layer_norm = layer_norm
        self._norm_gain = norm_gain
        self._norm_shift = norm_shift

    @property
    def state_size(self) -> Any:
        size = super().state_size
        return size if self._state_is_tuple else sum(size)

    def _norm(self, inputs: tf.Tensor, scope: str) -> tf.Tensor:
        if not self._layer_norm:
            return inputs
        return normalise(inputs, scope, self._norm_gain, self._norm_shift)

    def call(self, inputs: tf.Tensor, state: Any) -> Any:
        """Steps; ValueError if the inputs' depth is not known."""
        units, outputs = self._num_units, self.output_size
        if self._state_is_tuple:
            c_prev, h_prev = state
        else:
            c_prev = tf.slice(state, [0, 0], [-1, units])
            h_prev = tf.slice(state, [0, units], [-1, outputs])
        dtype, depth = inputs.dtype, input_depth(inputs.shape)
        kernel = _sharded("W", [depth + outputs, 3 * units], dtype, self._num_unit_shards)
        bias = tf.get_variable(
            "B", shape=[3 * units], initializer=tf.zeros_initializer(), dtype=dtype
        )
        sums = tf.matmul(tf.concat([inputs, h_prev], 1), kernel)
        if not self._layer_norm:
            sums = tf.nn.bias_add(sums, bias)
        gates = tf.split(sums, 3, axis=1)
        names = ("transform", "forget", "output")
        j, f, o = [self._norm(gate, name) for gate, name in zip(gates, names)]
        f += self._forget_bias
        if self._use_peepholes:
            f_peephole = tf.get_variable("W_F_diag", shape=[units], dtype=dtype)
            o_peephole = tf.get_variable("W_O_diag", shape=[units], dtype=dtype)
            f += f_peephole * c_prev
        f = tf.sigmoid(f)
        c = self._norm(f * c_prev + (1 - f) * self._activation(j), "state")
        if self._use_peepholes:
            o += o_peephole * c
        h = tf.sigmoid(o) * self._activation(c)
        if self._num_proj is not None:
            projection = _sharded("W_P", [units, self._num_proj], dtype, self._num_proj_shards)
            h = tf.matmul(h, projection)
            if self._proj_clip is not None:
                h = tf.clip_by_value(h, -self._proj_clip, self._proj_clip)
        return h, LSTMStateTuple(c, h) if self._state_is_tuple else tf.concat([c, h], 1)
