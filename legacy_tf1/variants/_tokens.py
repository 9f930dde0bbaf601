"""Share what the token-to-token variants have in common: all but the concept.

Each embeds source tokens, encodes them by `tf.nn.dynamic_rnn`, and decodes target
tokens: by teacher forcing, greedily, or by beam search. Sutskever, Vinyals, Le,
NIPS 2014, arXiv 1409.3215. Runs on TensorFlow 1.15.5 (Python 3.7) too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import tensorflow.compat.v1 as tf

from legacy_tf1.inputs import Input
from legacy_tf1.weights import Gains

try:
    from tensorflow.contrib import seq2seq
except ImportError:
    from legacy_tf1 import seq2seq

__all__ = [
    "BEAM",
    "END",
    "GAINS",
    "GO",
    "GREEDY",
    "MODES",
    "PAD",
    "TRAINING",
    "Encoded",
    "Model",
    "RecurrentSizes",
    "Sizes",
    "attention_decoder",
    "decode",
    "embed_source",
    "encode",
    "loss",
    "make_cell",
    "make_decoder",
    "placeholders",
    "seq2seq",
    "teacher_forced",
    "tiled",
]

MODES = TRAINING, GREEDY, BEAM = "training", "greedy", "beam"
PAD, GO, END = 0, 1, 2

# Enough to make the next token depend on the last ones.
GAINS = Gains(recurrent=2.5, kernel=4.0, bias=0.5)

_CELLS = {
    "rnn": tf.nn.rnn_cell.BasicRNNCell,
    "lstm": tf.nn.rnn_cell.LSTMCell,
    "gru": tf.nn.rnn_cell.GRUCell,
}


@dataclass(frozen=True)
class Sizes:
    """The sizes of data and layers, and how to decode."""

    batch_size: int = 4
    source_time: int = 7
    target_time: int = 5
    source_vocabulary: int = 11
    target_vocabulary: int = 13
    embedding_depth: int = 3
    layers: int = 1
    dtype: str = "float32"
    beam_width: int = 3
    length_penalty_weight: float = 0.0
    maximum_iterations: int = 8  # of greedy decoding and beam search

    @property
    def inputs(self) -> dict[str, Input]:
        """Describes every input, by name; a target ends before its length."""
        batch, source, target = self.batch_size, self.source_time, self.target_time
        return {
            "source": Input((batch, source), "int32", END + 1, self.source_vocabulary - 1),
            "source_length": Input((batch,), "int32", 1, source),
            "target": Input((batch, target), "int32", END + 1, self.target_vocabulary - 1),
            "target_length": Input((batch,), "int32", 0, target),
        }


@dataclass(frozen=True)
class RecurrentSizes(Sizes):
    """Adds the cells of encoder and decoder."""

    units: int = 6
    cell: str = "lstm"  # or "rnn", "gru"


class Encoded(NamedTuple):
    """What the encoder gives; each row `beam_width` times over for beam search."""

    memory: tf.Tensor  # [batch, source time, units]
    lengths: tf.Tensor  # [batch]
    state: Any  # of the last layer's cells: what a MultiRNNCell has, [batch, units] each
    batch_size: tf.Tensor

    @property
    def vector(self) -> tf.Tensor:
        """The last layer's last output, `[batch, units]`: the whole source in one vector."""
        last = self.state[-1] if type(self.state) is tuple else self.state
        return last.h if hasattr(last, "h") else last

    @property
    def results(self) -> dict[str, Any]:
        """Names what to report."""
        return {"memory": self.memory, "encoder_state": self.state}


class Model(NamedTuple):
    """A graph up to its decoder, which has not run yet."""

    inputs: dict[str, Any]  # placeholders
    encoder: dict[str, Any]
    decoder: Any
    mechanisms: tuple = ()


def placeholders(config: Sizes) -> dict[str, Any]:
    """Makes the inputs, for any batch size and any time."""
    return {
        name: tf.placeholder(tf.as_dtype(given.dtype), [None] * len(given.shape), name=name)
        for name, given in config.inputs.items()
    }


def make_cell(config: RecurrentSizes) -> Any:
    """Makes one cell, or a `MultiRNNCell` of several."""
    cells = [_CELLS[config.cell](config.units, dtype=config.dtype) for _ in range(config.layers)]
    return tf.nn.rnn_cell.MultiRNNCell(cells) if config.layers > 1 else cells[0]


def embed_source(config: Sizes, inputs: dict[str, Any]) -> tf.Tensor:
    """Returns `[batch, source time, embedding depth]`."""
    embedding = _embedding("source_embedding", config.source_vocabulary, config)
    return tf.nn.embedding_lookup(embedding, inputs["source"])


