"""Be Luong's attention, plain or monotonic, as a Keras layer.

Answers to `LuongAttentionV2` and `LuongMonotonicAttentionV2` in
`tf.contrib.seq2seq.python.ops.attention_wrapper` of TensorFlow 1.15.5, which were
never exported; tensorflow-addons has their successors.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq.attention_mechanism_v2 import (
    _BaseAttentionMechanismV2,
    _BaseMonotonicAttentionMechanismV2,
)
from legacy_tf1.seq2seq.attention_mechanism_v2 import (
    add_bias as _add_bias,
)
from legacy_tf1.seq2seq.attention_mechanism_v2 import (
    layer_or_dense as _layer,
)
from legacy_tf1.seq2seq.luong_attention import _luong_score
from legacy_tf1.seq2seq.monotonic_attention import probability_fn


class LuongAttentionV2(_BaseAttentionMechanismV2):
    """Luong's attention as a Keras layer."""

    def __init__(
        self,
        units: int,
        memory: Any,
        memory_sequence_length: Any = None,
        scale: bool = False,
        probability_fn: str = "softmax",
        dtype: Any = None,
        name: str = "LuongAttention",
        **kwargs: Any,
    ) -> None:
        """Prepares the memory, if there is one already.

        Args:
          units: the depth of the keys; queries must have the same.
          memory: `[batch, time, depth]`, or None.
          memory_sequence_length: optional integers `[batch]`, which mask the memory.
          scale: whether a trained scalar multiplies the score.
          probability_fn: "softmax" or "hardmax".
          dtype: of the layer; default float32.
          name: of the layer.
          **kwargs: of `tf.keras.layers.Layer`, and `memory_layer`.

        Raises:
          ValueError: for another `probability_fn`.
        """
        dtype = tf.float32 if dtype is None else dtype
        self.probability_fn_name = probability_fn
        probability = self._process_probability_fn(probability_fn)
        self.units = units
        self.scale = scale
        self.scale_weight = None
        super().__init__(
            memory=memory,
            memory_sequence_length=memory_sequence_length,
            query_layer=None,
            memory_layer=_layer("memory_layer", kwargs, units, dtype),
            probability_fn=lambda score, _: probability(score),
            name=name,
            dtype=dtype,
            **kwargs,
        )

    def build(self, input_shape: Any) -> None:
        super().build(input_shape)
        if self.scale and self.scale_weight is None:
            self.scale_weight = self.add_weight(
                "attention_g", [], initializer=tf.ones_initializer()
            )
        self.built = True

    def _calculate_attention(self, query: tf.Tensor, state: Any) -> tuple[tf.Tensor, tf.Tensor]:
        score = _luong_score(query, self.keys, self.scale_weight)
        alignments = self.probability_fn(score, state)
        return alignments, alignments

    def get_config(self) -> dict[str, Any]:
        config = super().get_config()
        own = {
            "units": self.units,
            "scale": self.scale,
            "probability_fn": self.probability_fn_name,
        }
        return {**config, **own}

    @classmethod
    def from_config(cls, config: dict[str, Any], custom_objects: Any = None) -> Any:
        return cls(**cls.deserialize_inner_layer_from_config(config, custom_objects))


class LuongMonotonicAttentionV2(_BaseMonotonicAttentionMechanismV2):
    """Luong's monotonic attention as a Keras layer."""

    def __init__(
        self,
        units: int,
        memory: Any,
        memory_sequence_length: Any = None,
        scale: bool = False,
        sigmoid_noise: float = 0.0,
        sigmoid_noise_seed: int | None = None,
        score_bias_init: float = 0.0,
        mode: str = "parallel",
        dtype: Any = None,
        name: str = "LuongMonotonicAttention",
        **kwargs: Any,
    ) -> None:
        """Prepares the memory, if there is one already.

        Args:
          units: the depth of the keys; queries must have the same.
          memory: `[batch, time, depth]`, or None.
          memory_sequence_length: optional integers `[batch]`, which mask the memory.
          scale: whether a trained scalar multiplies the score.
          sigmoid_noise: standard deviation of the noise added to scores.
          sigmoid_noise_seed: of that noise.
          score_bias_init: the bias's initial value.
          mode: "recursive", "parallel" or "hard", see `monotonic_attention`.
          dtype: of the layer; default float32.
          name: of the layer.
          **kwargs: of `tf.keras.layers.Layer`, and `memory_layer`.
        """
        dtype = tf.float32 if dtype is None else dtype
        self.sigmoid_noise = sigmoid_noise
        self.sigmoid_noise_seed = sigmoid_noise_seed
        self.score_bias_init = score_bias_init
        self.mode = mode
        self.attention_score_bias = None
        self.units = units
        self.scale = scale
        self.attention_g = None
        super().__init__(
            memory=memory,
            memory_sequence_length=memory_sequence_length,
            query_layer=None,
            memory_layer=_layer("memory_layer", kwargs, units, dtype),
            probability_fn=probability_fn(sigmoid_noise, mode, sigmoid_noise_seed),
            name=name,
            dtype=dtype,
            **kwargs,
        )

    def build(self, input_shape: Any) -> None:
        super().build(input_shape)
        if self.scale and self.attention_g is None:
            one = tf.ones_initializer()
            self.attention_g = self.add_weight("attention_g", [], initializer=one)
        _add_bias(self)
        self.built = True

    def _calculate_attention(self, query: tf.Tensor, state: Any) -> tuple[tf.Tensor, tf.Tensor]:
        score = _luong_score(query, self.keys, self.attention_g)
        score += self.attention_score_bias
        alignments = self.probability_fn(score, state)
        return alignments, alignments

    def get_config(self) -> dict[str, Any]:
        config = super().get_config()
        own = {
            "units": self.units,
            "scale": self.scale,
            "sigmoid_noise": self.sigmoid_noise,
            "sigmoid_noise_seed": self.sigmoid_noise_seed,
            "score_bias_init": self.score_bias_init,
            "mode": self.mode,
        }
        return {**config, **own}

    @classmethod
    def from_config(cls, config: dict[str, Any], custom_objects: Any = None) -> Any:
        return cls(**cls.deserialize_inner_layer_from_config(config, custom_objects))
