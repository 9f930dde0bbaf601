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

from legacy_tf1.variants._tokens import GO, Sizes, loss, placeholders, seq2seq
from legacy_tf1.weights import Gains

__all__ = ["GAINS", "MODES", "Config", "build", "decode", "loss", "seq2seq"]

MODES = ("training",)
EPSILON = 1e-6
GAINS = Gains(kernel=2.0, bias=0.5)
MASKED = -1e9  # what is added to the score of a position that must not be seen


@dataclass(frozen=True)
class Config(Sizes):
    """Adds the Transformer's sizes; `embedding_depth` is that of all layers."""

    embedding_depth: int = 8
    heads: int = 2
    head_size: int = 3
    feed_forward_units: int = 10


class Outputs(NamedTuple):
    rnn_output: tf.Tensor  # logits, [batch, target time, vocabulary]
    sample_id: tf.Tensor  # [batch, target time]


class Model(NamedTuple):
    """The whole graph: there is no loop, so there is nothing to step."""

    inputs: dict[str, Any]
    encoder: dict[str, Any]  # what each layer attends to, [batch, heads, time, time]
    outputs: Outputs
    decoder: Any = None


def attention(
    config: Config, name: str, queries: tf.Tensor, memory: tf.Tensor, visible: tf.Tensor
) -> tuple:
    """Attends from each query to what it may see of the memory, with several heads.

    Args:
      config: sizes.
      name: of the scope.
      queries: `[batch, query time, depth]`.
      memory: `[batch, memory time, depth]`.
      visible: booleans that broadcast to `[batch, query time, memory time]`.

    Returns:
      `[batch, query time, depth]`, and alignments `[batch, heads, query time, memory time]`.
    """

    def heads(inputs: tf.Tensor, part: str) -> tf.Tensor:
        """Projects to `[batch, heads, time, head size]`."""
        width = config.heads * config.head_size
        projected = tf.layers.dense(inputs, width, use_bias=False, name=part)
        shape = [tf.shape(inputs)[0], tf.shape(inputs)[1], config.heads, config.head_size]
        return tf.transpose(tf.reshape(projected, shape), [0, 2, 1, 3])

    with tf.variable_scope(name):
        query, key, value = heads(queries, "query"), heads(memory, "key"), heads(memory, "value")
        score = tf.matmul(query, key, transpose_b=True) / np.sqrt(config.head_size)
        score += MASKED * tf.cast(~visible, score.dtype)[:, None]
        alignments = tf.nn.softmax(score)
        context = tf.transpose(tf.matmul(alignments, value), [0, 2, 1, 3])
        shape = [tf.shape(queries)[0], tf.shape(queries)[1], config.heads * config.head_size]
        depth = config.embedding_depth
        joined = tf.reshape(context, shape)
        return tf.layers.dense(joined, depth, use_bias=False, name="output"), alignments


def add_and_norm(inputs: tf.Tensor, change: tf.Tensor, name: str) -> tf.Tensor:
    """Normalises the sum over its depth."""
    total = inputs + change
    with tf.variable_scope(name):
        depth = [total.shape[-1].value if hasattr(total.shape[-1], "value") else total.shape[-1]]
        gamma = tf.get_variable("gamma", depth, total.dtype, tf.ones_initializer())
        beta = tf.get_variable("beta", depth, total.dtype, tf.zeros_initializer())
    mean, variance = tf.nn.moments(total, [-1], keep_dims=True)
    return (total - mean) * tf.rsqrt(variance + EPSILON) * gamma + beta


def feed_forward(config: Config, inputs: tf.Tensor) -> tf.Tensor:
    hidden = tf.layers.dense(inputs, config.feed_forward_units, tf.nn.relu, name="inner")
    return tf.layers.dense(hidden, config.embedding_depth, name="outer")


def positions(time: tf.Tensor, depth: int, dtype: Any) -> tf.Tensor:
    """Encodes positions, `[time, depth]`: sines, then cosines, of ever longer waves."""
    rates = 1.0 / np.power(10000.0, np.arange(0, depth, 2) / depth)
    angles = tf.cast(tf.range(time), dtype)[:, None] * tf.constant(rates[None], dtype)
    return tf.concat([tf.sin(angles), tf.cos(angles)], 1)


def embed(config: Config, name: str, vocabulary: int, tokens: tf.Tensor) -> tf.Tensor:
    depth, dtype = config.embedding_depth, tf.as_dtype(config.dtype)
    embedding = tf.get_variable(name, [vocabulary, depth], dtype)
    embedded = tf.nn.embedding_lookup(embedding, tokens) * np.sqrt(depth)
    return embedded + positions(tf.shape(tokens)[1], depth, dtype)


def build(config: Config, mode: str = MODES[0], probe: Any = None) -> Model:
    """Adds encoder and decoder to the current graph."""
    inputs = placeholders(config)
    seen: dict[str, Any] = {}
    source = tf.sequence_mask(inputs["source_length"], tf.shape(inputs["source"])[1])[:, None]
    memory = embed(config, "source_embedding", config.source_vocabulary, inputs["source"])
    for layer in range(config.layers):
        with tf.variable_scope(f"encoder/layer_{layer}"):
            change, alignments = attention(config, "self_attention", memory, memory, source)
            memory = add_and_norm(memory, change, "self_attention_norm")
            memory = add_and_norm(memory, feed_forward(config, memory), "norm")
            seen[f"encoder_alignments/{layer}"] = alignments
    start = tf.fill([tf.shape(inputs["target"])[0], 1], GO)
    shifted = tf.concat([start, inputs["target"][:, :-1]], 1)
    # Position t may look back, and at itself, but not ahead.
    time = tf.range(tf.shape(shifted)[1])
    past = (time[None, :] <= time[:, None])[None]
    state = embed(config, "target_embedding", config.target_vocabulary, shifted)
    for layer in range(config.layers):
        with tf.variable_scope(f"decoder/layer_{layer}"):
            change, alignments = attention(config, "self_attention", state, state, past)
            state = add_and_norm(state, change, "self_attention_norm")
            seen[f"decoder_alignments/{layer}"] = alignments
            change, alignments = attention(config, "attention", state, memory, source)
            state = add_and_norm(state, change, "attention_norm")
            seen[f"memory_alignments/{layer}"] = alignments
            state = add_and_norm(state, feed_forward(config, state), "norm")
    logits = tf.layers.dense(state, config.target_vocabulary, name="output_layer")
    outputs = Outputs(logits, tf.argmax(logits, -1, output_type=tf.int32))
    return Model(inputs, {"memory": memory, **seen}, outputs)


def decode(config: Config, mode: str, model: Model) -> tuple:
    """Returns `(outputs, (), lengths)`, as other variants' decoders do."""
    return model.outputs, (), model.inputs["target_length"]
