"""Decode lists of symbols by their embeddings, without attention.

Answers to `tf.contrib.legacy_seq2seq` of TensorFlow 1.15.5. Sequences are lists of
int32 `[batch]`, one per step.
"""

from __future__ import annotations

import copy
from typing import Any, Callable

import tensorflow.compat.v1 as tf

from legacy_tf1.contrib.legacy_seq2seq.plain import (
    extract_argmax_and_embed,
    rnn_decoder,
    tied_rnn_seq2seq,
)
from legacy_tf1.contrib.rnn.projections import EmbeddingWrapper, OutputProjectionWrapper

__all__ = ["embedding_rnn_decoder", "embedding_rnn_seq2seq", "embedding_tied_rnn_seq2seq"]


def check_projection(output_projection: Any, num_symbols: int, dtype: Any) -> None:
    """Raises ValueError unless weights `[any, symbols]` and biases `[symbols]` are given."""
    for tensor, shape in zip(output_projection, ([None, num_symbols], [num_symbols])):
        tensor = tf.convert_to_tensor(tensor, dtype=dtype)
        tensor.shape.assert_is_compatible_with(shape)


def decode_either_way(
    feed_previous: tf.Tensor, steps: int, state: Any, decode: Callable[[bool], Any]
) -> tuple[list[tf.Tensor], Any]:
    """Decodes with or without feeding back, which a tensor tells while running.

    Args:
      feed_previous: boolean scalar.
      steps: how many outputs there are.
      state: any state of the cell, for its structure.
      decode: whether to feed back `-> (outputs, state)`. Both ways have the same variables.
    """

    def flat(feed_back: bool) -> list[tf.Tensor]:
        reuse = None if feed_back else True
        with tf.variable_scope(tf.get_variable_scope(), reuse=reuse):
            outputs, last = decode(feed_back)
        return [*outputs, *tf.nest.flatten(last)]

    found = tf.cond(feed_previous, lambda: flat(True), lambda: flat(False))
    last = found[steps:]
    return found[:steps], tf.nest.pack_sequence_as(state, last)


def embedding_rnn_decoder(
    decoder_inputs: Any,
    initial_state: Any,
    cell: Any,
    num_symbols: int,
    embedding_size: int,
    output_projection: Any = None,
    feed_previous: bool = False,
    update_embedding_for_previous: bool = True,
    scope: Any = None,
) -> tuple[list[tf.Tensor], Any]:
    """Decodes symbols; their embeddings are the variable `embedding`.

    Args:
      decoder_inputs: a list of integers `[batch]`.
      initial_state: the cell's.
      cell: the RNN cell.
      num_symbols: how many symbols there are.
      embedding_size: the depth of each one's vector.
      output_projection: optional pair of weights `[output, symbols]` and biases
        `[symbols]`, for what is fed back.
      feed_previous: whether each step but the first is fed the best symbol of the last.
      update_embedding_for_previous: whether gradients reach the embedding that way.
      scope: the variable scope; by default `embedding_rnn_decoder`.

    Returns:
      A list of outputs `[batch, output size]`, and the last state.

    Raises:
      ValueError: if `output_projection` has other shapes.
    """
    with tf.variable_scope(scope or "embedding_rnn_decoder") as opened:
        if output_projection is not None:
            check_projection(output_projection, num_symbols, opened.dtype)
        embedding = tf.get_variable("embedding", [num_symbols, embedding_size])
        loop_function = None
        if feed_previous:
            loop_function = extract_argmax_and_embed(
                embedding, output_projection, update_embedding_for_previous
            )
        # A generator: an embedding is looked up within the decoder's scope.
        embedded = (tf.nn.embedding_lookup(embedding, ids) for ids in decoder_inputs)
        return rnn_decoder(embedded, initial_state, cell, loop_function=loop_function)


