"""Share how models decode tokens by `tfa.seq2seq`, whatever it is that they step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from tf2_port.compat import tf, tfa

PAD, GO, END = 0, 1, 2


class Encoded(NamedTuple):
    """What the encoder gives; each row `beam_width` times over for beam search."""

    memory: tf.Tensor  # [batch, source time, units]
    lengths: tf.Tensor  # [batch]
    state: Any  # as the decoder's cell wants it


class Start(NamedTuple):
    """What teacher forcing starts from."""

    encoded: Encoded
    decoder_input: tf.Tensor  # [batch, target time, depth]
    lengths: tf.Tensor  # [batch]
    state: Any


class DecodingModel(tf.keras.Model):
    """Decodes tokens by teacher forcing, greedily and by beam search.

    A model makes `target_embedding` and `output_layer`, calls `decode_by` with what is to
    be stepped, and has `encode` and `initial_state`.
    """

    target_embedding: Any
    output_layer: Any

    def __init__(
        self,
        beam_width: int = 3,
        length_penalty_weight: float = 0.0,
        maximum_iterations: int = 8,
        dtype: str = "float32",
    ) -> None:
        """Keeps how to decode.

        Args:
          beam_width: of beam search.
          length_penalty_weight: of beam search.
          maximum_iterations: the most tokens that are decoded without a target.
          dtype: of every layer, or `mixed_float16` or `mixed_bfloat16`.
        """
        super().__init__(dtype=dtype)
        self.beam_width = beam_width
        self.length_penalty_weight = length_penalty_weight
        self.maximum_iterations = maximum_iterations

    @property
    def policy(self) -> str:
        """The dtype to give to every layer, for Keras would cast in silence."""
        name: str = self.dtype_policy.name
        return name

    def decode_by(self, cell: Any) -> None:
        """Makes the decoders: they step `cell`, and share its weights."""
        self.decoder = tfa.seq2seq.BasicDecoder(
            cell, tfa.seq2seq.TrainingSampler(), self.output_layer, dtype=self.policy
        )
        self.greedy_decoder = tfa.seq2seq.BasicDecoder(
            cell,
            tfa.seq2seq.GreedyEmbeddingSampler(self.target_embedding),
            self.output_layer,
            maximum_iterations=self.maximum_iterations,
            dtype=self.policy,
        )
        self.beam_decoder = tfa.seq2seq.BeamSearchDecoder(
            cell,
            self.beam_width,
            self.target_embedding,
            self.output_layer,
            length_penalty_weight=self.length_penalty_weight,
            maximum_iterations=self.maximum_iterations,
            dtype=self.policy,
        )

    def encode(self, inputs: Mapping[str, tf.Tensor]) -> Encoded:
        """Encodes `source [batch, time]` up to `source_length [batch]`."""
        raise NotImplementedError

    def initial_state(self, encoded: Encoded) -> Any:
        """Returns the state that decoding starts from."""
        return encoded.state

    def teacher_forced(self, inputs: Mapping[str, tf.Tensor]) -> tf.Tensor:
        """Embeds what the decoder is told: GO first, then the labels one step late."""
        target = inputs["target"]
        go = tf.fill([tf.shape(target)[0], 1], GO)
        shifted = tf.concat([go, target[:, :-1]], 1)
        return self.target_embedding(shifted)

    def start(self, inputs: Mapping[str, tf.Tensor]) -> Start:
        """Encodes, and prepares teacher forcing."""
        encoded = self.encode(inputs)
        embedded = self.teacher_forced(inputs)
        return Start(encoded, embedded, inputs["target_length"], self.initial_state(encoded))

    def full(self, inputs: Mapping[str, tf.Tensor]) -> dict[str, tf.Tensor]:
        """Returns the inputs with no early end: with no step there would be no cell's weights."""
        batch, time = inputs["target"].shape
        return {**inputs, "target_length": tf.fill([batch], time)}

    def greedy(self, inputs: Mapping[str, tf.Tensor]) -> tuple[Any, Any, tf.Tensor]:
        """Feeds the likeliest token back: `(outputs, state, lengths)`."""
        encoded = self.encode(inputs)
        outputs, state, lengths = self.greedy_decoder(
            None,
            start_tokens=self._go(inputs),
            end_token=END,
            initial_state=self.initial_state(encoded),
        )
        return outputs, whole(state), lengths

    def beam(self, inputs: Mapping[str, tf.Tensor]) -> tuple[Any, Any, tf.Tensor]:
        """Searches for the likeliest sequences: `(outputs, state, lengths)`."""
        encoded = Encoded(*tfa.seq2seq.tile_batch(tuple(self.encode(inputs)), self.beam_width))
        return self.beam_decoder(
            None,
            start_tokens=self._go(inputs),
            end_token=END,
            initial_state=self.initial_state(encoded),
        )

    def _go(self, inputs: Mapping[str, tf.Tensor]) -> tf.Tensor:
        return tf.fill([tf.shape(inputs["source"])[0]], GO)

    def loss_of(self, results: Mapping[str, Any], inputs: Mapping[str, tf.Tensor]) -> tf.Tensor:
        """Returns the mean cross-entropy of all target tokens before each end.

        It is of the weights' dtype, which with mixed precision is wider than the logits'.
        """
        logits = tf.cast(results["outputs"].rnn_output, self.dtype)
        steps = tf.shape(logits)[1]
        mask = tf.sequence_mask(inputs["target_length"], steps, dtype=logits.dtype)
        return tfa.seq2seq.sequence_loss(logits, inputs["target"][:, :steps], mask)

    def train_step(self, inputs: Mapping[str, tf.Tensor]) -> dict[str, tf.Tensor]:
        """Is what `fit` does with a batch: the labels are among the inputs."""
        with tf.GradientTape() as tape:
            loss = self.loss_of(self(inputs, training=True), inputs)
        self.optimizer.minimize(loss, self.trainable_variables, tape=tape)
        return {"loss": loss}

    def test_step(self, inputs: Mapping[str, tf.Tensor]) -> dict[str, tf.Tensor]:
        """Is what `evaluate` does with a batch."""
        return {"loss": self.loss_of(self(inputs, training=False), inputs)}


def whole(state: Any) -> Any:
    """Stacks arrays of steps: they must not leave a `tf.function`, tensors may."""
    return tf.nest.map_structure(
        lambda item: item.stack() if isinstance(item, tf.TensorArray) else item, state
    )
