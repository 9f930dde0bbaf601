"""Make the Transformer's layers of Keras's, and tell where TensorFlow 1 had their weights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tf2_port.checkpoints import DenseRule, LayerNormRule, MultiHeadRule, Rule
from tf2_port.compat import tf

EPSILON = 1e-6  # Keras's default is 1e-3


class Attend(tf.keras.layers.Layer):
    """Adds to each query what several heads attend to, and normalises the sum."""

    def __init__(self, heads: int, head_size: int, **options: Any) -> None:
        super().__init__(**options)
        keras, dtype = tf.keras.layers, self.dtype_policy
        self.attention = keras.MultiHeadAttention(heads, head_size, use_bias=False, dtype=dtype)
        self.norm = keras.LayerNormalization(epsilon=EPSILON, dtype=dtype)

    def call(
        self, queries: tf.Tensor, memory: tf.Tensor, visible: Any = None, causal: bool = False
    ) -> tuple[tf.Tensor, tf.Tensor]:
        """Attends from `queries` to `memory`.

        Args:
          queries: `[batch, query time, depth]`.
          memory: `[batch, memory time, depth]`.
          visible: booleans that broadcast to `[batch, query time, memory time]`.
          causal: whether position t may look back, and at itself, but not ahead.

        Returns:
          `[batch, query time, depth]`, and alignments `[batch, heads, query time, memory
          time]`.
        """
        change, alignments = self.attention(
            queries,
            memory,
            attention_mask=visible,
            use_causal_mask=causal,
            return_attention_scores=True,
        )
        return self.norm(queries + change), alignments

    def rules(self, scope: str) -> Iterator[Rule]:
        yield MultiHeadRule(scope, self.attention)
        yield LayerNormRule(f"{scope}_norm", self.norm)


class FeedForward(tf.keras.layers.Layer):
    """Adds to each position what two layers make of it, and normalises the sum."""

    def __init__(self, depth: int, units: int, **options: Any) -> None:
        super().__init__(**options)
        keras, dtype = tf.keras.layers, self.dtype_policy
        self.inner = keras.Dense(units, "relu", dtype=dtype)
        self.outer = keras.Dense(depth, dtype=dtype)
        self.norm = keras.LayerNormalization(epsilon=EPSILON, dtype=dtype)

    def call(self, state: tf.Tensor) -> tf.Tensor:
        return self.norm(state + self.outer(self.inner(state)))

    def rules(self, scope: str) -> Iterator[Rule]:
        yield DenseRule(f"{scope}/inner", self.inner)
        yield DenseRule(f"{scope}/outer", self.outer)
        yield LayerNormRule(f"{scope}/norm", self.norm)


class EncoderLayer(tf.keras.layers.Layer):
    """Attends from each position to all that are visible."""

    def __init__(
        self, depth: int, heads: int, head_size: int, feed_forward_units: int, **options: Any
    ) -> None:
        super().__init__(**options)
        dtype = self.dtype_policy
        self.self_attention = Attend(heads, head_size, dtype=dtype)
        self.feed_forward = FeedForward(depth, feed_forward_units, dtype=dtype)

    def call(self, state: tf.Tensor, visible: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        # The concept: queries and memory are the same.
        state, alignments = self.self_attention(state, state, visible)
        return self.feed_forward(state), alignments

    def rules(self, scope: str) -> Iterator[Rule]:
        yield from self.self_attention.rules(f"{scope}/self_attention")
        yield from self.feed_forward.rules(scope)


class DecoderLayer(tf.keras.layers.Layer):
    """Attends from each position to those before it and to itself, then to a memory."""

    def __init__(
        self, depth: int, heads: int, head_size: int, feed_forward_units: int, **options: Any
    ) -> None:
        super().__init__(**options)
        dtype = self.dtype_policy
        self.self_attention = Attend(heads, head_size, dtype=dtype)
        self.attention = Attend(heads, head_size, dtype=dtype)
        self.feed_forward = FeedForward(depth, feed_forward_units, dtype=dtype)

    def call(
        self, state: tf.Tensor, memory: tf.Tensor, visible: tf.Tensor
    ) -> tuple[tf.Tensor, dict[str, tf.Tensor]]:
        state, own = self.self_attention(state, state, causal=True)
        state, source = self.attention(state, memory, visible)
        return self.feed_forward(state), {"self": own, "memory": source}

    def rules(self, scope: str) -> Iterator[Rule]:
        yield from self.self_attention.rules(f"{scope}/self_attention")
        yield from self.attention.rules(f"{scope}/attention")
        yield from self.feed_forward.rules(scope)
