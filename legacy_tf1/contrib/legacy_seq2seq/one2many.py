"""Decode one encoding into several sequences of symbols at once.

Answers to `one2many_rnn_seq2seq` of `tf.contrib.legacy_seq2seq` in TensorFlow 1.15.5;
Luong and others, "Multi-task Sequence to Sequence Learning", 2015, arXiv 1511.06114.
"""

from __future__ import annotations

import functools
from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.contrib.legacy_seq2seq.embedding import decode_either_way, embedding_rnn_decoder
from legacy_tf1.contrib.rnn.projections import EmbeddingWrapper, OutputProjectionWrapper

__all__ = ["one2many_rnn_seq2seq"]


def one2many_rnn_seq2seq(
    encoder_inputs: Any,
    decoder_inputs_dict: Any,
    enc_cell: Any,
    dec_cells_dict: Any,
    num_encoder_symbols: int,
    num_decoder_symbols_dict: Any,
    embedding_size: int,
    feed_previous: Any = False,
    dtype: Any = None,
    scope: Any = None,
) -> tuple[dict[Any, list[tf.Tensor]], dict[Any, Any]]:
    """Encodes once, and decodes once for each name.

    Args:
      encoder_inputs: a list of int32 `[batch]`.
      decoder_inputs_dict: such a list by name.
      enc_cell: the encoder's RNN cell.
      dec_cells_dict: an RNN cell by name.
      num_encoder_symbols: how many symbols the encoder knows.
      num_decoder_symbols_dict: how many each decoder knows, by name.
      embedding_size: the depth of all embeddings.
      feed_previous: a boolean, or a boolean scalar tensor.
      dtype: of the variables; by default the scope's.
      scope: the variable scope; by default `one2many_rnn_seq2seq`. Decoders are in the
        scopes `one2many_decoder_NAME` within it.

    Returns:
      Lists of outputs `[batch, symbols]` by name, and the last states by name.

    Raises:
      TypeError: if a cell is no `RNNCell`.
      ValueError: if inputs and cells have other names.
    """
    if not isinstance(enc_cell, tf.nn.rnn_cell.RNNCell):
        raise TypeError(f"enc_cell must be an RNNCell, received: {type(enc_cell)}")
    if set(dec_cells_dict) != set(decoder_inputs_dict):
        raise ValueError(
            "dec_cells_dict and decoder_inputs_dict must have the same keys, "
            f"received: {sorted(dec_cells_dict)} and {sorted(decoder_inputs_dict)}"
        )
    for name, cell in dec_cells_dict.items():
        if not isinstance(cell, tf.nn.rnn_cell.RNNCell):
            raise TypeError(f"dec_cells_dict[{name!r}] must be an RNNCell, received: {type(cell)}")

    outputs, states = {}, {}
    with tf.variable_scope(scope or "one2many_rnn_seq2seq", dtype=dtype) as opened:
        enc_cell = EmbeddingWrapper(enc_cell, num_encoder_symbols, embedding_size)
        _, state = tf.nn.static_rnn(enc_cell, encoder_inputs, dtype=opened.dtype)
        for name, decoder_inputs in decoder_inputs_dict.items():
            symbols = num_decoder_symbols_dict[name]
            with tf.variable_scope("one2many_decoder_" + str(name)):
                cell = OutputProjectionWrapper(dec_cells_dict[name], symbols)
                decoder = functools.partial(
                    embedding_rnn_decoder, decoder_inputs, state, cell, symbols, embedding_size
                )

                def decode(feed_back: bool, decoder: Any = decoder) -> Any:
                    return decoder(feed_previous=feed_back)

                if isinstance(feed_previous, bool):
                    outputs[name], states[name] = decode(feed_previous)
                else:
                    outputs[name], states[name] = decode_either_way(
                        feed_previous, len(decoder_inputs), state, decode
                    )
    return outputs, states
