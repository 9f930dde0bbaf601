"""Show the encoding vector to the decoder at every step, instead of starting from it.

Source: Cho et al., EMNLP 2014, arXiv 1406.1078, section 2.2: the decoder's hidden
state depends on the previous one, the previous token, and the summary c of the source.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import tensorflow.compat.v1 as tf

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


class ContextCellState(NamedTuple):
    cell_state: Any
    context: Any  # [batch, depth], the same at every step


class ContextCell(tf.nn.rnn_cell.RNNCell):
    """Gives a cell `[inputs, context]`; the context travels in the state."""

    def __init__(self, cell: Any, depth: int) -> None:
        super().__init__(name="context_cell", dtype=cell.dtype)
        self._cell, self._depth = cell, depth

    @property
    def state_size(self) -> ContextCellState:
        return ContextCellState(self._cell.state_size, self._depth)

    @property
    def output_size(self) -> int:
        return self._cell.output_size

    def call(self, inputs: tf.Tensor, state: ContextCellState) -> tuple:
        seen = tf.concat([inputs, state.context], -1)
        output, cell_state = self._cell(seen, state.cell_state)
        return output, ContextCellState(cell_state, state.context)


def build(config: Config, mode: str = TRAINING, probe: Any = None) -> Model:
    """Adds encoder and decoder to the current graph."""
    inputs = placeholders(config)
    encoded = encode(config, mode, inputs)
    # The concept: the cell starts from zeros, and sees the vector at each step.
    cell = make_cell(config)
    zeros = cell.zero_state(encoded.batch_size, tf.as_dtype(config.dtype))
    initial_state = ContextCellState(zeros, encoded.vector)
    cell = ContextCell(cell, config.units)
    decoder = make_decoder(config, mode, inputs, cell, initial_state)
    return Model(inputs, encoded.results, decoder)
