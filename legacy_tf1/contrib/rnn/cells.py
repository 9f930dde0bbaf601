"""Give contrib's cells what they have in common: their bases, their sizes, one linear map.

Answers to `tf.contrib.rnn.python.ops.core_rnn_cell` of TensorFlow 1.15.5.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

RNNCell: Any = tf.nn.rnn_cell.RNNCell
LSTMStateTuple: Any = tf.nn.rnn_cell.LSTMStateTuple
# Cells that make their variables in `build`; TensorFlow 2 does not export their base.
LayerRNNCell: Any = tf.nn.rnn_cell.BasicRNNCell.__bases__[0]


def known(size: Any, what: str) -> int:
    """Returns a static dimension.

    Raises:
      ValueError: naming `what`, if it is not known before the graph runs.
    """
    size = getattr(size, "value", size)
    if size is None:
        raise ValueError(f"{what} must be known when the graph is built, but it is None")
    return int(size)


def input_depth(inputs_shape: Any) -> int:
    """Returns the depth of an inputs' shape `[batch, depth]`; ValueError if it is unknown."""
    shape = tf.TensorShape(inputs_shape).with_rank(2)
    return known(shape[1], f"the depth of inputs of shape {shape}")


class Stateful:
    """A cell whose state `[batch, num_units]` is its output, or of its output's size."""

    _num_units: int

    @property
    def state_size(self) -> Any:
        return self._num_units

    @property
    def output_size(self) -> Any:
        return self._num_units


class CellAndOutput:
    """A cell whose state is an `LSTMStateTuple`: `c [batch, num_units]`, `h` like the output."""

    _num_units: int
    _num_proj: int | None = None

    @property
    def state_size(self) -> Any:
        return LSTMStateTuple(self._num_units, self.output_size)

    @property
    def output_size(self) -> Any:
        return self._num_proj or self._num_units


class Wrapper(RNNCell):
    """A cell with the state, and by default the output, of the cell inside it."""

    _cell: Any

    @property
    def state_size(self) -> Any:
        return self._cell.state_size

    @property
    def output_size(self) -> Any:
        return self._cell.output_size

    def zero_state(self, batch_size: Any, dtype: Any) -> Any:
        """Returns the inner cell's zeros for `batch_size` rows."""
        with tf.name_scope(type(self).__name__ + "ZeroState", values=[batch_size]):
            return self._cell.zero_state(batch_size, dtype)


class Linear:
    """Multiplies `[batch, depth]` tensors, joined along their depths, by one kernel.

    Variables: `kernel [sum of depths, output_size]` and `bias [output_size]`, in the
    scope where this is made.
    """

    def __init__(
        self,
        args: Any,
        output_size: Any,
        build_bias: bool,
        bias_initializer: Any = None,
        kernel_initializer: Any = None,
    ) -> None:
        """Makes the variables.

        Args:
          args: a tensor or a list of tensors, for their depths and the first one's dtype.
          output_size: the depth of the result.
          build_bias: whether to add a bias.
          bias_initializer: by default zeros.
          kernel_initializer: by default that of the scope.

        Raises:
          ValueError: if `args` is missing or empty, or a tensor has not rank 2 or no
            known depth.
        """
        if args is None or (tf.nest.is_nested(args) and not args):
            raise ValueError(f"args must be at least one tensor to multiply, received: {args}")
        self._several = tf.nest.is_nested(args)
        args = args if self._several else [args]
        shapes = [arg.shape for arg in args]
        if any(shape.rank != 2 for shape in shapes):
            raise ValueError(f"args must have the rank 2, [batch, depth]; their shapes: {shapes}")
        depth = sum(
            known(shape[1], f"the depth of an argument of shape {shape}") for shape in shapes
        )
        dtype = args[0].dtype
        with tf.variable_scope(tf.get_variable_scope()) as outer:
            self._kernel = tf.get_variable(
                "kernel", [depth, output_size], dtype=dtype, initializer=kernel_initializer
            )
            self._bias = None
            if build_bias:
                with tf.variable_scope(outer) as inner:
                    inner.set_partitioner(None)
                    self._bias = tf.get_variable(
                        "bias",
                        [output_size],
                        dtype=dtype,
                        initializer=bias_initializer or tf.constant_initializer(0.0, dtype=dtype),
                    )

    def __call__(self, args: Any) -> tf.Tensor:
        """Returns `[batch, output_size]` of tensors like those this was made for."""
        args = args if self._several else [args]
        product = tf.matmul(args[0] if len(args) == 1 else tf.concat(args, 1), self._kernel)
        return product if self._bias is None else tf.nn.bias_add(product, self._bias)


def add_vector(layer: Any, name: str, size: int, initializer: Any = None) -> Any:
    """Adds a weight `[size]` to a layer."""
    return layer.add_weight(name, [size], initializer=initializer)
