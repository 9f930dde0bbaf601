"""Attend to a window of the source that moves: a custom attention mechanism.

Source: Luong, Pham, Manning, EMNLP 2015, arXiv 1508.04025, section 3.2. The window
reaches D positions to both sides of its centre p_t. `local-m`: p_t = t. `local-p`:
p_t = S sigmoid(v . tanh(W h_t)) (equation 9), and the alignments inside are weighted by
a Gaussian around it with sigma = D / 2 (equation 10).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional

import tensorflow.compat.v1 as tf

from legacy_tf1.variants._tokens import (
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
from legacy_tf1.weights import Gains

__all__ = ["GAINS", "MODES", "Config", "LocalAttention", "build", "decode", "loss", "seq2seq"]

# Smaller than for the other variants, so that float32's rounding does not grow from step to step.
GAINS = Gains(recurrent=1.5, kernel=2.0, bias=0.5)


@dataclass(frozen=True)
class Config(RecurrentSizes):
    """Adds attention's options."""

    predicted: bool = True  # local-p; otherwise local-m
    window: int = 2  # D
    position_units: int = 4  # depth of W h_t
    attention_size: int = 5  # depth of the attentional hidden state
    alignment_history: bool = False


class LocalAttention(seq2seq.LuongAttention):
    """Scores as Luong's "general" does, and softmaxes inside the window alone.

    Its state is the decoding step t, `int32` `[batch, 1]`. Variables beside
    `memory_layer/kernel`: for local-p `local_attention/position_layer/kernel [num_units,
    position_units]` and `local_attention/position_v [position_units]`, where it is called.
    """

    def __init__(
        self,
        num_units: int,
        memory: tf.Tensor,
        memory_sequence_length: tf.Tensor,
        window: int,
        position_units: Optional[int] = None,
        probability_fn: Any = None,
        dtype: Any = tf.float32,
    ) -> None:
        """Makes the mechanism.

        Args:
          num_units: depth of keys and query.
          memory: `[batch, memory time, depth]`.
          memory_sequence_length: integers `[batch]`, all positive.
          window: D, how far the window reaches to either side.
          position_units: for local-p the depth of W h_t, for local-m None.
          probability_fn: as for `LuongAttention`.
          dtype: of memory and query.

        Raises:
          ValueError: for a window that reaches nowhere.
        """
        if window < 1:
            raise ValueError(f"window is {window}, but must reach 1 position or more to each side")
        super().__init__(
            num_units, memory, memory_sequence_length, probability_fn=probability_fn, dtype=dtype
        )
        self._lengths = tf.cast(memory_sequence_length, dtype)[:, None]
        self._window = window
        self._position_units = position_units

    @property
    def state_size(self) -> int:
        return 1

    def initial_state(self, batch_size: Any, dtype: Any) -> tf.Tensor:
        return tf.zeros([batch_size, 1], tf.int32)

    def __call__(self, query: tf.Tensor, state: tf.Tensor) -> tuple:
        """Returns alignments `[batch, memory time]` and the next state."""
        with tf.variable_scope(None, "local_attention", [query]):
            score = tf.reduce_sum(self.keys * query[:, None], 2)
            positions = tf.cast(tf.range(tf.shape(score)[1]), score.dtype)
            distance = positions[None] - self._centre(query, state)
            inside = tf.abs(distance) <= self._window
            outside = tf.fill(tf.shape(score), tf.constant(-float("inf"), score.dtype))
            alignments = self._probability_fn(tf.where(inside, score, outside), state)
            if self._position_units:
                sigma = self._window / 2.0
                alignments *= tf.exp(-tf.square(distance) / (2.0 * sigma**2))
        return alignments, state + 1

    def _centre(self, query: tf.Tensor, state: tf.Tensor) -> tf.Tensor:
        """Returns p_t, `[batch, 1]`."""
        if not self._position_units:
            # A target longer than its source would leave it, and softmax over nothing is NaN.
            return tf.minimum(tf.cast(state, query.dtype), self._lengths - 1.0)
        hidden = tf.layers.dense(
            query, self._position_units, tf.tanh, use_bias=False, name="position_layer"
        )
        v = tf.get_variable("position_v", [self._position_units], query.dtype)
        return self._lengths * tf.sigmoid(tf.reduce_sum(hidden * v, 1, keepdims=True))


def build(config: Config, mode: str = TRAINING, probe: Any = None) -> Model:
    """Adds encoder and decoder to the current graph."""
    inputs = placeholders(config)
    encoded = encode(config, mode, inputs)
    # The concept: only what is near the centre takes part.
    mechanism = LocalAttention(
        config.units,
        encoded.memory,
        encoded.lengths,
        config.window,
        config.position_units if config.predicted else None,
        probability_fn=probe.probability_fn if probe else None,
        dtype=tf.as_dtype(config.dtype),
    )
    decoder = attention_decoder(config, mode, inputs, encoded, mechanism, probe)
    return Model(inputs, encoded.results, decoder, (mechanism,))
