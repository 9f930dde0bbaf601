"""Attend to all of the source by Luong's dot product.

Source: Luong, Pham, Manning, EMNLP 2015, arXiv 1508.04025: alignments are the softmax
of h_t . (W memory) (section 3.1, "general"; with the identity for W, "dot"), and the
attentional hidden state is tanh(W_c [h_t; context]) (equation 5), which is the next
step's input too, if inputs are fed (section 3.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.variants._tokens import (
    GAINS,
    MODES,
    TRAINING,
    Model,
    RecurrentSizes,
    attention_decoder,
    decode,
    encode,
    loss,
    placeholders,
    seq2seq,
)

__all__ = ["GAINS", "MODES", "Config", "build", "decode", "loss", "seq2seq"]


@dataclass(frozen=True)
class Config(RecurrentSizes):
    """Adds attention's options."""

    scale: bool = False  # whether scores are multiplied by a trained number
    input_feeding: bool = True
    attention_size: int = 5  # depth of the attentional hidden state
    alignment_history: bool = False


def build(config: Config, mode: str = TRAINING, probe: Any = None) -> Model:
    """Adds encoder and decoder to the current graph."""
    inputs = placeholders(config)
    encoded = encode(config, mode, inputs)
    # The concept: each step scores all of the memory, and takes the mean it prefers.
    mechanism = seq2seq.LuongAttention(
        config.units,
        encoded.memory,
        memory_sequence_length=encoded.lengths,
        scale=config.scale,
        probability_fn=probe.probability_fn if probe else None,
        dtype=tf.as_dtype(config.dtype),
    )
    decoder = attention_decoder(config, mode, inputs, encoded, mechanism, probe)
    return Model(inputs, encoded.results, decoder, (mechanism,))
