"""Decode a sequence from a vector: the encoder's last state starts the decoder.

Source: Sutskever, Vinyals, Le, NIPS 2014, arXiv 1409.3215; Cho et al., EMNLP 2014,
arXiv 1406.1078. The cell is a basic RNN, an LSTM or a GRU, in one layer or several;
each layer of the decoder starts from the state of the matching layer of the encoder.
"""

from __future__ import annotations

from typing import Any

from legacy_tf1.variants._tokens import (
    GAINS,
    MODES,
    TRAINING,
    Model,
    RecurrentSizes,
    decode,
    encode,
    loss,
    make_cell,
    make_decoder,
    placeholders,
    seq2seq,
)

__all__ = ["GAINS", "MODES", "Config", "build", "decode", "loss", "seq2seq"]

Config = RecurrentSizes


def build(config: Config, mode: str = TRAINING, probe: Any = None) -> Model:
    """Adds encoder and decoder to the current graph."""
    inputs = placeholders(config)
    encoded = encode(config, mode, inputs)
    # The concept: all that the decoder knows of the source is its initial state.
    decoder = make_decoder(config, mode, inputs, make_cell(config), encoded.state)
    return Model(inputs, encoded.results, decoder)
