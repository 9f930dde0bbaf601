"""Share what the token-to-token variants have in common: all but the concept.

The TensorFlow 2 twin of `legacy_tf1.variants._tokens`, on Keras and `tfa.seq2seq`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from tf2_port.checkpoints import (
    DenseRule,
    EmbeddingRule,
    GRUCellRule,
    LSTMCellRule,
    RNNCellRule,
    Rule,
)
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


class TokenModel(tf.keras.Model):
    """Encoder and decoder of tokens; a variant says how they are connected.

    A variant calls `decode_by` with what is to be stepped, when it has made its layers,
    and overrides `initial_state`.
    """

    scope = "decoder"
    """Where TensorFlow 1 kept the decoder's cell."""

    def __init__(
        self,
        source_vocabulary: int = 11,
        target_vocabulary: int = 13,
        embedding_depth: int = 3,
        units: int = 6,
        decoder_units: int | None = None,
        cell: str = "lstm",
        layers: int = 1,
        beam_width: int = 3,
        length_penalty_weight: float = 0.0,
        maximum_iterations: int = 8,
        dtype: str = "float32",
    ) -> None:
        """Makes the layers.

        Args:
          source_vocabulary: how many source tokens there are.
          target_vocabulary: how many target tokens there are.
          embedding_depth: of source and target tokens.
          units: of every cell.
          decoder_units: of the decoder's cells, if they have others.
          cell: `rnn`, `lstm` or `gru`.
          layers: of encoder and decoder.
          beam_width: of beam search.
          length_penalty_weight: of beam search.
          maximum_iterations: the most tokens that are decoded without a target.
          dtype: of every layer; given to each, for Keras would cast in silence.
        """
        super().__init__(dtype=dtype)
        self.units = units
        self.beam_width = beam_width
        self.length_penalty_weight = length_penalty_weight
        self.maximum_iterations = maximum_iterations
        self.source_embedding = tf.keras.layers.Embedding(
            source_vocabulary, embedding_depth, dtype=dtype
        )
        self.target_embedding = tf.keras.layers.Embedding(
            target_vocabulary, embedding_depth, dtype=dtype
        )
        self.encoder_cells = make_cells(cell, units, layers, dtype)
        self.encoder = recurrent(self.encoder_cells, dtype)
        self.decoder_cells = make_cells(cell, decoder_units or units, layers, dtype)
        self.stack = stacked(self.decoder_cells, dtype)
        self.output_layer = tf.keras.layers.Dense(target_vocabulary, dtype=dtype)

    def decode_by(self, cell: Any) -> None:
        """Makes the decoders: they step `cell`, and share its weights."""
        self.decoder = tfa.seq2seq.BasicDecoder(
            cell, tfa.seq2seq.TrainingSampler(), self.output_layer, dtype=self.dtype
        )
        self.greedy_decoder = tfa.seq2seq.BasicDecoder(
            cell,
            tfa.seq2seq.GreedyEmbeddingSampler(self.target_embedding),
            self.output_layer,
            maximum_iterations=self.maximum_iterations,
            dtype=self.dtype,
        )
        self.beam_decoder = tfa.seq2seq.BeamSearchDecoder(
            cell,
            self.beam_width,
            self.target_embedding,
            self.output_layer,
            length_penalty_weight=self.length_penalty_weight,
            maximum_iterations=self.maximum_iterations,
            dtype=self.dtype,
        )

    def initial_state(self, encoded: Encoded) -> Any:
        """Returns the state that decoding starts from."""
        return encoded.state

    def vector(self, encoded: Encoded) -> tf.Tensor:
        """Returns the last layer's last output, `[batch, units]`: the source in one vector."""
        last = encoded.state[-1] if len(self.encoder_cells) > 1 else encoded.state
        return last[0] if isinstance(last, list) else last

    def encode(self, inputs: Mapping[str, tf.Tensor]) -> Encoded:
        """Encodes `source [batch, time]` up to `source_length [batch]`."""
        mask = tf.sequence_mask(inputs["source_length"], tf.shape(inputs["source"])[1])
        memory, *states = self.encoder(self.source_embedding(inputs["source"]), mask=mask)
        state = states if isinstance(self.encoder.cell.state_size, list) else states[0]
        return Encoded(memory, inputs["source_length"], state)

    def start(self, inputs: Mapping[str, tf.Tensor]) -> Start:
        """Encodes, and prepares teacher forcing: GO first, then the labels one step late."""
        encoded = self.encode(inputs)
        target = inputs["target"]
        go = tf.fill([tf.shape(target)[0], 1], GO)
        shifted = tf.concat([go, target[:, :-1]], 1)
        embedded = self.target_embedding(shifted)
        return Start(encoded, embedded, inputs["target_length"], self.initial_state(encoded))

    def call(self, inputs: Mapping[str, tf.Tensor], training: bool | None = None) -> dict[str, Any]:
        """Encodes, and decodes by teacher forcing.

        Args:
          inputs: `source [batch, source time]`, `source_length [batch]`, all positive,
            `target [batch, target time]` and `target_length [batch]`.
          training: as in any Keras model.

        Returns:
          `encoder` (memory, state), `outputs` (`rnn_output [batch, time,
          vocabulary]`, `sample_id`), `state` and `lengths [batch]`.
        """
        start = self.start(inputs)
        outputs, state, lengths = self.decoder(
            start.decoder_input,
            sequence_length=start.lengths,
            initial_state=start.state,
            training=training,
        )
        encoder = {"memory": start.encoded.memory, "state": start.encoded.state}
        return {"encoder": encoder, "outputs": outputs, "state": _whole(state), "lengths": lengths}

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
        return outputs, _whole(state), lengths

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
        """Returns the mean cross-entropy of all target tokens before each end."""
        return token_loss(results, inputs)

    def weight_rules(self) -> Iterator[Rule]:
        """Tells where each of these weights was in a TensorFlow 1 checkpoint."""
        yield EmbeddingRule("source_embedding", self.source_embedding)
        yield from self.encoder_rules()
        yield EmbeddingRule("target_embedding", self.target_embedding)
        yield from cell_rules(self.scope, self.decoder_cells)
        yield DenseRule("decoder/output_layer", self.output_layer)

    def encoder_rules(self) -> Iterator[Rule]:
        """Tells where the encoder's weights were."""
        yield from cell_rules("encoder", self.encoder_cells)


