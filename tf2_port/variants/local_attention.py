"""Attend to a window of the source that moves: a custom attention mechanism.

The TensorFlow 2 twin of `legacy_tf1.variants.local_attention`; Luong, Pham, Manning,
EMNLP 2015, arXiv 1508.04025, section 3.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tf2_port.checkpoints import LocalRule, Rule
from tf2_port.compat import tf, tfa
from tf2_port.variants._attention import AttendingModel


class LocalAttention(tfa.seq2seq.LuongAttention):
    """Scores as Luong's "general" does, and softmaxes inside the window alone.

    Its state is the decoding step t, `int32` `[batch, 1]`.
    """

    def __init__(
        self, units: int, window: int, position_units: int | None = None, **options: Any
    ) -> None:
        """Makes the mechanism.

        Args:
          units: depth of keys and query.
          window: D, how far the window reaches to either side.
          position_units: for local-p the depth of W h_t, for local-m None.
          **options: of `tfa.seq2seq.LuongAttention`.

        Raises:
          ValueError: for a window that reaches nowhere.
        """
        if window < 1:
            raise ValueError(f"window is {window}, but must reach 1 position or more to each side")
        super().__init__(units, **options)
        self.window = window
        self.position_layer: Any = None
        if position_units:
            self.position_layer = tf.keras.layers.Dense(
                position_units, "tanh", use_bias=False, dtype=self.dtype_policy
            )
            self.position_v = self.add_weight("position_v", [position_units])

    @property
    def state_size(self) -> int:
        return 1

    def initial_state(self, batch_size: Any, dtype: Any) -> tf.Tensor:
        return tf.zeros([batch_size, 1], tf.int32)

    def setup_memory(
        self, memory: tf.Tensor, memory_sequence_length: Any = None, memory_mask: Any = None
    ) -> None:
        super().setup_memory(memory, memory_sequence_length, memory_mask)
        # Positions are of the weights' dtype: with mixed precision bfloat16 counts to 256 only.
        self.lengths = tf.cast(memory_sequence_length, self.dtype)[:, None]

    def _calculate_attention(self, query: tf.Tensor, state: tf.Tensor) -> tuple[Any, Any]:
        """Returns alignments `[batch, memory time]` and the next state."""
        score = tf.reduce_sum(self.keys * query[:, None], 2)
        positions = tf.cast(tf.range(tf.shape(score)[1]), self.dtype)
        distance = positions[None] - self._centre(query, state)
        inside = tf.abs(distance) <= self.window
        alignments = self.probability_fn(tf.where(inside, score, score.dtype.min), state)
        if self.position_layer is not None:
            sigma = self.window / 2.0
            gaussian = tf.exp(-tf.square(distance) / (2.0 * sigma**2))
            alignments *= tf.cast(gaussian, score.dtype)
        return alignments, state + 1

    def _centre(self, query: tf.Tensor, state: tf.Tensor) -> tf.Tensor:
        """Returns p_t, `[batch, 1]`."""
        if self.position_layer is None:
            # A target longer than its source would leave it; tfa's softmax over nothing is even.
            return tf.minimum(tf.cast(state, self.dtype), self.lengths - 1.0)
        hidden = self.position_layer(query)
        score = tf.reduce_sum(hidden * self.position_v, 1, keepdims=True)
        return self.lengths * tf.sigmoid(tf.cast(score, self.dtype))


class LocalAttentionModel(AttendingModel):
    """Only what is near the centre takes part."""

    def __init__(
        self,
        predicted: bool = True,
        window: int = 2,
        position_units: int = 4,
        **options: Any,
    ) -> None:
        """Makes the layers.

        Args:
          predicted: local-p; otherwise local-m.
          window: D, how far the window reaches to either side.
          position_units: depth of W h_t.
          **options: of `AttendingModel`.
        """
        super().__init__(**options)
        units = position_units if predicted else None
        self.attend_by(LocalAttention(self.units, window, units, dtype=self.policy))

    def weight_rules(self) -> Iterator[Rule]:
        yield from super().weight_rules()
        yield LocalRule("memory_layer", f"{self.scope}/local_attention", self.mechanism)
