"""Be Bahdanau's attention, plain or monotonic, as a Keras layer.

Answers to `BahdanauAttentionV2` and `BahdanauMonotonicAttentionV2` in
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
from legacy_tf1.seq2seq.bahdanau_attention import _bahdanau_score
from legacy_tf1.seq2seq.monotonic_attention import probability_fn


class BahdanauAttentionV2(_BaseAttentionMechanismV2):
    """Bahdanau's attention as a Keras layer."""

    def __init__(
        self,
        units: int,
        memory: Any,
        memory_sequence_length: Any = None,
        normalize: bool = False,
        probability_fn: str = "softmax",
        kernel_initializer: Any = "glorot_uniform",
        dtype: Any = None,
        name: str = "BahdanauAttention",
        **kwargs: Any,
    ) -> None:
        """Prepares the memory, if there is one already.

        Args:
          units: the depth of query and keys.
          memory: `[batch, time, depth]`, or None.
          memory_sequence_length: optional integers `[batch]`, which mask the memory.
          normalize: whether to use the weight-normalised form.
          probability_fn: "softmax" or "hardmax".
          kernel_initializer: of `attention_v`.
          dtype: of the layer; default float32.
          name: of the layer.
          **kwargs: of `tf.keras.layers.Layer`, and `query_layer`, `memory_layer`.

        Raises:
          ValueError: for another `probability_fn`.
        """
        dtype = tf.float32 if dtype is None else dtype
        self.probability_fn_name = probability_fn
        probability = self._process_probability_fn(probability_fn)
        self.units = units
        self.normalize = normalize
        self.kernel_initializer = tf.keras.initializers.get(kernel_initializer)
        self.attention_v = None
        self.attention_g = None
        self.attention_b = None
        super().__init__(
            memory=memory,
            memory_sequence_length=memory_sequence_length,
            query_layer=_layer("query_layer", kwargs, units, dtype),
            memory_layer=_layer("memory_layer", kwargs, units, dtype),
            probability_fn=lambda score, _: probability(score),
            name=name,
            dtype=dtype,
            **kwargs,
        )

    def build(self, input_shape: Any) -> None:
        super().build(input_shape)
        if self.attention_v is None:
            self.attention_v = self.add_weight(
                "attention_v", [self.units], dtype=self.dtype, initializer=self.kernel_initializer
            )
        if self.normalize and self.attention_g is None:
            self.attention_g = self.add_weight(
                "attention_g",
                [],
                dtype=self.dtype,
                initializer=tf.constant_initializer((1.0 / self.units) ** 0.5),
            )
            self.attention_b = self.add_weight(
                "attention_b", [self.units], dtype=self.dtype, initializer=tf.zeros_initializer()
            )
        self.built = True

    def _calculate_attention(self, query: tf.Tensor, state: Any) -> tuple[tf.Tensor, tf.Tensor]:
        processed_query = self.query_layer(query) if self.query_layer else query
        score = _bahdanau_score(
            processed_query, self.keys, self.attention_v, self.attention_g, self.attention_b
        )
        alignments = self.probability_fn(score, state)
        return alignments, alignments

    def get_config(self) -> dict[str, Any]:
        config = super().get_config()
        own = {
            "units": self.units,
            "normalize": self.normalize,
            "probability_fn": self.probability_fn_name,
            "kernel_initializer": tf.keras.initializers.serialize(self.kernel_initializer),
        }
        return {**config, **own}

    @classmethod
    def from_config(cls, config: dict[str, Any], custom_objects: Any = None) -> Any:
        return cls(**cls.deserialize_inner_layer_from_config(config, custom_objects))


class BahdanauMonotonicAttentionV2(_BaseMonotonicAttentionMechanismV2):
    """Bahdanau's monotonic attention as a Keras layer."""

    def __init__(
        self,
        units: int,
        memory: Any,
        memory_sequence_length: Any = None,
        normalize: bool = False,
        sigmoid_noise: float = 0.0,
        sigmoid_noise_seed: int | None = None,
        score_bias_init: float = 0.0,
        mode: str = "parallel",
        kernel_initializer: Any = "glorot_uniform",
        dtype: Any = None,
        name: str = "BahdanauMonotonicAttention",
        **kwargs: Any,
    ) -> None:
        """Prepares the memory, if there is one already.

        Args:
          units: the depth of query and keys.
          memory: `[batch, time, depth]`, or None.
          memory_sequence_length: optional integers `[batch]`, which mask the memory.
          normalize: whether to use the weight-normalised form.
          sigmoid_noise: standard deviation of the noise added to scores.
          sigmoid_noise_seed: of that noise.
          score_bias_init: the bias's initial value.
          mode: "recursive", "parallel" or "hard", see `monotonic_attention`.
          kernel_initializer: of `attention_v`.
          dtype: of the layer; default float32.
          name: of the layer.
          **kwargs: of `tf.keras.layers.Layer`, and `query_layer`, `memory_layer`.
        """
        dtype = tf.float32 if dtype is None else dtype
        self.sigmoid_noise = sigmoid_noise
        self.sigmoid_noise_seed = sigmoid_noise_seed
        self.score_bias_init = score_bias_init
        self.mode = mode
        self.attention_score_bias = None
        self.units = units
        self.normalize = normalize
        self.kernel_initializer = tf.keras.initializers.get(kernel_initializer)
        self.attention_v = None
        self.attention_g = None
        self.attention_b = None
        super().__init__(
            memory=memory,
            memory_sequence_length=memory_sequence_length,
            query_layer=_layer("query_layer", kwargs, units, dtype),
            memory_layer=_layer("memory_layer", kwargs, units, dtype),
            probability_fn=probability_fn(sigmoid_noise, mode, sigmoid_noise_seed),
            name=name,
            dtype=dtype,
            **kwargs,
        )

    def build(self, input_shape: Any) -> None:
        super().build(input_shape)
        if self.attention_v is None:
            self.attention_v = self.add_weight(
                "attention_v", [self.units], dtype=self.dtype, initializer=self.kernel_initializer
            )
        _add_bias(self)
        if self.normalize and self.attention_g is None:
            self.attention_g = self.add_weight(
                "attention_g",
                [],
                dtype=self.dtype,
                initializer=tf.constant_initializer((1.0 / self.units) ** 0.5),
            )
            self.attention_b = self.add_weight(
                "attention_b", [self.units], dtype=self.dtype, initializer=tf.zeros_initializer()
            )
        self.built = True

    def _calculate_attention(self, query: tf.Tensor, state: Any) -> tuple[tf.Tensor, tf.Tensor]:
        processed_query = self.query_layer(query) if self.query_layer else query
        score = _bahdanau_score(
            processed_query, self.keys, self.attention_v, self.attention_g, self.attention_b
        )
        score += self.attention_score_bias
        alignments = self.probability_fn(score, state)
        return alignments, alignments

    def get_config(self) -> dict[str, Any]:
        config = super().get_config()
        own = {
            "units": self.units,
            "normalize": self.normalize,
            "sigmoid_noise": self.sigmoid_noise,
            "sigmoid_noise_seed": self.sigmoid_noise_seed,
            "score_bias_init": self.score_bias_init,
            "mode": self.mode,
            "kernel_initializer": tf.keras.initializers.serialize(self.kernel_initializer),
        }
        return {**config, **own}

    @classmethod
    def from_config(cls, config: dict[str, Any], custom_objects: Any = None) -> Any:
        return cls(**cls.deserialize_inner_layer_from_config(config, custom_objects))
