"""Step an LSTM or a GRU by one fused operation.

Answers to `tf.contrib.rnn.python.ops.{lstm_ops,gru_ops}` of TensorFlow 1.15.5. The
operations are still in TensorFlow 2, their gradients are not: importing this module
registers them. Float16 (LSTM) and float32 alone.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.contrib.rnn.cells import (
    CellAndOutput,
    LayerRNNCell,
    LSTMStateTuple,
    Stateful,
    add_vector,
    input_depth,
    known,
)

__all__ = ["GRUBlockCell", "GRUBlockCellV2", "LSTMBlockCell"]


def _lstm_gradient(op: Any, *gradients: Any) -> Any:
    """Returns the gradients of `LSTMBlockCell`'s `x, cs_prev, h_prev, w, wci, wcf, wco, b`."""
    names = ("x", "cs_prev", "h_prev", "w", "wci", "wcf", "wco", "b")
    inputs = dict(zip(names, op.inputs))
    outputs = dict(zip(("i", "cs", "f", "o", "ci", "co"), op.outputs))
    x, h_prev = inputs["x"], inputs["h_prev"]
    depth = known(x.shape.with_rank(2)[1], f"the depth of inputs {x.shape}")
    c_prev_gradient, gates, wci, wcf, wco = tf.raw_ops.LSTMBlockCellGrad(
        **inputs,
        **outputs,
        cs_grad=gradients[1],
        h_grad=gradients[6],
        use_peephole=op.get_attr("use_peephole"),
    )
    xh_gradient = tf.matmul(gates, inputs["w"], transpose_b=True)
    kernel = tf.matmul(tf.concat([x, h_prev], 1), gates, transpose_a=True)
    bias = tf.raw_ops.BiasAddGrad(out_backprop=gates)
    x_gradient, h_prev_gradient = xh_gradient[:, :depth], xh_gradient[:, depth:]
    return x_gradient, c_prev_gradient, h_prev_gradient, kernel, wci, wcf, wco, bias


def _gru_gradient(op: Any, *gradients: Any) -> Any:
    """Returns the gradients of `GRUBlockCell`'s `x, h_prev, w_ru, w_c, b_ru, b_c`."""
    inputs = dict(zip(("x", "h_prev", "w_ru", "w_c", "b_ru", "b_c"), op.inputs))
    r, u, c, _ = op.outputs
    x, h_prev = inputs["x"], inputs["h_prev"]
    x_gradient, h_prev_gradient, candidate, gates = tf.raw_ops.GRUBlockCellGrad(
        **inputs, r=r, u=u, c=c, d_h=gradients[3]
    )
    return (
        x_gradient,
        h_prev_gradient,
        tf.matmul(tf.concat([x, h_prev], 1), gates, transpose_a=True),
        tf.matmul(tf.concat([x, h_prev * r], 1), candidate, transpose_a=True),
        tf.raw_ops.BiasAddGrad(out_backprop=gates),
        tf.raw_ops.BiasAddGrad(out_backprop=candidate),
    )


for _name, _gradient in (("LSTMBlockCell", _lstm_gradient), ("GRUBlockCell", _gru_gradient)):
    try:
        tf.RegisterGradient(_name)(_gradient)
    except KeyError:  # somebody else has registered one
        pass


