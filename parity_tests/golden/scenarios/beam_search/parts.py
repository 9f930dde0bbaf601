"""Make the parts that beam search scenarios are put together from.

A `Chain` is the cell that shows most: its logits are a table's row for the token before,
bent by a state that sums up all of a beam's past. So ties and ends can be written down,
and a beam that goes on from the wrong parent goes wrong visibly.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.parts import (
    BATCH,
    MEMORY_DEPTH,
    MEMORY_LENGTHS,
    MEMORY_TIME,
    draw,
    fed,
    named,
    seq2seq,
    tensor,
    tf,
)

try:
    from tensorflow.contrib.seq2seq.python.ops import beam_search_decoder, beam_search_ops
except ImportError:
    from legacy_tf1.seq2seq import beam_search_decoder, beam_search_ops

__all__ = ["beam_search_decoder", "beam_search_ops"]

WIDTH, VOCABULARY, STEPS = 5, 11, 9
START, END = 1, 0


class Chain(tf.nn.rnn_cell.RNNCell):
    """Puts out its inputs bent by its state, `[rows, vocabulary]` both."""

    def __init__(self, size: int = VOCABULARY, dtype: Any = tf.float64) -> None:
        super().__init__(dtype=dtype)
        self.size = size

    @property
    def state_size(self) -> Any:
        return self.size

    @property
    def output_size(self) -> Any:
        return self.size

    def call(self, inputs: Any, state: Any) -> Any:
        return inputs + 0.25 * state, 0.5 * state + tf.cos(inputs)


def table(end: float = 0.0, name: str = "table", dtype: str = "float64") -> np.ndarray:
    """Draws `[vocabulary, vocabulary]` logits by the token before; `end` adds to END's."""
    logits = draw(name, VOCABULARY, VOCABULARY, dtype=dtype)
    logits[:, END] += end
    return logits


def start_tokens(static: Any = None) -> Any:
    """Makes three start tokens that are not the same, by default static."""
    tokens = np.array([START, 4, 7], np.int32)
    return tf.constant(tokens) if static is None else fed(tokens, static)


def plain(values: Any) -> Any:
    """Makes -9 of the lowest numbers of short floats.

    A tolerance is a share of the largest number, and would be as large as those.
    """
    if not tf.is_tensor(values) or values.dtype not in (tf.float16, tf.float32):
        return values
    small = tf.fill(tf.shape(values), tf.constant(-9.0, values.dtype))
    return tf.where(values < values.dtype.min / 2, small, values)


def search(
    cell: Any = None,
    embedding: Any = None,
    state: Any = None,
    width: int = WIDTH,
    tokens: Any = None,
    loop: Any = None,
    **options: Any,
) -> Any:
    """Searches, and names all that comes out.

    Args:
      cell: by default a `Chain`.
      embedding: by default a table that lets some sequences end early.
      state: to start from; by default drawn.
      width: of the beam.
      tokens: to start with.
      loop: options of `dynamic_decode`; by default so many steps at most.
      **options: of `BeamSearchDecoder`.
    """
    if tokens is None:
        tokens = start_tokens()
    decoder = seq2seq.BeamSearchDecoder(
        cell=Chain() if cell is None else cell,
        embedding=tf.constant(table(1.0)) if embedding is None else embedding,
        start_tokens=tokens,
        end_token=options.pop("end_token", END),
        initial_state=chain_state(width) if state is None else state,
        beam_width=width,
        **options,
    )
    return run(decoder, **{"maximum_iterations": STEPS, **(loop or {})})


def chain_state(width: int = WIDTH, size: int = VOCABULARY) -> Any:
    """Draws a state, the same for all beams of an example, as a search needs it."""
    return seq2seq.tile_batch(tensor("state", BATCH, size), width)


def run(decoder: Any, **options: Any) -> Any:
    outputs, state, lengths = seq2seq.dynamic_decode(decoder, **options)
    found = {**named("outputs", outputs), **named("state", state), "lengths": lengths}
    return {name: plain(values) for name, values in found.items()}


def attention(width: int = WIDTH, dynamic: bool = False, dtype: str = "float64") -> Any:
    """Makes a `BahdanauAttention` of a memory tiled for beams."""
    static = [None, MEMORY_TIME, MEMORY_DEPTH] if dynamic else None
    memory = tensor("memory", BATCH, MEMORY_TIME, MEMORY_DEPTH, static=static, dtype=dtype)
    lengths = np.array(MEMORY_LENGTHS, np.int32)
    lengths = fed(lengths, [None]) if dynamic else tf.constant(lengths)
    return seq2seq.BahdanauAttention(
        7,
        seq2seq.tile_batch(memory, width),
        seq2seq.tile_batch(lengths, width),
        dtype=tf.as_dtype(dtype),
    )


def project(bias: bool = True, dtype: Any = tf.float64) -> Any:
    """Makes a layer that turns a cell's output to logits."""
    return tf.layers.Dense(VOCABULARY, use_bias=bias, name="project", dtype=dtype)
