"""Prepare a memory once, so that it can be attended to at every decoding step.

Answers to the base classes in `tf.contrib.seq2seq.python.ops.attention_wrapper`
of TensorFlow 1.15.5, which re-exports everything here.
"""

from __future__ import annotations

from typing import Any, Callable

import numpy as np
import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq.rnn_cell import zero_state_tensors


class AttentionMechanism:
    """What `AttentionWrapper` accepts as a mechanism; users may derive their own."""

    @property
    def alignments_size(self) -> Any:
        raise NotImplementedError

    @property
    def state_size(self) -> Any:
        raise NotImplementedError


def _prepare_memory(
    memory: Any,
    memory_sequence_length: Any = None,
    memory_mask: Any = None,
    check_inner_dims_defined: bool = True,
) -> Any:
    """Converts `memory` to tensors and zeroes it past each sequence's end.

    Args:
      memory: a (nested) structure of tensors `[batch, time, ...]`.
      memory_sequence_length: optional integers `[batch]`.
      memory_mask: optional booleans `[batch, time]`, False where to ignore.
      check_inner_dims_defined: whether all axes after `time` must be static.

    Raises:
      ValueError: for both a length and a mask, or for unknown inner dimensions.
    """
    memory = tf.nest.map_structure(lambda m: tf.convert_to_tensor(m, name="memory"), memory)
    _length_or_mask(memory_sequence_length, memory_mask)
    first = tf.nest.flatten(memory)[0]
    if check_inner_dims_defined:
        for m in tf.nest.flatten(memory):
            if not m.shape[2:].is_fully_defined():
                raise ValueError(
                    f"Expected memory {m.name} to have fully defined inner dims, "
                    f"but saw shape: {m.shape}"
                )
    if memory_sequence_length is not None:
        lengths = tf.convert_to_tensor(memory_sequence_length, name="memory_sequence_length")
        mask = tf.sequence_mask(lengths, maxlen=tf.shape(first)[1], dtype=first.dtype)
    elif memory_mask is not None:
        mask = tf.cast(memory_mask, first.dtype)
    else:
        return memory

    def masked(m: tf.Tensor) -> tf.Tensor:
        rank = tf.rank(m) if m.shape.rank is None else m.shape.rank
        inner_axes = tf.ones(rank - 2, tf.int32)
        return m * tf.reshape(mask, tf.concat([tf.shape(mask), inner_axes], 0))

    return tf.nest.map_structure(masked, memory)


def _maybe_mask_score(
    score: tf.Tensor,
    memory_sequence_length: Any = None,
    memory_mask: Any = None,
    score_mask_value: Any = None,
) -> tf.Tensor:
    """Puts `score_mask_value` into `score [batch, time]` past each sequence's end.

    Raises:
      ValueError: for both a length and a mask.
      tf.errors.InvalidArgumentError: at run time, for a length that is not
        positive: a softmax over nothing has no value.
    """
    _length_or_mask(memory_sequence_length, memory_mask)
    if memory_sequence_length is not None:
        positive = tf.assert_positive(
            memory_sequence_length,
            message="All values in memory_sequence_length must be greater than zero.",
        )
        # The assertion is an op in a graph and None where it ran at once.
        with tf.control_dependencies([positive] if positive is not None else []):
            memory_mask = tf.sequence_mask(memory_sequence_length, maxlen=tf.shape(score)[1])
    if memory_mask is None:
        return score
    return tf.where(memory_mask, score, score_mask_value * tf.ones_like(score))


def _length_or_mask(memory_sequence_length: Any, memory_mask: Any) -> None:
    if memory_sequence_length is not None and memory_mask is not None:
        raise ValueError(
            "memory_sequence_length and memory_mask can't be provided at same time: give one."
        )


