"""Share what the token-to-token variants have in common: all but the concept.

The TensorFlow 2 twin of `legacy_tf1.variants._tokens`, on Keras and `tfa.seq2seq`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tf2_port.checkpoints import (
    DenseRule,
    EmbeddingRule,
    GRUCellRule,
    LSTMCellRule,
    RNNCellRule,
    Rule,
)
from tf2_port.compat import tf
from tf2_port.variants._decoding import END, GO, PAD, DecodingModel, Encoded, whole

__all__ = ["END", "GO", "PAD", "Encoded", "TokenModel", "cell_rules", "make_cells", "stacked"]


class TokenModel(DecodingModel):
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
        dtype: str = "float32",
        **decoding: Any,
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
          dtype: of every layer; given to each, for Keras would cast in silence.
          **decoding: of `DecodingModel`.
        """
        super().__init__(dtype=dtype, **decoding)
        self.units = units
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
        return {"encoder": encoder, "outputs": outputs, "state": whole(state), "lengths": lengths}

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
