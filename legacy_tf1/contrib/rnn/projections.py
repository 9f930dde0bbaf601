"""Wrap a cell so that its inputs are embedded or projected, or its outputs projected.

Answers to `tf.contrib.rnn.python.ops.core_rnn_cell` of TensorFlow 1.15.5.
"""

from __future__ import annotations

import math
from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.contrib.rnn.cells import Linear, Wrapper
from legacy_tf1.seq2seq.rnn_cell import assert_like_rnncell

__all__ = ["EmbeddingWrapper", "InputProjectionWrapper", "OutputProjectionWrapper"]


class EmbeddingWrapper(Wrapper):
    """Feeds a cell with the embeddings of integer ids.

    Variable: `embedding [embedding_classes, embedding_size]` of the state's dtype.
    """

    def __init__(
        self,
        cell: Any,
        embedding_classes: int,
        embedding_size: int,
        initializer: Any = None,
        reuse: Any = None,
    ) -> None:
        """Wraps a cell.

        Args:
          cell: the RNN cell.
          embedding_classes: how many ids there are.
          embedding_size: the depth of each one's vector.
          initializer: of the embedding; by default the scope's, or else uniform with
            variance 1.
          reuse: whether to reuse variables.

        Raises:
          TypeError: if `cell` is no RNN cell.
          ValueError: if there are no classes, or no depth.
        """
        super().__init__(_reuse=reuse)
        assert_like_rnncell("cell", cell)
        if embedding_classes <= 0 or embedding_size <= 0:
            raise ValueError(
                "embedding_classes and embedding_size must be positive, "
                f"received: {embedding_classes} and {embedding_size}"
            )
        self._cell = cell
        self._embedding_classes = embedding_classes
        self._embedding_size = embedding_size
        self._initializer = initializer

    def call(self, inputs: Any, state: Any) -> Any:
        """Steps the cell on the embeddings of ids `[batch]` or `[batch, 1]`."""
        with tf.device("/cpu:0"):
            initializer = self._initializer or tf.get_variable_scope().initializer
            if not initializer:
                bound = math.sqrt(3)
                initializer = tf.initializers.random_uniform(-bound, bound)
            embedding = tf.get_variable(
                "embedding",
                [self._embedding_classes, self._embedding_size],
                initializer=initializer,
                dtype=(state[0] if isinstance(state, tuple) else state).dtype,
            )
            embedded = tf.nn.embedding_lookup(embedding, tf.reshape(inputs, [-1]))
            return self._cell(embedded, state)


class InputProjectionWrapper(Wrapper):
    """Feeds a cell with a linear map of the inputs: `kernel [depth, num_proj]`, `bias`."""

    def __init__(
        self,
        cell: Any,
        num_proj: int,
        activation: Any = None,
        input_size: Any = None,
        reuse: Any = None,
    ) -> None:
        """Wraps a cell.

        Args:
          cell: the RNN cell.
          num_proj: the depth of what it is fed.
          activation: optional, of the projection.
          input_size: not used any more.
          reuse: whether to reuse variables.

        Raises:
          TypeError: if `cell` is no RNN cell.
        """
        super().__init__(_reuse=reuse)
        if input_size is not None:
            tf.logging.warn("%s: input_size is not used", self)
        assert_like_rnncell("cell", cell)
        self._cell = cell
        self._num_proj = num_proj
        self._activation = activation
        self._linear: Any = None

    def call(self, inputs: tf.Tensor, state: Any) -> Any:
        """Steps the cell on projected inputs `[batch, depth]`."""
        if self._linear is None:
            self._linear = Linear(inputs, self._num_proj, True)
        projected = self._linear(inputs)
        if self._activation:
            projected = self._activation(projected)
        return self._cell(projected, state)


class OutputProjectionWrapper(Wrapper):
    """Maps a cell's output linearly: `kernel [cell output, output_size]`, `bias`."""

    def __init__(
        self, cell: Any, output_size: int, activation: Any = None, reuse: Any = None
    ) -> None:
        """Wraps a cell.

        Args:
          cell: the RNN cell.
          output_size: the depth of the output.
          activation: optional, of the projection.
          reuse: whether to reuse variables.

        Raises:
          TypeError: if `cell` is no RNN cell.
          ValueError: if `output_size` is not positive.
        """
        super().__init__(_reuse=reuse)
        assert_like_rnncell("cell", cell)
        if output_size < 1:
            raise ValueError(f"output_size must be positive, received: {output_size}")
        self._cell = cell
        self._output_size = output_size
        self._activation = activation
        self._linear: Any = None

    @property
    def output_size(self) -> Any:
        return self._output_size

    def call(self, inputs: Any, state: Any) -> Any:
        """Steps the cell; returns `[batch, output_size]` and the cell's next state."""
        output, next_state = self._cell(inputs, state)
        if self._linear is None:
            self._linear = Linear(output, self._output_size, True)
        projected = self._linear(output)
        if self._activation:
            projected = self._activation(projected)
        return projected, next_state
