"""Let every position attend to every other: the Transformer's encoder and decoder.

Source: Vaswani et al., NIPS 2017, arXiv 1706.03762: scaled dot-product attention
(equation 1), several heads (section 3.2.2), feed-forward layers (equation 2),
positional encoding (section 3.5), and the sum normalised after each (section 3.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import tensorflow.compat.v1 as tf

from legacy_tf1.variants import _tokens
from legacy_tf1.variants._tokens import BEAM, MODES, TRAINING, Sizes, loss, seq2seq
from legacy_tf1.weights import Gains

__all__ = ["GAINS", "MODES", "Config", "DecoderCell", "build", "decode", "loss", "seq2seq"]

EPSILON = 1e-6
GAINS = Gains(kernel=1.4, bias=0.5, gamma=True)  # in larger scores float32 rounds visibly
MASKED = -1e9  # what is added to the score of a position that must not be seen


@dataclass(frozen=True)
class Config(Sizes):
    """Adds the Transformer's sizes; `embedding_depth`, an even number, is that of all layers."""

    embedding_depth: int = 8
    heads: int = 2
    head_size: int = 3
    feed_forward_units: int = 10


class Outputs(NamedTuple):
    rnn_output: tf.Tensor  # logits, [batch, target time, vocabulary]
    sample_id: tf.Tensor  # [batch, target time]
    alignments: dict[str, Any]  # of each layer, [batch, heads, target time, time]


class Model(NamedTuple):
    """A graph up to its decoder, which has not run yet."""

    inputs: dict[str, Any]
    encoder: dict[str, Any]
    decoder: Any  # goes from step to step; training, when nobody looks, has none
    cell: DecoderCell  # can do all steps at once
    decoder_input: tf.Tensor  # of training
    mechanisms: tuple = ()


class CellState(NamedTuple):
    """What has been seen: a Transformer knows nothing else."""

    # [batch, time * depth]: contrib's beam search cannot choose among states of more
    # axes. And first, for contrib gives all outputs the dtype of a state's first part.
    cell_state: tf.Tensor
    position: tf.Tensor  # a scalar


class DecoderCell:
    """Makes the decoder's layers a cell, so that contrib's decoders can step them.

    Each step runs all layers over all inputs so far. (To keep their keys and values
    would be faster, and compute the same.)
    """

    def __init__(self, config: Config, memory: tf.Tensor, visible: tf.Tensor, steps: Any) -> None:
        """Makes the cell.

        Args:
          config: sizes.
          memory: what the encoder gives, `[batch, source time, depth]`.
          visible: booleans `[batch, 1, source time]`.
          steps: the most that will be done.
        """
        self._config, self._memory, self._visible, self._steps = config, memory, visible, steps

    @property
    def state_size(self) -> CellState:
        return CellState(tf.TensorShape([None]), tf.TensorShape([]))

    @property
    def output_size(self) -> int:
        return self._config.embedding_depth

    def zero_state(self, batch_size: Any, dtype: Any) -> CellState:
        return CellState(
            tf.zeros([batch_size, self._steps * self.output_size], dtype), tf.constant(0)
        )

    def __call__(self, inputs: tf.Tensor, state: CellState, scope: Any = None) -> tuple:
        """Does the next step: inputs and output are `[batch, depth]`."""
        here = tf.one_hot(state.position, self._steps, dtype=inputs.dtype)[:, None]
        shape = [-1, self._steps, self.output_size]
        seen = tf.reshape(state.cell_state, shape) + here * inputs[:, None]
        outputs, _ = self.all_steps(seen)
        flat = tf.reshape(seen, tf.shape(state.cell_state))
        flat.set_shape(state.cell_state.shape)
        return tf.gather(outputs, state.position, axis=1), CellState(flat, state.position + 1)

    def all_steps(self, inputs: tf.Tensor) -> tuple:
        """Decodes `[batch, time, depth]` at once: returns the same shape, and alignments."""
        time = tf.range(tf.shape(inputs)[1])
        # Position t may look back, and at itself, but not ahead.
        past = (time[None, :] <= time[:, None])[None]
        config, alignments = self._config, {}
        state = add_positions(config, inputs)
        with tf.variable_scope(tf.get_variable_scope(), reuse=tf.AUTO_REUSE):
            for k in range(config.layers):
                with tf.variable_scope(f"layer_{k}"):
                    state, own = attend(config, "self_attention", state, state, past)
                    state, source = attend(config, "attention", state, self._memory, self._visible)
                    state = feed_forward(config, state)
                alignments[str(k)] = {"self": own, "memory": source}
        return state, alignments