def embedding_rnn_seq2seq(
    encoder_inputs: Any,
    decoder_inputs: Any,
    cell: Any,
    num_encoder_symbols: int,
    num_decoder_symbols: int,
    embedding_size: int,
    output_projection: Any = None,
    feed_previous: Any = False,
    dtype: Any = None,
    scope: Any = None,
) -> tuple[list[tf.Tensor], Any]:
    """Encodes symbols by a copy of a cell, and decodes from its last state.

    Args:
      encoder_inputs: a list of int32 `[batch]`.
      decoder_inputs: the same, for the decoder.
      cell: the RNN cell.
      num_encoder_symbols: how many symbols the encoder knows.
      num_decoder_symbols: how many the decoder knows.
      embedding_size: the depth of both embeddings.
      output_projection: as in `embedding_rnn_decoder`; by default the cell's output is
        projected to the symbols.
      feed_previous: a boolean, or a boolean scalar tensor.
      dtype: of the variables; by default the scope's.
      scope: the variable scope; by default `embedding_rnn_seq2seq`.

    Returns:
      A list of outputs `[batch, symbols]`, or `[batch, output size]` if an
      `output_projection` is given, and the last state.
    """
    with tf.variable_scope(scope or "embedding_rnn_seq2seq") as opened:
        if dtype is None:
            dtype = opened.dtype
        else:
            opened.set_dtype(dtype)
        encoder_cell = EmbeddingWrapper(copy.deepcopy(cell), num_encoder_symbols, embedding_size)
        _, encoder_state = tf.nn.static_rnn(encoder_cell, encoder_inputs, dtype=dtype)
        if output_projection is None:
            cell = OutputProjectionWrapper(cell, num_decoder_symbols)

        def decode(feed_back: bool, update: bool) -> Any:
            return embedding_rnn_decoder(
                decoder_inputs,
                encoder_state,
                cell,
                num_decoder_symbols,
                embedding_size,
                output_projection=output_projection,
                feed_previous=feed_back,
                update_embedding_for_previous=update,
            )

        if isinstance(feed_previous, bool):
            return decode(feed_previous, True)
        return decode_either_way(
            feed_previous,
            len(decoder_inputs),
            encoder_state,
            lambda feed_back: decode(feed_back, False),
        )


def embedding_tied_rnn_seq2seq(
    encoder_inputs: Any,
    decoder_inputs: Any,
    cell: Any,
    num_symbols: int,
    embedding_size: int,
    num_decoder_symbols: Any = None,
    output_projection: Any = None,
    feed_previous: Any = False,
    dtype: Any = None,
    scope: Any = None,
) -> tuple[list[tf.Tensor], Any]:
    """Encodes and decodes by one cell and one embedding.

    Args:
      encoder_inputs: a list of int32 `[batch]`.
      decoder_inputs: the same, for the decoder.
      cell: the RNN cell.
      num_symbols: how many symbols both know.
      embedding_size: the depth of the embedding.
      num_decoder_symbols: how many symbols the output has, if not as many.
      output_projection: as in `embedding_rnn_decoder`.
      feed_previous: a boolean, or a boolean scalar tensor.
      dtype: of the variables; by default the scope's.
      scope: the variable scope; by default `embedding_tied_rnn_seq2seq`.

    Returns:
      A list of outputs `[batch, symbols]`, or `[batch, output size]` if an
      `output_projection` is given, and the last state.

    Raises:
      ValueError: if `output_projection` has other shapes.
    """
    with tf.variable_scope(scope or "embedding_tied_rnn_seq2seq", dtype=dtype) as opened:
        dtype = opened.dtype
        if output_projection is not None:
            check_projection(output_projection, num_symbols, dtype)
        embedding = tf.get_variable("embedding", [num_symbols, embedding_size], dtype=dtype)
        encoder_embedded = [tf.nn.embedding_lookup(embedding, ids) for ids in encoder_inputs]
        decoder_embedded = [tf.nn.embedding_lookup(embedding, ids) for ids in decoder_inputs]
        if output_projection is None:
            outputs = num_symbols if num_decoder_symbols is None else num_decoder_symbols
            cell = OutputProjectionWrapper(cell, outputs)

        def decode(feed_back: bool, update: bool) -> Any:
            loop_function = None
            if feed_back:
                loop_function = extract_argmax_and_embed(embedding, output_projection, update)
            return tied_rnn_seq2seq(
                encoder_embedded,
                decoder_embedded,
                cell,
                loop_function=loop_function,
                dtype=dtype,
            )

        if isinstance(feed_previous, bool):
            return decode(feed_previous, True)
        return decode_either_way(
            feed_previous,
            len(decoder_inputs),
            cell.state_size,
            lambda feed_back: decode(feed_back, False),
        )
