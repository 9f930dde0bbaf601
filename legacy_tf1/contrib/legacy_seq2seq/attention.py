"""Decode lists of inputs or symbols with attention to an encoder's outputs.

Answers to `tf.contrib.legacy_seq2seq` of TensorFlow 1.15.5; Vinyals and others, "Grammar
as a Foreign Language", 2014, arXiv 1412.7449, section 2.1.
"""

from __future__ import annotations

import copy
from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.contrib.legacy_seq2seq.embedding import decode_either_way
from legacy_tf1.contrib.legacy_seq2seq.plain import extract_argmax_and_embed, fed_back
from legacy_tf1.contrib.rnn.cells import Linear, known
from legacy_tf1.contrib.rnn.projections import EmbeddingWrapper, OutputProjectionWrapper

__all__ = [
    "attention_decoder",
    "embedding_attention_decoder",
    "embedding_attention_seq2seq",
]


class _Heads:
    """Attends by several heads, each with `AttnW_K`, `AttnV_K` and the map `Attention_K`."""

    def __init__(self, states: tf.Tensor, heads: int, dtype: Any) -> None:
        self._length = states.shape.as_list()[1]
        if self._length is None:
            self._length = tf.shape(states)[1]
        self._depth = states.shape.as_list()[2]
        self._dtype = dtype
        self._values = tf.reshape(states, [-1, self._length, 1, self._depth])
        self._keys, self._v = [], []
        for head in range(heads):
            shape = [1, 1, self._depth, self._depth]
            kernel = tf.get_variable(f"AttnW_{head}", shape, dtype=dtype)
            self._keys.append(tf.nn.conv2d(self._values, kernel, [1, 1, 1, 1], "SAME"))
            self._v.append(tf.get_variable(f"AttnV_{head}", [self._depth], dtype=dtype))

    def zeros(self, batch_size: Any) -> list[tf.Tensor]:
        """Returns contexts `[batch, depth]` of zeros, one per head."""
        shape = tf.stack([batch_size, self._depth])
        contexts = [tf.zeros(shape, dtype=self._dtype) for _ in self._v]
        for context in contexts:
            context.set_shape([None, self._depth])
        return contexts

    def __call__(self, state: Any) -> list[tf.Tensor]:
        """Returns the contexts `[batch, depth]` for a cell's state."""
        query = tf.concat(tf.nest.flatten(state), 1) if tf.nest.is_nested(state) else state
        contexts = []
        for head, (keys, v) in enumerate(zip(self._keys, self._v)):
            with tf.variable_scope(f"Attention_{head}"):
                processed = Linear(query, self._depth, True)(query)
                processed = tf.reshape(processed, [-1, 1, 1, self._depth])
                hidden = tf.tanh(keys + tf.cast(processed, self._dtype))
                score = tf.reduce_sum(v * hidden, [2, 3])
                # In float32, whatever the dtype.
                alignments = tf.nn.softmax(tf.cast(score, dtype=tf.float32))
                alignments = tf.cast(alignments, self._dtype)
                weights = tf.reshape(alignments, [-1, self._length, 1, 1])
                context = tf.reduce_sum(weights * self._values, [1, 2])
                contexts.append(tf.reshape(context, [-1, self._depth]))
        return contexts


def attention_decoder(
    decoder_inputs: Any,
    initial_state: Any,
    attention_states: Any,
    cell: Any,
    output_size: Any = None,
    num_heads: int = 1,
    loop_function: Any = None,
    dtype: Any = None,
    scope: Any = None,
    initial_state_attention: bool = False,
) -> tuple[list[tf.Tensor], Any]:
    """Decodes with attention.

    Args:
      decoder_inputs: a list of `[batch, depth]`.
      initial_state: the cell's.
      attention_states: `[batch, memory time, memory depth]`.
      cell: the RNN cell.
      output_size: the depth of the outputs; by default the cell's.
      num_heads: how many contexts there are.
      loop_function: optional `(output, step) -> next input`, for every step but the first.
      dtype: of the variables; by default the scope's.
      scope: the variable scope; by default `attention_decoder`.
      initial_state_attention: whether the first step attends too, by the initial state.

    Returns:
      A list of outputs `[batch, output_size]`, and the last state.

    Raises:
      ValueError: if there are no inputs or heads, or a depth is not known.
    """
    if not decoder_inputs:
        raise ValueError("decoder_inputs must have at least one step")
    if num_heads < 1:
        raise ValueError(f"num_heads must be positive, received: {num_heads}")
    known(attention_states.shape[2], f"the depth of attention_states {attention_states.shape}")
    if output_size is None:
        output_size = cell.output_size

    with tf.variable_scope(scope or "attention_decoder", dtype=dtype) as opened:
        dtype = opened.dtype
        batch_size = tf.shape(decoder_inputs[0])[0]
        attend = _Heads(attention_states, num_heads, dtype)
        state, outputs = initial_state, list[tf.Tensor]()
        contexts = attend.zeros(batch_size)
        if initial_state_attention:
            contexts = attend(initial_state)
        for step, given in enumerate(decoder_inputs):
            if step > 0:
                tf.get_variable_scope().reuse_variables()
            inputs = fed_back(loop_function, outputs[-1] if outputs else None, step, given)
            depth = known(inputs.shape.with_rank(2)[1], f"the depth of input {inputs.name}")
            joined = [tf.cast(part, dtype) for part in [inputs, *contexts]]
            cell_output, state = cell(Linear(joined, depth, True)(joined), state)
            # The initial state has already made the heads' variables.
            reuse = True if step == 0 and initial_state_attention else None
            with tf.variable_scope(tf.get_variable_scope(), reuse=reuse):
                contexts = attend(state)
            with tf.variable_scope("AttnOutputProjection"):
                joined = [tf.cast(cell_output, dtype), *contexts]
                outputs.append(Linear(joined, output_size, True)(joined))
    return outputs, state


