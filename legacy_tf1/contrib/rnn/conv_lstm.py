"""Step an LSTM whose maps are convolutions.

Answers to `ConvLSTMCell` and its one, two and three dimensional forms of
`tf.contrib.rnn` in TensorFlow 1.15.5; Shi and others, "Convolutional LSTM Network",
2015, arXiv 1506.04214.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.contrib.rnn.cells import LSTMStateTuple, RNNCell

__all__ = ["Conv1DLSTMCell", "Conv2DLSTMCell", "Conv3DLSTMCell", "ConvLSTMCell"]


def _convolve(args: Any, kernel_shape: list[int], channels: int, use_bias: bool) -> tf.Tensor:
    shapes = [arg.shape.as_list() for arg in args]
    rank = len(shapes[0])
    if any(len(shape) not in (3, 4, 5) or len(shape) != rank for shape in shapes):
        raise ValueError(
            f"inputs and state must have one rank, of 3, 4 and 5; their shapes are {shapes}"
        )
    dtype, depth = args[0].dtype, sum(shape[-1] for shape in shapes)
    kernel = tf.get_variable("kernel", [*kernel_shape, depth, channels], dtype=dtype)
    operation = {3: tf.nn.conv1d, 4: tf.nn.conv2d, 5: tf.nn.conv3d}[rank]
    strides = 1 if rank == 3 else [1] * rank
    sums = operation(tf.concat(args, rank - 1), kernel, strides, padding="SAME")
    if not use_bias:
        return sums
    zeros = tf.constant_initializer(0.0, dtype=dtype)
    return sums + tf.get_variable("biases", [channels], dtype=dtype, initializer=zeros)


class ConvLSTMCell(RNNCell):
    """An LSTM on images: `kernel [*kernel_shape, channels + output_channels, 4 * output_channels]`.

    Gates stand in the order i, j, f, o. The bias is named `biases`.
    """

    def __init__(
        self,
        conv_ndims: int,
        input_shape: Any,
        output_channels: int,
        kernel_shape: Any,
        use_bias: bool = True,
        skip_connection: bool = False,
        forget_bias: float = 1.0,
        initializers: Any = None,
        name: str = "conv_lstm_cell",
    ) -> None:
        """Makes a cell.

        Args:
          conv_ndims: 1, 2 or 3.
          input_shape: a list, of one image: its sizes, and its channels.
          output_channels: of the output.
          kernel_shape: a size for each dimension.
          use_bias: whether to add a bias.
          skip_connection: whether the inputs are appended to the output. As in 1.15.5,
            the state's output then has them too, so that only one step is possible.
          forget_bias: what is added to the forget gate's sum, beside the bias.
          initializers: not used.
          name: of the scope.

        Raises:
          ValueError: if `input_shape` has not `conv_ndims + 1` sizes.
        """
        super().__init__(name=name)
        if conv_ndims != len(input_shape) - 1:
            raise ValueError(
                f"input_shape must have {conv_ndims + 1} sizes, received: {input_shape}"
            )
        self._conv_ndims = conv_ndims
        self._sizes = tf.TensorShape(input_shape[:-1])
        self._output_channels = output_channels
        self._kernel_shape = list(kernel_shape)
        self._use_bias = use_bias
        self._forget_bias = forget_bias
        self._skip_connection = skip_connection
        self._total_output_channels = output_channels + (input_shape[-1] if skip_connection else 0)

    @property
    def output_size(self) -> Any:
        return self._sizes.concatenate(self._total_output_channels)

    @property
    def state_size(self) -> Any:
        size = self._sizes.concatenate(self._output_channels)
        return LSTMStateTuple(size, size)

    def call(self, inputs: tf.Tensor, state: Any, scope: Any = None) -> Any:
        """Steps on `[batch, *sizes, channels]` and a state `(c, h)`."""
        c, h = state
        sums = _convolve([inputs, h], self._kernel_shape, 4 * self._output_channels, self._use_bias)
        i, j, f, o = tf.split(sums, 4, axis=self._conv_ndims + 1)
        c = tf.sigmoid(f + self._forget_bias) * c + tf.sigmoid(i) * tf.tanh(j)
        h = tf.tanh(c) * tf.sigmoid(o)
        if self._skip_connection:
            h = tf.concat([h, inputs], axis=-1)
        return h, LSTMStateTuple(c, h)


class Conv1DLSTMCell(ConvLSTMCell):
    """A `ConvLSTMCell` on `[batch, size, channels]`."""

    def __init__(self, name: str = "conv_1d_lstm_cell", **kwargs: Any) -> None:
        super().__init__(conv_ndims=1, name=name, **kwargs)


class Conv2DLSTMCell(ConvLSTMCell):
    """A `ConvLSTMCell` on `[batch, height, width, channels]`."""

    def __init__(self, name: str = "conv_2d_lstm_cell", **kwargs: Any) -> None:
        super().__init__(conv_ndims=2, name=name, **kwargs)


class Conv3DLSTMCell(ConvLSTMCell):
    """A `ConvLSTMCell` on `[batch, depth, height, width, channels]`."""

    def __init__(self, name: str = "conv_3d_lstm_cell", **kwargs: Any) -> None:
        super().__init__(conv_ndims=3, name=name, **kwargs)
