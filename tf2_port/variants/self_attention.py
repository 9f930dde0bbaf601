"""Let every position attend to every other: the Transformer's encoder and decoder.

The TensorFlow 2 twin of `legacy_tf1.variants.self_attention`, on Keras's
`MultiHeadAttention`; Vaswani et al., NIPS 2017, arXiv 1706.03762.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from tf2_port.checkpoints import DenseRule, EmbeddingRule, Rule
from tf2_port.compat import tf
from tf2_port.variants._decoding import DecodingModel, Encoded, Start
from tf2_port.variants._transformer import DecoderLayer, EncoderLayer


class Outputs(NamedTuple):
    rnn_output: tf.Tensor  # logits, [batch, target time, vocabulary]
    sample_id: tf.Tensor  # [batch, target time]
    alignments: dict[int, Any]  # of each layer, [batch, heads, target time, time]


class Positions(tf.keras.layers.Layer):
    """Adds to `[batch, time, depth]` sines, then cosines, of ever longer waves."""

    def call(self, embedded: tf.Tensor) -> tf.Tensor:
        depth, dtype = embedded.shape[-1], embedded.dtype
        rates = 1.0 / np.power(10000.0, np.arange(0, depth, 2) / depth)
        time = tf.cast(tf.range(tf.shape(embedded)[1]), dtype)
        angles = time[:, None] * tf.constant(rates[None], dtype)
        return embedded * np.sqrt(depth) + tf.concat([tf.sin(angles), tf.cos(angles)], 1)


class DecoderCell(tf.keras.layers.Layer):
    """Makes the decoder's layers a cell, so that tfa's decoders can step them.

    Each step runs all layers over all inputs so far. (To keep their keys and values
    would be faster, and compute the same.) The state is what has been seen: a float
    `[batch, time * depth]`, for tfa's beam search cannot choose among states of more
    axes, and gives outputs the dtype of a state's first part; and the position.
    """

    def __init__(self, layers: list[DecoderLayer], depth: int, **options: Any) -> None:
        super().__init__(**options)
        self.positions = Positions(dtype=self.dtype_policy)
        self.layers, self.depth = layers, depth

    @property
    def state_size(self) -> list[Any]:
        return [tf.TensorShape([None]), tf.TensorShape([])]

    @property
    def output_size(self) -> int:
        return self.depth

    def setup_memory(self, memory: tf.Tensor, lengths: tf.Tensor) -> None:
        """Keeps `[batch, source time, depth]` to attend to; for every batch anew."""
        self.memory = memory
        self.visible = tf.sequence_mask(lengths, tf.shape(memory)[1])[:, None]

    def get_initial_state(
        self, inputs: Any = None, batch_size: Any = None, dtype: Any = None, steps: Any = 1
    ) -> list[tf.Tensor]:
        """Returns the state before the first of so many steps."""
        return [tf.zeros([batch_size, steps * self.depth], dtype), tf.constant(0)]

    def call(
        self, inputs: tf.Tensor, states: list[Any], training: bool | None = None
    ) -> tuple[tf.Tensor, list[Any]]:
        """Does the next step: inputs and output are `[batch, depth]`."""
        flat, position = states
        steps = tf.shape(flat)[1] // self.depth
        here = tf.one_hot(position, steps, dtype=flat.dtype)[:, None]
        seen = tf.reshape(flat, [-1, steps, self.depth]) + here * inputs[:, None]
        outputs, _ = self.all_steps(seen)
        next_flat = tf.ensure_shape(tf.reshape(seen, tf.shape(flat)), flat.shape)
        return tf.gather(outputs, position, axis=1), [next_flat, position + 1]

    def all_steps(self, inputs: tf.Tensor) -> tuple[tf.Tensor, dict[int, Any]]:
        """Decodes `[batch, time, depth]` at once: returns the same shape, and alignments."""
        state, alignments = self.positions(inputs), {}
        for k, layer in enumerate(self.layers):
            state, alignments[k] = layer(state, self.memory, self.visible)
        return state, alignments


class SelfAttentionModel(DecodingModel):
    """Encodes all positions at once; decodes so when all labels are known."""

    decoder_cells = ()  # none of Keras's: the state is the same in TensorFlow 1
    state_fields = ("cell_state", "position")

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
        **decoding: Any,
    ) -> None:
        """Makes the layers.

        Args:
          source_vocabulary: how many source tokens there are.
          target_vocabulary: how many target tokens there are.
          embedding_depth: of all layers, an even number.
          heads: of every attention.
          head_size: depth of query, key and value in each head.
          feed_forward_units: of the inner feed-forward layer.
          layers: of encoder and decoder.
          dtype: of every layer.
          **decoding: of `DecodingModel`.

        Raises:
          ValueError: for a depth that has no half.
        """
        super().__init__(dtype=dtype, **decoding)
        keras, depth = tf.keras.layers, embedding_depth
        if depth % 2:
            raise ValueError(f"embedding_depth is {depth}, but must be even: half of it are sines")
        self.source_embedding = keras.Embedding(source_vocabulary, depth, dtype=dtype)
        self.target_embedding = keras.Embedding(target_vocabulary, depth, dtype=dtype)
        self.positions = Positions(dtype=dtype)
        sizes = (depth, heads, head_size, feed_forward_units)
        self.encoder_layers = [EncoderLayer(*sizes, dtype=dtype) for _ in range(layers)]
        self.decoder_layers = [DecoderLayer(*sizes, dtype=dtype) for _ in range(layers)]
        self.output_layer = keras.Dense(target_vocabulary, dtype=dtype)
        self.cell = DecoderCell(self.decoder_layers, depth, dtype=dtype)
        self.decode_by(self.cell)

    def encode(self, inputs: Mapping[str, tf.Tensor]) -> Encoded:
        """Encodes `source [batch, time]` up to `source_length [batch]`.

        The state is the alignments of each layer, `[batch, heads, time, time]`.
        """
        lengths = inputs["source_length"]
        visible = tf.sequence_mask(lengths, tf.shape(inputs["source"])[1])[:, None]
        memory, alignments = self.positions(self.source_embedding(inputs["source"])), {}
        for k, layer in enumerate(self.encoder_layers):
            memory, alignments[k] = layer(memory, visible)
        return Encoded(memory, lengths, alignments)

    def initial_state(self, encoded: Encoded, steps: Any = None) -> Any:
        self.cell.setup_memory(encoded.memory, encoded.lengths)
        return self.cell.get_initial_state(
            batch_size=tf.shape(encoded.memory)[0],
            dtype=self.compute_dtype,
            steps=self.maximum_iterations if steps is None else steps,
        )

    def start(self, inputs: Mapping[str, tf.Tensor]) -> Start:
        """Encodes, and prepares teacher forcing, all at once or step by step."""
        encoded, embedded = self.encode(inputs), self.teacher_forced(inputs)
        state = self.initial_state(encoded, steps=tf.shape(embedded)[1])
        return Start(encoded, embedded, inputs["target_length"], state)

    def call(self, inputs: Mapping[str, tf.Tensor], training: bool | None = None) -> dict[str, Any]:
        """Encodes, and decodes by teacher forcing.

        Args:
          inputs: `source [batch, source time]`, `source_length [batch]`, all positive,
            `target [batch, target time]` and `target_length [batch]`.
          training: as in any Keras model.

        Returns:
          `encoder` (memory, alignments), `outputs` (`rnn_output [batch, time,
          vocabulary]`, `sample_id`, alignments) and `lengths [batch]`.
        """
        start = self.start(inputs)
        # All labels are known, so no position has to wait for the one before it.
        states, alignments = self.cell.all_steps(start.decoder_input)
        logits = self.output_layer(states)
        outputs = Outputs(logits, tf.argmax(logits, -1, output_type=tf.int32), alignments)
        encoder = {"memory": start.encoded.memory, "encoder_alignments": start.encoded.state}
        return {"encoder": encoder, "outputs": outputs, "lengths": start.lengths}

    def weight_rules(self) -> Iterator[Rule]:
        """Tells where each of these weights was in a TensorFlow 1 checkpoint."""
        yield EmbeddingRule("source_embedding", self.source_embedding)
        yield EmbeddingRule("target_embedding", self.target_embedding)
        for k, layer in enumerate(self.encoder_layers):
            yield from layer.rules(f"encoder/layer_{k}")
        for k, layer in enumerate(self.decoder_layers):
            yield from layer.rules(f"decoder/layer_{k}")
        yield DenseRule("decoder/output_layer", self.output_layer)
