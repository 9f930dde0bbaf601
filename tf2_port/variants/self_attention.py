"""Let every position attend to every other: the Transformer's encoder and decoder.

The TensorFlow 2 twin of `legacy_tf1.variants.self_attention`, on Keras's
`MultiHeadAttention`; Vaswani et al., NIPS 2017, arXiv 1706.03762.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from tf2_port.checkpoints import DenseRule, EmbeddingRule, LayerNormRule, MultiHeadRule, Rule
from tf2_port.compat import tf
from tf2_port.variants._tokens import GO, token_loss

EPSILON = 1e-6


class Outputs(NamedTuple):
    rnn_output: tf.Tensor  # logits, [batch, target time, vocabulary]
    sample_id: tf.Tensor  # [batch, target time]


class Block(tf.keras.layers.Layer):
    """Is one layer of the encoder, or of the decoder, which attends to a memory too."""

    def __init__(
        self,
        attentions: tuple[str, ...],
        depth: int,
        heads: int,
        head_size: int,
        feed_forward_units: int,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        keras, dtype = tf.keras.layers, self.dtype
        self.attentions = {
            name: keras.MultiHeadAttention(heads, head_size, use_bias=False, dtype=dtype)
            for name in attentions
        }
        self.norms = {
            name: keras.LayerNormalization(epsilon=EPSILON, dtype=dtype)
            for name in (*(name + "_norm" for name in attentions), "norm")
        }
        self.inner = keras.Dense(feed_forward_units, "relu", dtype=dtype)
        self.outer = keras.Dense(depth, dtype=dtype)

    def attend(
        self, name: str, norm: str, state: tf.Tensor, memory: tf.Tensor, visible: tf.Tensor
    ) -> tuple[tf.Tensor, tf.Tensor]:
        change, alignments = self.attentions[name](
            state, memory, attention_mask=visible, return_attention_scores=True
        )
        return self.norms[norm](state + change), alignments

    def feed_forward(self, state: tf.Tensor) -> tf.Tensor:
        normed: tf.Tensor = self.norms["norm"](state + self.outer(self.inner(state)))
        return normed

    def rules(self, scope: str) -> Iterator[Rule]:
        for name, layer in self.attentions.items():
            yield MultiHeadRule(f"{scope}/{name}", layer)
        for name, norm in self.norms.items():
            yield LayerNormRule(f"{scope}/{name}", norm)
        yield DenseRule(f"{scope}/inner", self.inner)
        yield DenseRule(f"{scope}/outer", self.outer)


class SelfAttentionModel(tf.keras.Model):
    """Encodes and decodes all positions at once: there is no loop to step."""

    decoder = None
    decoder_cells = ()

    def __init__(
        self,
        source_vocabulary: int = 11,
        target_vocabulary: int = 13,
        embedding_depth: int = 8,
        heads: int = 2,
        head_size: int = 3,
        feed_forward_units: int = 10,
        layers: int = 1,
        dtype: str = "float32",
    ) -> None:
        """Makes the layers.

        Args:
          source_vocabulary: how many source tokens there are.
          target_vocabulary: how many target tokens there are.
          embedding_depth: of all layers.
          heads: of every attention.
          head_size: depth of query, key and value in each head.
          feed_forward_units: of the inner feed-forward layer.
          layers: of encoder and decoder.
          dtype: of every layer.
        """
        super().__init__(dtype=dtype)
        keras = tf.keras.layers
        self.depth = embedding_depth
        self.source_embedding = keras.Embedding(source_vocabulary, embedding_depth, dtype=dtype)
        self.target_embedding = keras.Embedding(target_vocabulary, embedding_depth, dtype=dtype)
        sizes = (embedding_depth, heads, head_size, feed_forward_units)
        self.encoder_blocks = [
            Block(("self_attention",), *sizes, dtype=dtype) for _ in range(layers)
        ]
        self.decoder_blocks = [
            Block(("self_attention", "attention"), *sizes, dtype=dtype) for _ in range(layers)
        ]
        self.output_layer = keras.Dense(target_vocabulary, dtype=dtype)

    def embed(self, embedding: Any, tokens: tf.Tensor) -> tf.Tensor:
        """Embeds tokens `[batch, time]`, and adds their positions."""
        rates = 1.0 / np.power(10000.0, np.arange(0, self.depth, 2) / self.depth)
        time = tf.range(tf.shape(tokens)[1])
        angles = tf.cast(time, self.dtype)[:, None] * tf.constant(rates[None], self.dtype)
        positions = tf.concat([tf.sin(angles), tf.cos(angles)], 1)
        return embedding(tokens) * np.sqrt(self.depth) + positions

    def call(self, inputs: Mapping[str, tf.Tensor], training: bool | None = None) -> dict[str, Any]:
        """Encodes, and decodes by teacher forcing.

        Args:
          inputs: `source [batch, source time]`, `source_length [batch]`, all positive,
            `target [batch, target time]` and `target_length [batch]`.
          training: as in any Keras model.

        Returns:
          `encoder` (memory, and what each layer attends to `[batch, heads, time,
          time]`), `outputs` (`rnn_output [batch, time, vocabulary]`, `sample_id`) and
          `lengths [batch]`.
        """
        seen: dict[str, Any] = {}
        length = tf.shape(inputs["source"])[1]
        source = tf.sequence_mask(inputs["source_length"], length)[:, None]
        memory = self.embed(self.source_embedding, inputs["source"])
        for k, block in enumerate(self.encoder_blocks):
            memory, seen[f"encoder_alignments/{k}"] = block.attend(
                "self_attention", "self_attention_norm", memory, memory, source
            )
            memory = block.feed_forward(memory)
        target = inputs["target"]
        go = tf.fill([tf.shape(target)[0], 1], GO)
        shifted = tf.concat([go, target[:, :-1]], 1)
        # Position t may look back, and at itself, but not ahead.
        time = tf.range(tf.shape(shifted)[1])
        past = (time[None, :] <= time[:, None])[None]
        state = self.embed(self.target_embedding, shifted)
        for k, block in enumerate(self.decoder_blocks):
            state, seen[f"decoder_alignments/{k}"] = block.attend(
                "self_attention", "self_attention_norm", state, state, past
            )
            state, seen[f"memory_alignments/{k}"] = block.attend(
                "attention", "attention_norm", state, memory, source
            )
            state = block.feed_forward(state)
        logits = self.output_layer(state)
        outputs = Outputs(logits, tf.argmax(logits, -1, output_type=tf.int32))
        encoder = {"memory": memory, **seen}
        return {"encoder": encoder, "outputs": outputs, "lengths": inputs["target_length"]}

    def full(self, inputs: Mapping[str, tf.Tensor]) -> dict[str, tf.Tensor]:
        """Returns the inputs as they are: all weights are made whatever the lengths."""
        return dict(inputs)

    def loss_of(self, results: Mapping[str, Any], inputs: Mapping[str, tf.Tensor]) -> tf.Tensor:
        """Returns the mean cross-entropy of all target tokens before each end."""
        return token_loss(results, inputs)

    def weight_rules(self) -> Iterator[Rule]:
        """Tells where each of these weights was in a TensorFlow 1 checkpoint."""
        yield EmbeddingRule("source_embedding", self.source_embedding)
        yield EmbeddingRule("target_embedding", self.target_embedding)
        for k, block in enumerate(self.encoder_blocks):
            yield from block.rules(f"encoder/layer_{k}")
        for k, block in enumerate(self.decoder_blocks):
            yield from block.rules(f"decoder/layer_{k}")
        yield DenseRule("output_layer", self.output_layer)