def encode(config: RecurrentSizes, mode: str, inputs: dict[str, Any]) -> Encoded:
    """Embeds the source, and runs the encoder over it up to each sequence's end."""
    memory, state = tf.nn.dynamic_rnn(
        make_cell(config),
        embed_source(config, inputs),
        inputs["source_length"],
        dtype=tf.as_dtype(config.dtype),
        scope="encoder",
    )
    return tiled(config, mode, memory, inputs["source_length"], state)


def tiled(config: Sizes, mode: str, memory: tf.Tensor, lengths: tf.Tensor, state: Any) -> Encoded:
    """Returns what decoding starts from: for beam search, each row `beam_width` times over."""
    encoded = (memory, lengths, state)
    if mode == BEAM:
        encoded = seq2seq.tile_batch(encoded, config.beam_width)
    return Encoded(*encoded, batch_size=tf.shape(encoded[0])[0])


def teacher_forced(config: Sizes, inputs: dict[str, Any]) -> tf.Tensor:
    """Embeds what the decoder is told: GO first, then the labels one step late."""
    embedding = _embedding("target_embedding", config.target_vocabulary, config)
    start = tf.fill(tf.shape(inputs["source_length"]), GO)
    shifted = tf.concat([start[:, None], inputs["target"][:, :-1]], 1)
    return tf.nn.embedding_lookup(embedding, shifted)


def make_decoder(
    config: Sizes,
    mode: str,
    inputs: dict[str, Any],
    cell: Any,
    initial_state: Any,
) -> Any:
    """Makes the decoder of a mode; its output layer gives the logits of the next token."""
    embedding = _embedding("target_embedding", config.target_vocabulary, config)
    layer = tf.layers.Dense(config.target_vocabulary, name="output_layer", dtype=config.dtype)
    start = tf.fill(tf.shape(inputs["source_length"]), GO)
    if mode == BEAM:
        return seq2seq.BeamSearchDecoder(
            cell,
            embedding,
            start,
            END,
            initial_state,
            config.beam_width,
            layer,
            config.length_penalty_weight,
        )
    if mode == GREEDY:
        helper = seq2seq.GreedyEmbeddingHelper(embedding, start, END)
    else:
        helper = seq2seq.TrainingHelper(teacher_forced(config, inputs), inputs["target_length"])
    return seq2seq.BasicDecoder(cell, helper, initial_state, layer)


def attention_decoder(
    config: Any, mode: str, inputs: dict[str, Any], encoded: Encoded, mechanism: Any, probe: Any
) -> Any:
    """Makes a decoder that attends, and starts from the encoder's state.

    The attentional hidden state is tanh(W_c [h_t; context]) (Luong et al., equation 5).
    """
    dtype = tf.as_dtype(config.dtype)
    layer = tf.layers.Dense(
        config.attention_size, tf.tanh, use_bias=False, name="attention_layer", dtype=dtype
    )
    feeding = getattr(config, "input_feeding", True)
    cell = seq2seq.AttentionWrapper(
        make_cell(config),
        mechanism,
        attention_layer=layer,
        cell_input_fn=None if feeding else lambda inputs, attention: inputs,
        alignment_history=config.alignment_history,
        attention_fn=probe.attention_fn if probe else None,
        dtype=dtype,
    )
    initial_state = cell.zero_state(encoded.batch_size, dtype).clone(cell_state=encoded.state)
    return make_decoder(config, mode, inputs, cell, initial_state)


def decode(config: Sizes, mode: str, model: Any) -> tuple:
    """Runs the decoder: returns `(outputs, final state, sequence lengths)`."""
    limit = None if mode == TRAINING else config.maximum_iterations
    return seq2seq.dynamic_decode(model.decoder, maximum_iterations=limit, scope="decoder")


def loss(config: Sizes, model: Any, logits: tf.Tensor) -> tf.Tensor:
    """Returns the mean cross-entropy of all target tokens before each end."""
    steps = tf.shape(logits)[1]
    mask = tf.sequence_mask(model.inputs["target_length"], steps, dtype=logits.dtype)
    return seq2seq.sequence_loss(logits, model.inputs["target"][:, :steps], mask)


def _embedding(name: str, vocabulary: int, config: Sizes) -> Any:
    with tf.variable_scope(tf.get_variable_scope(), reuse=tf.AUTO_REUSE):
        shape = [vocabulary, config.embedding_depth]
        return tf.get_variable(name, shape, tf.as_dtype(config.dtype))