def token_loss(results: Mapping[str, Any], inputs: Mapping[str, tf.Tensor]) -> tf.Tensor:
    """Returns the mean cross-entropy of all target tokens before each end."""
    logits = results["outputs"].rnn_output
    steps = tf.shape(logits)[1]
    mask = tf.sequence_mask(inputs["target_length"], steps, dtype=logits.dtype)
    return tfa.seq2seq.sequence_loss(logits, inputs["target"][:, :steps], mask)


def make_cells(kind: str, units: int, layers: int, dtype: str) -> list[Any]:
    """Makes Keras cells that compute what TensorFlow 1's do."""
    keras = tf.keras.layers
    make: dict[str, Callable[[], Any]] = {
        "rnn": lambda: keras.SimpleRNNCell(units, dtype=dtype),
        "lstm": lambda: keras.LSTMCell(units, dtype=dtype),
        "gru": lambda: keras.GRUCell(units, reset_after=False, dtype=dtype),
    }
    return [make[kind]() for _ in range(layers)]


def recurrent(cells: list[Any], dtype: str, **options: Any) -> Any:
    """Makes the layer that runs these cells over time, as `tf.nn.dynamic_rnn` did."""
    return tf.keras.layers.RNN(
        stacked(cells, dtype),
        return_sequences=True,
        return_state=True,
        zero_output_for_mask=True,
        dtype=dtype,
        **options,
    )


class Stack(tf.keras.layers.StackedRNNCells):
    """Is a stack of cells whose state is a list.

    Keras's own has a tuple, which `tfa.seq2seq.BeamSearchDecoder` keeps as an attribute,
    which Keras wraps, which `tf.function` then cannot trace.
    """

    @property
    def state_size(self) -> list[Any]:
        return [cell.state_size for cell in self.cells]

    def get_initial_state(self, *arguments: Any, **options: Any) -> list[Any]:
        return list(super().get_initial_state(*arguments, **options))


def stacked(cells: list[Any], dtype: str) -> Any:
    return cells[0] if len(cells) == 1 else Stack(cells, dtype=dtype)


def cell_rules(scope: str, cells: list[Any]) -> Iterator[Rule]:
    """Tells where TensorFlow 1 kept the weights of one cell, or of a `MultiRNNCell`'s."""
    for k, cell in enumerate(cells):
        inner = f"{scope}/multi_rnn_cell/cell_{k}" if len(cells) > 1 else scope
        if isinstance(cell, tf.keras.layers.LSTMCell):
            yield LSTMCellRule(f"{inner}/lstm_cell", cell, forget_bias=1.0)
        elif isinstance(cell, tf.keras.layers.GRUCell):
            yield GRUCellRule(f"{inner}/gru_cell", cell)
        else:
            yield RNNCellRule(f"{inner}/basic_rnn_cell", cell)


def _whole(state: Any) -> Any:
    """Stacks arrays of steps: they must not leave a `tf.function`, tensors may."""
    return tf.nest.map_structure(
        lambda item: item.stack() if isinstance(item, tf.TensorArray) else item, state
    )
