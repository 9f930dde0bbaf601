"""Prepare a memory, and be a Keras layer: what contrib had on its way to TensorFlow 2.

Answers to `_BaseAttentionMechanismV2` and `_BaseMonotonicAttentionMechanismV2` in
`tf.contrib.seq2seq.python.ops.attention_wrapper` of TensorFlow 1.15.5, which were
never exported; tensorflow-addons has their successors.
"""

from __future__ import annotations

from typing import Any, Callable

import numpy as np
import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq.attention_mechanism import (
    AttentionMechanism,
    _maybe_mask_score,
    _prepare_memory,
)
from legacy_tf1.seq2seq.hardmax import hardmax
from legacy_tf1.seq2seq.monotonic_attention import dirac_alignments
from legacy_tf1.seq2seq.rnn_cell import zero_state_tensors

_LAYERS = ("query_layer", "memory_layer")


def layer_or_dense(argument: str, kwargs: dict[str, Any], units: int, dtype: Any) -> Any:
    """Takes a layer out of `kwargs`, or makes a Dense one without bias."""
    dense = tf.keras.layers.Dense
    return kwargs.pop(argument, None) or dense(units, name=argument, use_bias=False, dtype=dtype)


def add_bias(layer: Any) -> None:
    """Gives a monotonic mechanism its bias, unless it has one."""
    if layer.attention_score_bias is None:
        start = tf.constant_initializer(layer.score_bias_init, dtype=layer.dtype)
        layer.attention_score_bias = layer.add_weight(
            "attention_score_bias", [], dtype=layer.dtype, initializer=start
        )


