"""Translate: a bidirectional encoder, and a decoder with Bahdanau attention.

Source: Bahdanau, Cho, Bengio, ICLR 2015, arXiv 1409.0473. Alignments are the softmax
of v . tanh(W_q h_t + W_m m_j) (section 3.1); what is attended to are both directions'
outputs side by side (section 3.2). The decoder starts from both directions' last states.
`tf2_port.nmt` trains it, from text to text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.variants._tokens import (
    GAINS,
    MODES,
    TRAINING,
    Encoded,
    Model,
    RecurrentSizes,
    attention_decoder,
    decode,
    embed_source,
    encode,
    loss,
    make_cell,
    placeholders,
    seq2seq,
    tiled,
)

__all__ = ["GAINS", "MODES", "Config", "build", "decode", "loss", "seq2seq"]


@dataclass(frozen=True)
class Config(RecurrentSizes):
    """Adds the encoder's and attention's options."""

    bidirectional: bool = True
    attention_units: int = 7
    normalize: bool = False  # whether v is a direction, with a length of its own
    attention_size: int = 5  # depth of the attentional hidden state
    alignment_history: bool = False

    @property
    def decoder_units(self) -> int:
        """Is what it takes to start from the state of all directions."""
        return 2 * self.units if self.bidirectional else self.units


def build(config: Config, mode: str = TRAINING, probe: Any = None) -> Model:
    """Adds encoder and decoder to the current graph."""
    inputs = placeholders(config)
    # The concept: each position's memory has read the source from both ends.
    read = _encode_both_ways if config.bidirectional else encode
    encoded = read(config, mode, inputs)
    mechanism = seq2seq.BahdanauAttention(
        config.attention_units,
        encoded.memory,
        memory_sequence_length=encoded.lengths,
        normalize=config.normalize,
        probability_fn=probe.probability_fn if probe else None,
        dtype=tf.as_dtype(config.dtype),
    )
    sizes = replace(config, units=config.decoder_units)
    decoder = attention_decoder(sizes, mode, inputs, encoded, mechanism, probe)
    return Model(inputs, encoded.results, decoder, (mechanism,))


def _encode_both_ways(config: Config, mode: str, inputs: dict[str, Any]) -> Encoded:
    """Runs one encoder forwards and one backwards; joins their outputs, and their states."""
    outputs, states = tf.nn.bidirectional_dynamic_rnn(
        make_cell(config),
        make_cell(config),
        embed_source(config, inputs),
        inputs["source_length"],
        dtype=tf.as_dtype(config.dtype),
        scope="encoder",
    )
    state = tf.nest.map_structure(lambda *both: tf.concat(both, -1), *states)
    return tiled(config, mode, tf.concat(outputs, -1), inputs["source_length"], state)