def embedding_attention_decoder(
    decoder_inputs: Any,
    initial_state: Any,
    attention_states: Any,
    cell: Any,
    num_symbols: int,
    embedding_size: int,
    num_heads: int = 1,
    output_size: Any = None,
    output_projection: Any = None,
    feed_previous: bool = False,
    update_embedding_for_previous: bool = True,
    dtype: Any = None,
    scope: Any = None,
    initial_state_attention: bool = False,
) -> tuple[list[tf.Tensor], Any]:
    """Decodes symbols with attention; their embeddings are the variable `embedding`.

    Args:
      decoder_inputs: a list of integers `[batch]`.
      initial_state: the cell's.
      attention_states: `[batch, memory time, memory depth]`.
      cell: the RNN cell.
      num_symbols: how many symbols there are.
      embedding_size: the depth of each one's vector.
      num_heads: how many contexts there are.
      output_size: the depth of the outputs; by default the cell's.
      output_projection: optional pair of weights `[output, symbols]` and biases
        `[symbols]`, for what is fed back.
      feed_previous: whether each step but the first is fed the best symbol of the last.
      update_embedding_for_previous: whether gradients reach the embedding that way.
      dtype: of the variables; by default the scope's.
      scope: the variable scope; by default `embedding_attention_decoder`.
      initial_state_attention: whether the first step attends too.

    Returns:
      A list of outputs `[batch, output_size]`, and the last state.

    Raises:
      ValueError: if the projection's biases have another shape.
    """
    if output_size is None:
        output_size = cell.output_size
    if output_projection is not None:
        biases = tf.convert_to_tensor(output_projection[1], dtype=dtype)
        biases.shape.assert_is_compatible_with([num_symbols])
    with tf.variable_scope(scope or "embedding_attention_decoder", dtype=dtype):
        embedding = tf.get_variable("embedding", [num_symbols, embedding_size])
        loop_function = None
        if feed_previous:
            loop_function = extract_argmax_and_embed(
                embedding, output_projection, update_embedding_for_previous
            )
        return attention_decoder(
            [tf.nn.embedding_lookup(embedding, ids) for ids in decoder_inputs],
            initial_state,
            attention_states,
            cell,
            output_size=output_size,
            num_heads=num_heads,
            loop_function=loop_function,
            initial_state_attention=initial_state_attention,
        )


def embedding_attention_seq2seq(
    encoder_inputs: Any,
    decoder_inputs: Any,
    cell: Any,
    num_encoder_symbols: int,
    num_decoder_symbols: int,
    embedding_size: int,
    num_heads: int = 1,
    output_projection: Any = None,
    feed_previous: Any = False,
    dtype: Any = None,
    scope: Any = None,
    initial_state_attention: bool = False,
) -> tuple[list[tf.Tensor], Any]:
    """Encodes symbols by a copy of a cell, and decodes with attention to its outputs.

    Args:
      encoder_inputs: a list of int32 `[batch]`.
      decoder_inputs: the same, for the decoder.
      cell: the RNN cell.
      num_encoder_symbols: how many symbols the encoder knows.
      num_decoder_symbols: how many the decoder knows.
      embedding_size: the depth of both embeddings.
      num_heads: how many contexts there are.
      output_projection: as in `embedding_attention_decoder`; by default the cell's
        output is projected to the symbols.
      feed_previous: a boolean, or a boolean scalar tensor.
      dtype: of the variables; by default the scope's.
      scope: the variable scope; by default `embedding_attention_seq2seq`.
      initial_state_attention: whether the first step attends too.

    Returns:
      A list of outputs `[batch, symbols]`, or `[batch, output size]` if an
      `output_projection` is given, and the last state.
    """
    with tf.variable_scope(scope or "embedding_attention_seq2seq", dtype=dtype) as opened:
        encoder_cell = EmbeddingWrapper(copy.deepcopy(cell), num_encoder_symbols, embedding_size)
        encoder_outputs, encoder_state = tf.nn.static_rnn(
            encoder_cell, encoder_inputs, dtype=opened.dtype
        )
        rows = [tf.reshape(output, [-1, 1, cell.output_size]) for output in encoder_outputs]
        attention_states = tf.concat(rows, 1)
        output_size = None
        if output_projection is None:
            cell = OutputProjectionWrapper(cell, num_decoder_symbols)
            output_size = num_decoder_symbols

        def decode(feed_back: bool, update: bool) -> Any:
            return embedding_attention_decoder(
                decoder_inputs,
                encoder_state,
                attention_states,
                cell,
                num_decoder_symbols,
                embedding_size,
                num_heads=num_heads,
                output_size=output_size,
                output_projection=output_projection,
                feed_previous=feed_back,
                update_embedding_for_previous=update,
                initial_state_attention=initial_state_attention,
            )

        if isinstance(feed_previous, bool):
            return decode(feed_previous, True)
        return decode_either_way(
            feed_previous,
            len(decoder_inputs),
            encoder_state,
            lambda feed_back: decode(feed_back, False),
        )