class _BaseAttentionMechanismV2(AttentionMechanism, tf.keras.layers.Layer):
    """Is called as `([memory, lengths], setup_memory=True)` once, then as `([query, state])`.

    Whoever gives the memory to the constructor has done the first of these calls. A
    subclass implements `_calculate_attention(query, state)`, which returns
    `(alignments, next_state)`.
    """

    def __init__(
        self,
        memory: Any,
        probability_fn: Callable[[tf.Tensor, Any], tf.Tensor],
        query_layer: Any = None,
        memory_layer: Any = None,
        memory_sequence_length: Any = None,
        **kwargs: Any,
    ) -> None:
        """Prepares the memory, if there is one already.

        Args:
          memory: `[batch, time, depth]`, or None.
          probability_fn: `(score [batch, time], state) -> alignments`.
          query_layer: a `tf.keras.layers.Layer` for queries, or None.
          memory_layer: one that turns memory into keys, or None.
          memory_sequence_length: optional integers `[batch]`. They mask the memory,
            but unlike in the other mechanisms no scores: only a mask does.
          **kwargs: of `tf.keras.layers.Layer`; its dtype is by default the memory layer's.

        Raises:
          TypeError: for layers that are no Keras layers, or a `probability_fn` that
            cannot be called.
        """
        for argument, layer in zip(_LAYERS, (query_layer, memory_layer)):
            if layer is not None and not isinstance(layer, tf.keras.layers.Layer):
                raise TypeError(f"{argument} is not a Layer: {type(layer).__name__}")
        self.query_layer = query_layer
        self.memory_layer = memory_layer
        if memory_layer is not None:
            kwargs.setdefault("dtype", memory_layer.dtype)
        super().__init__(**kwargs)
        if not callable(probability_fn):
            raise TypeError(
                f"probability_fn must be callable, saw type: {type(probability_fn).__name__}"
            )
        self.probability_fn = probability_fn
        self.keys: Any = None
        self.values: Any = None
        self.batch_size: Any = None
        self._memory_initialized = False
        self._check_inner_dims_defined = True
        self.supports_masking = True
        self.score_mask_value = tf.as_dtype(self.dtype).as_numpy_dtype(-np.inf)
        if memory is not None:
            lengths = memory_sequence_length
            inputs = memory if lengths is None else [memory, lengths]
            self.values = super().__call__(inputs, setup_memory=True)

    def build(self, input_shape: Any) -> None:
        """Builds the memory layer at the first call, and the query layer at the second."""
        layer = self.query_layer if self._memory_initialized else self.memory_layer
        several = self._memory_initialized or isinstance(input_shape, list)
        if layer is not None and not layer.built:
            layer.build(input_shape[0] if several else input_shape)

    def __call__(self, inputs: Any, **kwargs: Any) -> Any:
        """Calls the layer; to `[query, state]` it appends the values, which Keras must see.

        Raises:
          ValueError: if there are not 2 or 3 inputs, and the memory is there.
        """
        if self._memory_initialized:
            if len(inputs) not in (2, 3):
                raise ValueError(f"inputs must be 2 or 3 tensors, not {len(inputs)}")
            if len(inputs) == 2:
                inputs.append(self.values)
        return super().__call__(inputs, **kwargs)

    def call(self, inputs: Any, mask: Any = None, setup_memory: bool = False, **kwargs: Any) -> Any:
        """Takes a memory, or attends to it.

        Args:
          inputs: `memory`, `[memory]` or `[memory, lengths]` to take; else
            `[query, state]`, and a third that is ignored.
          mask: optional booleans `[batch, time]`, for the memory.
          setup_memory: whether to take a memory.
          **kwargs: of layers derived from this one.

        Returns:
          The values `[batch, time, depth]`, or `(alignments, next_state)`.

        Raises:
          ValueError: for another number of inputs, a second memory, or none.
        """
        if not setup_memory:
            if not self._memory_initialized:
                raise ValueError("there is no memory to attend to: call with setup_memory=True")
            if len(inputs) not in (2, 3):
                raise ValueError(f"inputs must be query and state, not {len(inputs)} items")
            return self._calculate_attention(inputs[0], inputs[1])
        given = inputs if isinstance(inputs, list) else [inputs]
        if len(given) not in (1, 2):
            raise ValueError(f"inputs must be memory, or memory and lengths, not {len(given)}")
        self._setup_memory(given[0], given[1] if len(given) == 2 else None, mask)
        self.built = False  # the query layer is still to be built
        return self.values

    def _setup_memory(
        self, memory: Any, memory_sequence_length: Any = None, memory_mask: Any = None
    ) -> None:
        if self._memory_initialized:
            raise ValueError("there is a memory already: make another attention mechanism")
        if memory_sequence_length is not None and memory_mask is not None:
            raise ValueError("memory_sequence_length and memory_mask are both given: give one")
        with tf.name_scope(self.name, "BaseAttentionMechanismInit", tf.nest.flatten(memory)):
            self.values = _prepare_memory(
                memory, memory_sequence_length, memory_mask, self._check_inner_dims_defined
            )
            self.keys = self.memory_layer(self.values) if self.memory_layer else self.values
            batch, time = self.keys.shape[:2].as_list()
            self.batch_size = batch or tf.shape(self.keys)[0]
            self._alignments_size = time or tf.shape(self.keys)[1]
            if memory_mask is not None:
                unmasked = self.probability_fn
                self.probability_fn = lambda score, state: unmasked(
                    _maybe_mask_score(
                        score, memory_mask=memory_mask, score_mask_value=self.score_mask_value
                    ),
                    state,
                )
        self._memory_initialized = True

    def _calculate_attention(self, query: tf.Tensor, state: Any) -> Any:
        raise NotImplementedError("a subclass must implement _calculate_attention")

    def compute_mask(self, inputs: Any, mask: Any = None) -> Any:
        return None, None

    def get_config(self) -> dict[str, Any]:
        """Returns what `from_config` needs; the memory is None there."""
        config = super().get_config()
        for argument in _LAYERS:
            layer = getattr(self, argument)
            if layer is not None:
                name = type(layer).__name__
                config[argument] = {"class_name": name, "config": layer.get_config()}
        return {**config, "memory": None}

    def _process_probability_fn(self, func_name: str) -> Callable[..., Any]:
        functions = {"softmax": tf.nn.softmax, "hardmax": hardmax}
        if func_name not in functions:
            raise ValueError(f"probability_fn is {func_name!r}, but must be one of {[*functions]}")
        return functions[func_name]

    @classmethod
    def deserialize_inner_layer_from_config(
        cls, config: dict[str, Any], custom_objects: Any
    ) -> dict[str, Any]:
        """Returns a copy of `config` with layers in place of their configurations."""
        layers = {
            argument: tf.keras.layers.deserialize(config[argument], custom_objects=custom_objects)
            for argument in _LAYERS
            if config.get(argument)
        }
        return {**{k: v for k, v in config.items() if k not in _LAYERS}, **layers}

    @property
    def alignments_size(self) -> Any:
        return self._alignments_size

    @property
    def state_size(self) -> Any:
        return self._alignments_size

    def initial_alignments(self, batch_size: Any, dtype: Any) -> tf.Tensor:
        """Returns zeros `[batch, alignments_size]`."""
        return zero_state_tensors(self._alignments_size, batch_size, dtype)

    def initial_state(self, batch_size: Any, dtype: Any) -> Any:
        return self.initial_alignments(batch_size, dtype)


class _BaseMonotonicAttentionMechanismV2(_BaseAttentionMechanismV2):
    """Starts from the memory's first element."""

    def initial_alignments(self, batch_size: Any, dtype: Any) -> tf.Tensor:
        """Returns `[1, 0, 0, ...]` for each row, `[batch, alignments_size]`."""
        return dirac_alignments(self._alignments_size, batch_size, dtype)
