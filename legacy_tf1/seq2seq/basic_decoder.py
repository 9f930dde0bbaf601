"""Decode by one RNN cell and a helper that samples and feeds.

Answers to `tf.contrib.seq2seq.python.ops.basic_decoder` of TensorFlow 1.15.5.
"""

from __future__ import annotations

import collections
from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq import decoder
from legacy_tf1.seq2seq.helper import Helper
from legacy_tf1.seq2seq.rnn_cell import assert_like_rnncell

__all__ = ["BasicDecoder", "BasicDecoderOutput"]


class BasicDecoderOutput(collections.namedtuple("BasicDecoderOutput", ("rnn_output", "sample_id"))):
    """`rnn_output [batch, time, depth]` and `sample_id [batch, time]`."""


class BasicDecoder(decoder.Decoder):
    """Steps a cell, optionally projects its output, and samples by a helper."""

    def __init__(
        self, cell: Any, helper: Helper, initial_state: Any, output_layer: Any = None
    ) -> None:
        """Puts a decoder together.

        Args:
          cell: an RNN cell.
          helper: a `Helper`.
          initial_state: the cell's state before the first step.
          output_layer: optional `tf.layers.Layer` on the cell's output.

        Raises:
          TypeError: for an argument of the wrong kind.
        """
        assert_like_rnncell("cell", cell)
        if not isinstance(helper, Helper):
            raise TypeError(f"helper must be a Helper, received: {type(helper)}")
        if output_layer is not None and not isinstance(output_layer, tf.layers.Layer):
            raise TypeError(f"output_layer must be a Layer, received: {type(output_layer)}")
        self._cell = cell
        self._helper = helper
        self._initial_state = initial_state
        self._output_layer = output_layer

    @property
    def batch_size(self) -> Any:
        return self._helper.batch_size

    def _rnn_output_size(self) -> Any:
        size = self._cell.output_size
        layer = self._output_layer
        if layer is None:
            return size
        # A layer tells its output's shape only for an input's shape with a batch.
        batched = tf.nest.map_structure(lambda s: tf.TensorShape([None]).concatenate(s), size)
        return tf.nest.map_structure(lambda s: s[1:], layer.compute_output_shape(batched))

    @property
    def output_size(self) -> BasicDecoderOutput:
        return BasicDecoderOutput(self._rnn_output_size(), self._helper.sample_ids_shape)

    @property
    def output_dtype(self) -> BasicDecoderOutput:
        """The dtype of the state's first tensor, and that of the sampled ids."""
        dtype = tf.nest.flatten(self._initial_state)[0].dtype
        return BasicDecoderOutput(
            tf.nest.map_structure(lambda _: dtype, self._rnn_output_size()),
            self._helper.sample_ids_dtype,
        )

    def initialize(self, name: str | None = None) -> Any:
        return (*self._helper.initialize(), self._initial_state)

    def step(self, time: Any, inputs: Any, state: Any, name: str | None = None) -> Any:
        with tf.name_scope(name, "BasicDecoderStep", (time, inputs, state)):
            outputs, cell_state = self._cell(inputs, state)
            if self._output_layer is not None:
                outputs = self._output_layer(outputs)
            sample_ids = self._helper.sample(time=time, outputs=outputs, state=cell_state)
            finished, next_inputs, next_state = self._helper.next_inputs(
                time=time, outputs=outputs, state=cell_state, sample_ids=sample_ids
            )
        return BasicDecoderOutput(outputs, sample_ids), next_state, next_inputs, finished
