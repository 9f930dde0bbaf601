"""Make a helper of three functions.

Answers to `tf.contrib.seq2seq.python.ops.helper.CustomHelper` of TensorFlow 1.15.5.
"""

from __future__ import annotations

from typing import Any, Callable

import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq.abstract_helper import Helper


class CustomHelper(Helper):
    """Asks functions for first inputs, samples and next inputs."""

    def __init__(
        self,
        initialize_fn: Callable[[], Any],
        sample_fn: Callable[..., Any],
        next_inputs_fn: Callable[..., Any],
        sample_ids_shape: Any = None,
        sample_ids_dtype: Any = None,
    ) -> None:
        """Takes the functions.

        Args:
          initialize_fn: returns `(finished [batch], first inputs)`.
          sample_fn: takes `time`, `outputs` and `state` by name; returns sample ids.
          next_inputs_fn: takes `time`, `outputs`, `state` and `sample_ids` by name;
            returns `(finished [batch], next inputs, next state)`.
          sample_ids_shape: of the ids, without the batch axis; default a scalar.
          sample_ids_dtype: of the ids; default `tf.int32`.
        """
        self._initialize_fn = initialize_fn
        self._sample_fn = sample_fn
        self._next_inputs_fn = next_inputs_fn
        self._batch_size: Any = None
        self._sample_ids_shape = tf.TensorShape(sample_ids_shape or [])
        self._sample_ids_dtype = sample_ids_dtype or tf.int32

    @property
    def batch_size(self) -> Any:
        """The size of `finished`, known since `initialize`.

        Raises:
          ValueError: before that.
        """
        if self._batch_size is None:
            raise ValueError(
                f"{type(self).__name__}.batch_size is known only after initialize() was called"
            )
        return self._batch_size

    @property
    def sample_ids_shape(self) -> tf.TensorShape:
        return self._sample_ids_shape

    @property
    def sample_ids_dtype(self) -> Any:
        return self._sample_ids_dtype

    def initialize(self, name: str | None = None) -> Any:
        with tf.name_scope(name, f"{type(self).__name__}Initialize"):
            finished, next_inputs = self._initialize_fn()
            if self._batch_size is None:
                self._batch_size = tf.size(finished)
        return finished, next_inputs

    def sample(self, time: Any, outputs: Any, state: Any, name: str | None = None) -> Any:
        with tf.name_scope(name, f"{type(self).__name__}Sample", (time, outputs, state)):
            return self._sample_fn(time=time, outputs=outputs, state=state)

    def next_inputs(
        self, time: Any, outputs: Any, state: Any, sample_ids: Any, name: str | None = None
    ) -> Any:
        with tf.name_scope(name, f"{type(self).__name__}NextInputs", (time, outputs, state)):
            return self._next_inputs_fn(
                time=time, outputs=outputs, state=state, sample_ids=sample_ids
            )