class _BaseAttentionMechanism(AttentionMechanism):
    """Holds the memory as `values`, its projection as `keys`, and the masking.

    A subclass implements `__call__(query, state)`, which returns
    `(alignments, next_state)`, both `[batch, alignments_size]` by default.
    """

    def __init__(
        self,
        query_layer: Any,
        memory: Any,
        probability_fn: Callable[[tf.Tensor, Any], tf.Tensor],
        memory_sequence_length: Any = None,
        memory_layer: Any = None,
        check_inner_dims_defined: bool = True,
        score_mask_value: Any = None,
        custom_key_value_fn: Callable[..., Any] | None = None,
        name: str | None = None,
    ) -> None:
        """Prepares the memory.

        Args:
          query_layer: a `tf.layers.Layer` for queries, or None.
          memory: `[batch, time, depth]`, usually an encoder's outputs.
          probability_fn: `(score [batch, time], state) -> alignments`.
          memory_sequence_length: optional integers `[batch]`, all positive.
          memory_layer: a `tf.layers.Layer` that turns memory into keys. (As in
            contrib it gives this mechanism its dtype, so it must not be None.)
          check_inner_dims_defined: whether the memory's depth must be static.
          score_mask_value: what masked scores become; default `-inf`.
          custom_key_value_fn: optional `(keys, values) -> (keys, values)`.
          name: for the name scope.

        Raises:
          TypeError: for layers that are no `tf.layers.Layer`, or a
            `probability_fn` that cannot be called.
          ValueError: for a memory of unknown depth.
        """
        for argument, layer in (("query_layer", query_layer), ("memory_layer", memory_layer)):
            if layer is not None and not isinstance(layer, tf.layers.Layer):
                raise TypeError(f"{argument} is not a Layer: {type(layer).__name__}")
        self._query_layer = query_layer
        self._memory_layer = memory_layer
        self.dtype = memory_layer.dtype
        if not callable(probability_fn):
            raise TypeError(
                f"probability_fn must be callable, saw type: {type(probability_fn).__name__}"
            )
        if score_mask_value is None:
            score_mask_value = tf.as_dtype(self.dtype).as_numpy_dtype(-np.inf)

        def masked_probability_fn(score: tf.Tensor, state: Any) -> tf.Tensor:
            score = _maybe_mask_score(
                score,
                memory_sequence_length=memory_sequence_length,
                score_mask_value=score_mask_value,
            )
            return probability_fn(score, state)

        self._probability_fn = masked_probability_fn
        with tf.name_scope(name, "BaseAttentionMechanismInit", tf.nest.flatten(memory)):
            self._values = _prepare_memory(
                memory,
                memory_sequence_length=memory_sequence_length,
                check_inner_dims_defined=check_inner_dims_defined,
            )
            self._keys = self.memory_layer(self._values) if self.memory_layer else self._values
            if custom_key_value_fn is not None:
                self._keys, self._values = custom_key_value_fn(self._keys, self._values)
            batch, time = self._keys.shape[:2].as_list()
            self._batch_size = batch or tf.shape(self._keys)[0]
            self._alignments_size = time or tf.shape(self._keys)[1]

    @property
    def memory_layer(self) -> Any:
        return self._memory_layer

    @property
    def query_layer(self) -> Any:
        return self._query_layer

    @property
    def values(self) -> Any:
        """The masked memory, `[batch, time, depth]`."""
        return self._values

    @property
    def keys(self) -> Any:
        """The projected memory, `[batch, time, num_units]`."""
        return self._keys

    @property
    def batch_size(self) -> Any:
        """An integer where it is static, else a scalar `int32` tensor."""
        return self._batch_size

    @property
    def alignments_size(self) -> Any:
        """The memory's time: an integer where it is static, else a scalar tensor."""
        return self._alignments_size

    @property
    def state_size(self) -> Any:
        return self._alignments_size

    def initial_alignments(self, batch_size: Any, dtype: Any) -> tf.Tensor:
        """Returns the alignments before the first step: zeros `[batch, alignments_size]`."""
        return zero_state_tensors(self._alignments_size, batch_size, dtype)

    def initial_state(self, batch_size: Any, dtype: Any) -> Any:
        """Returns the mechanism's state before the first step: the initial alignments."""
        return self.initial_alignments(batch_size, dtype)
