"""Attend from left to right by additive scores.

Answers to `BahdanauMonotonicAttention` of `tf.contrib.seq2seq` in TensorFlow 1.15.5;
Raffel, Luong, Liu, Weiss, Eck, "Online and Linear-Time Attention by Enforcing
Monotonic Alignments", ICML 2017, arXiv 1704.00784.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq.bahdanau_attention import _score
from legacy_tf1.seq2seq.monotonic_attention import (
    _BaseMonotonicAttentionMechanism,
    add_bias,
    probability_fn,
)
from legacy_tf1.seq2seq.rnn_cell import Dense


class BahdanauMonotonicAttention(_BaseMonotonicAttentionMechanism):
    """Monotonic attention; its score is BahdanauAttention's and a trained bias.

    Variables: those of BahdanauAttention, but under `bahdanau_monotonic_attention`, and
    beside them `attention_score_bias []`.
    """

    def __init__(
        self,
        num_units: int,
        memory: Any,
        memory_sequence_length: Any = None,
        normalize: bool = False,
        score_mask_value: Any = None,
        sigmoid_noise: float = 0.0,
        sigmoid_noise_seed: int | None = None,
        score_bias_init: Any = 0.0,
        mode: str = "parallel",
        dtype: Any = None,
        name: str = "BahdanauMonotonicAttention",
    ) -> None:
        """Prepares the memory.

        Args:
          num_units: the depth of query and keys.
          memory: `[batch, time, depth]`.
          memory_sequence_length: optional integers `[batch]`, all positive.
          normalize: whether to use the weight-normalised form.
          score_mask_value: what masked scores become; default `-inf`.
          sigmoid_noise: standard deviation of the noise added to scores.
          sigmoid_noise_seed: of that noise.
          score_bias_init: the bias's initial value; a negative one is of use for a
            long memory. As in contrib a Python number does for float32 alone: give
            `np.float64(...)` with other dtypes.
          mode: "recursive", "parallel" or "hard", see `monotonic_attention`.
          dtype: of the layers; default float32.
          name: for the name scope.
        """
        dtype = tf.float32 if dtype is None else dtype
        super().__init__(
            query_layer=Dense(num_units, "query_layer", dtype),
            memory_layer=Dense(num_units, "memory_layer", dtype),
            memory=memory,
            probability_fn=probability_fn(sigmoid_noise, mode, sigmoid_noise_seed),
            memory_sequence_length=memory_sequence_length,
            score_mask_value=score_mask_value,
            name=name,
        )
        self._num_units = num_units
        self._normalize = normalize
        self._name = name
        self._score_bias_init = score_bias_init

    def __call__(self, query: tf.Tensor, state: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        """Aligns a query with the memory.

        Args:
          query: `[batch, query depth]`, usually the cell's output.
          state: the previous alignments, `[batch, time]`.

        Returns:
          `(alignments, next_state)`, the same tensor `[batch, time]` twice.

        Raises:
          ValueError: for an unknown mode, or a bias of another dtype than the score.
        """
        with tf.variable_scope(None, "bahdanau_monotonic_attention", [query]):
            score = add_bias(_score(self, query), self._score_bias_init)
        alignments = self._probability_fn(score, state)
        return alignments, alignments