class LSTMBlockCell(CellAndOutput, LayerRNNCell):
    """An LSTM with optional peepholes: `kernel [depth + num_units, 4 * num_units]`, `bias`.

    Gates stand in the order i, j, f, o. Peepholes are `w_i_diag`, `w_f_diag` and
    `w_o_diag [num_units]`. Names are those of `LSTMCell`.
    """

    def __init__(
        self,
        num_units: int,
        forget_bias: float = 1.0,
        cell_clip: Any = None,
        use_peephole: bool = False,
        dtype: Any = None,
        reuse: Any = None,
        name: str = "lstm_cell",
    ) -> None:
        """Makes a cell.

        Args:
          num_units: the depth of the output.
          forget_bias: what is added to the forget gate's sum, beside the bias.
          cell_clip: if given, the largest magnitude of the cell state.
          use_peephole: whether the gates see the cell state.
          dtype: of the variables; by default that of the inputs.
          reuse: whether to reuse variables.
          name: of the scope.
        """
        super().__init__(_reuse=reuse, dtype=dtype, name=name)
        self._num_units = num_units
        self._forget_bias = forget_bias
        self._use_peephole = use_peephole
        self._cell_clip = cell_clip if cell_clip is not None else -1
        self.input_spec = tf.layers.InputSpec(ndim=2)

    def build(self, inputs_shape: Any) -> None:
        """Makes the variables; ValueError if the inputs' depth is not known."""
        depth, units = input_depth(inputs_shape), self._num_units
        if not depth:
            raise ValueError(f"inputs must have a depth, received the shape {inputs_shape}")
        self._kernel = self.add_weight("kernel", [depth + units, units * 4])
        self._bias = add_vector(self, "bias", units * 4, tf.constant_initializer(0.0))
        if self._use_peephole:
            self._w_i_diag = add_vector(self, "w_i_diag", units)
            self._w_f_diag = add_vector(self, "w_f_diag", units)
            self._w_o_diag = add_vector(self, "w_o_diag", units)
        self.built = True

    def call(self, inputs: tf.Tensor, state: Any) -> Any:
        """Steps; ValueError if the state has not two parts."""
        if len(state) != 2:
            raise ValueError(f"the state must be a pair (c, h), received: {state}")
        c_prev, h_prev = state
        if self._use_peephole:
            wci, wcf, wco = self._w_i_diag, self._w_f_diag, self._w_o_diag
        else:
            wci = wcf = wco = tf.zeros([self._num_units], dtype=self.dtype)
        _, c, _, _, _, _, h = tf.raw_ops.LSTMBlockCell(
            x=inputs,
            cs_prev=c_prev,
            h_prev=h_prev,
            w=self._kernel,
            wci=wci,
            wcf=wcf,
            wco=wco,
            b=self._bias,
            forget_bias=self._forget_bias,
            cell_clip=self._cell_clip,
            use_peephole=self._use_peephole,
        )
        return h, LSTMStateTuple(c, h)


class GRUBlockCell(Stateful, LayerRNNCell):
    """A GRU: `w_ru [depth + units, 2 * units]`, `b_ru`, `w_c [depth + units, units]`, `b_c`."""

    _NAMES = ("w_ru", "b_ru", "w_c", "b_c")

    def __init__(
        self,
        num_units: Any = None,
        cell_size: Any = None,
        reuse: Any = None,
        name: str = "gru_cell",
    ) -> None:
        """Makes a cell.

        Args:
          num_units: the depth of the output.
          cell_size: its name of old.
          reuse: whether to reuse variables.
          name: of the scope.

        Raises:
          ValueError: if both or neither of `num_units` and `cell_size` are given.
        """
        super().__init__(_reuse=reuse, name=name)
        if (cell_size is None) == (num_units is None):
            raise ValueError(
                "give either num_units or cell_size, "
                f"received num_units={num_units} and cell_size={cell_size}"
            )
        self._num_units = cell_size if num_units is None else num_units
        self.input_spec = tf.layers.InputSpec(ndim=2)

    def build(self, input_shape: Any) -> None:
        """Makes the variables; ValueError if the inputs' depth is not known."""
        depth, units = input_depth(input_shape) + self._num_units, self._num_units
        gates, gates_bias, candidate, candidate_bias = self._NAMES
        self._gate_kernel = self.add_weight(gates, [depth, units * 2])
        self._gate_bias = add_vector(self, gates_bias, units * 2, tf.constant_initializer(1.0))
        self._candidate_kernel = self.add_weight(candidate, [depth, units])
        self._candidate_bias = add_vector(self, candidate_bias, units, tf.constant_initializer(0.0))
        self.built = True

    def call(self, inputs: tf.Tensor, h_prev: tf.Tensor) -> Any:
        """Steps; ValueError if the state has another depth."""
        if h_prev.shape.with_rank(2)[1] != self._num_units:
            raise ValueError(
                f"the state must be [batch, {self._num_units}], its shape is {h_prev.shape}"
            )
        _, _, _, h = tf.raw_ops.GRUBlockCell(
            x=inputs,
            h_prev=h_prev,
            w_ru=self._gate_kernel,
            w_c=self._candidate_kernel,
            b_ru=self._gate_bias,
            b_c=self._candidate_bias,
        )
        return h, h


class GRUBlockCellV2(GRUBlockCell):
    """A GRU whose variables are named as `GRUCell`'s: `gates/kernel`, `candidate/bias`, ..."""

    _NAMES = ("gates/kernel", "gates/bias", "candidate/kernel", "candidate/bias")

    def build(self, input_shape: Any) -> None:
        """Makes the variables; ValueError if the inputs' depth is not known."""
        super().build(input_shape)
