"""Let a cell attend to its own last outputs.

Answers to `AttentionCellWrapper` of `tf.contrib.rnn` in TensorFlow 1.15.5; Bahdanau,
Cho, Bengio, 2015, arXiv 1409.0473, on a memory that moves along.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.contrib.rnn.cells import Linear, RNNCell
from legacy_tf1.seq2seq.rnn_cell import assert_like_rnncell

__all__ = ["AttentionCellWrapper"]


class AttentionCellWrapper(RNNCell):
    """Attends to the last `attn_length` outputs.

    Variables: `kernel [depth + attn_size, depth]` and `bias` of the input's map,
    `attention/attn_w [1, 1, attn_size, attn_vec_size]`, `attention/attn_v
    [attn_vec_size]`, `attention/kernel [state, attn_vec_size]` and `attention/bias` of
    the query's map, `attn_output_projection/kernel [cell output + attn_size, attn_size]`
    and `attn_output_projection/bias`.
    """

    def __init__(
        self,
        cell: Any,
        attn_length: int,
        attn_size: Any = None,
        attn_vec_size: Any = None,
        input_size: Any = None,
        state_is_tuple: bool = True,
        reuse: Any = None,
    ) -> None:
        """Wraps a cell.

        Args:
          cell: the RNN cell.
          attn_length: how many outputs to remember.
          attn_size: the depth of the output; by default the cell's.
          attn_vec_size: the depth in which query and memory meet; by default `attn_size`.
          input_size: the depth of what the cell is fed; by default that of the inputs.
          state_is_tuple: whether the state is `(cell state, attention, memory)`; if
            not, these are joined along their depths.
          reuse: whether to reuse variables.

        Raises:
          TypeError: if `cell` is no RNN cell.
          ValueError: if the cell's state is a tuple and this one's is not, or if
            `attn_length` is not positive.
        """
        super().__init__(_reuse=reuse)
        assert_like_rnncell("cell", cell)
        if tf.nest.is_nested(cell.state_size) and not state_is_tuple:
            raise ValueError(
                f"state_is_tuple must be true for a cell with the states {cell.state_size}"
            )
        if attn_length <= 0:
            raise ValueError(f"attn_length must be positive, received: {attn_length}")
        if not state_is_tuple:
            tf.logging.warn("%s: state_is_tuple=False is slower", self)
        self._cell = cell
        self._attn_length = attn_length
        self._attn_size = cell.output_size if attn_size is None else attn_size
        self._attn_vec_size = self._attn_size if attn_vec_size is None else attn_vec_size
        self._input_size = input_size
        self._state_is_tuple = state_is_tuple
        self._linear1: Any = None
        self._linear2: Any = None
        self._linear3: Any = None

    @property
    def state_size(self) -> Any:
        size = (self._cell.state_size, self._attn_size, self._attn_size * self._attn_length)
        return size if self._state_is_tuple else sum(size)

    @property
    def output_size(self) -> Any:
        return self._attn_size

    def _unpack(self, state: Any) -> Any:
        if self._state_is_tuple:
            return state
        begin, parts = 0, []
        for size in (
            self._cell.state_size,
            self._attn_size,
            self._attn_size * self._attn_length,
        ):
            parts.append(tf.slice(state, [0, begin], [-1, size]))
            begin += size
        return parts

    def call(self, inputs: tf.Tensor, state: Any) -> Any:
        """Steps the cell; returns `[batch, attn_size]` and the next state."""
        cell_state, attention, memory = self._unpack(state)
        memory = tf.reshape(memory, [-1, self._attn_length, self._attn_size])
        input_size = self._input_size
        if input_size is None:
            input_size = inputs.shape.as_list()[1]
        if self._linear1 is None:
            self._linear1 = Linear([inputs, attention], input_size, True)
        cell_output, cell_state = self._cell(self._linear1([inputs, attention]), cell_state)
        query = cell_state
        if self._state_is_tuple:
            query = tf.concat(tf.nest.flatten(cell_state), 1)
        attention, memory = self._attention(query, memory)
        with tf.variable_scope("attn_output_projection"):
            if self._linear2 is None:
                self._linear2 = Linear([cell_output, attention], self._attn_size, True)
            output = self._linear2([cell_output, attention])
        memory = tf.concat([memory, tf.expand_dims(output, 1)], 1)
        memory = tf.reshape(memory, [-1, self._attn_length * self._attn_size])
        next_state = (cell_state, attention, memory)
        return output, next_state if self._state_is_tuple else tf.concat(next_state, 1)

    def _attention(self, query: tf.Tensor, memory: tf.Tensor) -> Any:
        """Returns the context `[batch, attn_size]`, and the memory without its oldest row."""
        length, size, depth = self._attn_length, self._attn_size, self._attn_vec_size
        with tf.variable_scope("attention"):
            kernel = tf.get_variable("attn_w", [1, 1, size, depth])
            v = tf.get_variable("attn_v", [depth])
            values = tf.reshape(memory, [-1, length, 1, size])
            keys = tf.nn.conv2d(values, kernel, [1, 1, 1, 1], "SAME")
            if self._linear3 is None:
                self._linear3 = Linear(query, depth, True)
            processed = tf.reshape(self._linear3(query), [-1, 1, 1, depth])
            score = tf.reduce_sum(v * tf.tanh(keys + processed), [2, 3])
            alignments = tf.reshape(tf.nn.softmax(score), [-1, length, 1, 1])
            context = tf.reduce_sum(alignments * values, [1, 2])
            return tf.reshape(context, [-1, size]), tf.slice(memory, [0, 1, 0], [-1, -1, -1])
