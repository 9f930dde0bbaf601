"""Decode a list of inputs, step by step, without attention.

Answers to `tf.contrib.legacy_seq2seq` of TensorFlow 1.15.5; Sutskever, Vinyals, Le,
"Sequence to Sequence Learning with Neural Networks", 2014, arXiv 1409.3215. Sequences
are lists of `[batch, ...]`, one per step.
"""

from __future__ import annotations

import copy
from typing import Any, Callable

import tensorflow.compat.v1 as tf

__all__ = ["basic_rnn_seq2seq", "rnn_decoder", "tied_rnn_seq2seq"]


def extract_argmax_and_embed(
    embedding: Any, output_projection: Any = None, update_embedding: bool = True
) -> Callable[[tf.Tensor, int], tf.Tensor]:
    """Makes the loop function that feeds back the embedding of the best symbol.

    Args:
      embedding: `[symbols, depth]`.
      output_projection: optional pair of weights `[output, symbols]` and biases.
      update_embedding: whether gradients reach the embedding through what is fed back.
    """

    def loop_function(previous: tf.Tensor, _: int) -> tf.Tensor:
        if output_projection is not None:
            previous = tf.nn.xw_plus_b(previous, output_projection[0], output_projection[1])
        embedded = tf.nn.embedding_lookup(embedding, tf.argmax(previous, 1))
        return embedded if update_embedding else tf.stop_gradient(embedded)

    return loop_function


def fed_back(loop_function: Any, previous: Any, step: int, given: Any) -> Any:
    """Returns what a step is fed: what the loop function makes of the last output, or `given`."""
    if loop_function is None or previous is None:
        return given
    with tf.variable_scope("loop_function", reuse=True):
        return loop_function(previous, step)


def rnn_decoder(
    decoder_inputs: Any,
    initial_state: Any,
    cell: Any,
    loop_function: Any = None,
    scope: Any = None,
) -> tuple[list[tf.Tensor], Any]:
    """Decodes.

    Args:
      decoder_inputs: a list of `[batch, depth]`.
      initial_state: the cell's.
      cell: the RNN cell.
      loop_function: optional `(output, step) -> next input`, for every step but the first.
      scope: the variable scope; by default `rnn_decoder`.

    Returns:
      A list of outputs `[batch, output size]`, and the last state.
    """
    with tf.variable_scope(scope or "rnn_decoder"):
        state, outputs = initial_state, list[tf.Tensor]()
        for step, given in enumerate(decoder_inputs):
            inputs = fed_back(loop_function, outputs[-1] if outputs else None, step, given)
            if step > 0:
                tf.get_variable_scope().reuse_variables()
            output, state = cell(inputs, state)
            outputs.append(output)
    return outputs, state


def basic_rnn_seq2seq(
    encoder_inputs: Any,
    decoder_inputs: Any,
    cell: Any,
    dtype: Any = tf.float32,
    scope: Any = None,
) -> tuple[list[tf.Tensor], Any]:
    """Encodes by a copy of a cell, and decodes from its last state.

    Args:
      encoder_inputs: a list of `[batch, depth]`.
      decoder_inputs: the same, for the decoder.
      cell: the RNN cell.
      dtype: of the encoder's first state.
      scope: the variable scope; by default `basic_rnn_seq2seq`.

    Returns:
      A list of outputs `[batch, output size]`, and the last state.
    """
    with tf.variable_scope(scope or "basic_rnn_seq2seq"):
        _, state = tf.nn.static_rnn(copy.deepcopy(cell), encoder_inputs, dtype=dtype)
        return rnn_decoder(decoder_inputs, state, cell)


def tied_rnn_seq2seq(
    encoder_inputs: Any,
    decoder_inputs: Any,
    cell: Any,
    loop_function: Any = None,
    dtype: Any = tf.float32,
    scope: Any = None,
) -> tuple[list[tf.Tensor], Any]:
    """Encodes and decodes by one cell with the same weights.

    Args:
      encoder_inputs: a list of `[batch, depth]`.
      decoder_inputs: the same, for the decoder.
      cell: the RNN cell.
      loop_function: as in `rnn_decoder`.
      dtype: of the encoder's first state.
      scope: the variable scope within `combined_tied_rnn_seq2seq`; by default
        `tied_rnn_seq2seq`.

    Returns:
      A list of outputs `[batch, output size]`, and the last state.
    """
    with tf.variable_scope("combined_tied_rnn_seq2seq"):
        scope = scope or "tied_rnn_seq2seq"
        _, state = tf.nn.static_rnn(cell, encoder_inputs, dtype=dtype, scope=scope)
        tf.get_variable_scope().reuse_variables()
        return rnn_decoder(decoder_inputs, state, cell, loop_function=loop_function, scope=scope)