def attend(
    config: Config, name: str, queries: tf.Tensor, memory: tf.Tensor, visible: tf.Tensor
) -> tuple:
    """Adds to each query what several heads attend to, and normalises the sum.

    Args:
      config: sizes.
      name: of the scope.
      queries: `[batch, query time, depth]`.
      memory: `[batch, memory time, depth]`.
      visible: booleans that broadcast to `[batch, query time, memory time]`.

    Returns:
      `[batch, query time, depth]`, and alignments `[batch, heads, query time, memory time]`.
    """
    width = config.heads * config.head_size

    def heads(inputs: tf.Tensor, part: str) -> tf.Tensor:
        """Projects to `[batch, heads, time, head size]`."""
        projected = tf.layers.dense(inputs, width, use_bias=False, name=part)
        shape = [tf.shape(inputs)[0], tf.shape(inputs)[1], config.heads, config.head_size]
        return tf.transpose(tf.reshape(projected, shape), [0, 2, 1, 3])

    with tf.variable_scope(name):
        query, key, value = heads(queries, "query"), heads(memory, "key"), heads(memory, "value")
        score = tf.matmul(query, key, transpose_b=True) / np.sqrt(config.head_size)
        score += MASKED * tf.cast(~visible, score.dtype)[:, None]
        alignments = tf.nn.softmax(score)
        context = tf.transpose(tf.matmul(alignments, value), [0, 2, 1, 3])
        joined = tf.reshape(context, [tf.shape(queries)[0], tf.shape(queries)[1], width])
        change = tf.layers.dense(joined, config.embedding_depth, use_bias=False, name="output")
    return normalise(config, queries + change, name + "_norm"), alignments


def feed_forward(config: Config, inputs: tf.Tensor) -> tf.Tensor:
    hidden = tf.layers.dense(inputs, config.feed_forward_units, tf.nn.relu, name="inner")
    change = tf.layers.dense(hidden, config.embedding_depth, name="outer")
    return normalise(config, inputs + change, "norm")


def normalise(config: Config, inputs: tf.Tensor, name: str) -> tf.Tensor:
    """Gives each position's depth the mean beta and the deviation gamma."""
    depth, dtype = [config.embedding_depth], inputs.dtype
    with tf.variable_scope(name):
        gamma = tf.get_variable("gamma", depth, dtype, tf.ones_initializer())
        beta = tf.get_variable("beta", depth, dtype, tf.zeros_initializer())
    mean, variance = tf.nn.moments(inputs, [-1], keep_dims=True)
    return (inputs - mean) * tf.rsqrt(variance + EPSILON) * gamma + beta


def add_positions(config: Config, embedded: tf.Tensor) -> tf.Tensor:
    """Adds to `[batch, time, depth]` sines, then cosines, of ever longer waves.

    Raises:
      ValueError: for a depth that has no half.
    """
    depth, dtype = config.embedding_depth, embedded.dtype
    if depth % 2:
        raise ValueError(f"embedding_depth is {depth}, but must be even: half of it are sines")
    rates = 1.0 / np.power(10000.0, np.arange(0, depth, 2) / depth)
    time = tf.cast(tf.range(tf.shape(embedded)[1]), dtype)
    angles = time[:, None] * tf.constant(rates[None], dtype)
    return embedded * np.sqrt(depth) + tf.concat([tf.sin(angles), tf.cos(angles)], 1)


def build(config: Config, mode: str = TRAINING, probe: Any = None) -> Model:
    """Adds encoder and decoder to the current graph."""
    inputs = _tokens.placeholders(config)
    source, lengths = inputs["source"], inputs["source_length"]
    visible = tf.sequence_mask(lengths, tf.shape(source)[1])[:, None]
    memory, alignments = add_positions(config, _tokens.embed_source(config, inputs)), {}
    for k in range(config.layers):
        with tf.variable_scope(f"encoder/layer_{k}"):
            # The concept: queries and memory are the same.
            memory, alignments[str(k)] = attend(config, "self_attention", memory, memory, visible)
            memory = feed_forward(config, memory)
    results = {"memory": memory, "encoder_alignments": alignments}
    if mode == BEAM:
        memory, visible = seq2seq.tile_batch((memory, visible), config.beam_width)
    steps = tf.shape(inputs["target"])[1] if mode == TRAINING else config.maximum_iterations
    cell = DecoderCell(config, memory, visible, steps)
    start = cell.zero_state(tf.shape(memory)[0], memory.dtype)
    decoder = None
    if probe or mode != TRAINING:
        decoder = _tokens.make_decoder(config, mode, inputs, cell, start)
    return Model(inputs, results, decoder, cell, _tokens.teacher_forced(config, inputs))


def decode(config: Config, mode: str, model: Model) -> tuple:
    """Runs the decoder: returns `(outputs, final state, sequence lengths)`."""
    if mode != TRAINING:
        return _tokens.decode(config, mode, model)
    # All labels are known, so no position has to wait for the one before it.
    with tf.variable_scope("decoder"):
        states, alignments = model.cell.all_steps(model.decoder_input)
        logits = tf.layers.dense(states, config.target_vocabulary, name="output_layer")
    outputs = Outputs(logits, tf.argmax(logits, -1, output_type=tf.int32), alignments)
    return outputs, (), model.inputs["target_length"]
