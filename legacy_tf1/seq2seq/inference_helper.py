"""Feed back what a function of one's own samples.

Answers to `tf.contrib.seq2seq.python.ops.helper.InferenceHelper` of TensorFlow 1.15.5.
"""

from __future__ import annotations

from typing import Any, Callable

import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq.abstract_helper import Helper


class InferenceHelper(Helper):
    """Samples by a function, and feeds the samples back as they are or changed."""

    def __init__(
        self,
        sample_fn: Callable[[Any], Any],
        sample_shape: Any,
        sample_dtype: Any,
        start_inputs: Any,
        end_fn: Callable[[Any], Any],
        next_inputs_fn: Callable[[Any], Any] | None = None,
    ) -> None:
        """Takes the functions, and the inputs of the first step.

        Args:
          sample_fn: takes the outputs, and returns samples `[batch] + sample_shape`.
          sample_shape: a list of integers or a `TensorShape`, without the batch axis.
          sample_dtype: the dtype of the samples.
          start_inputs: the inputs of the first step, `[batch, depth]`.
          end_fn: takes the samples, and returns `bool` `[batch]`: which rows end.
          next_inputs_fn: takes the samples, and returns the next step's inputs; by
            default the samples are these.
        """
        self._sample_fn = sample_fn
        self._end_fn = end_fn
        self._sample_shape = tf.TensorShape(sample_shape)
        self._sample_dtype = sample_dtype
        self._next_inputs_fn = next_inputs_fn
        self._batch_size = tf.shape(start_inputs)[0]
        self._start_inputs = tf.convert_to_tensor(start_inputs, name="start_inputs")

    @property
    def batch_size(self) -> tf.Tensor:
        return self._batch_size

    @property
    def sample_ids_shape(self) -> tf.TensorShape:
        return self._sample_shape

    @property
    def sample_ids_dtype(self) -> Any:
        return self._sample_dtype

    def initialize(self, name: str | None = None) -> Any:
        return tf.tile([False], [self._batch_size]), self._start_inputs

    def sample(self, time: Any, outputs: Any, state: Any, name: str | None = None) -> Any:
        return self._sample_fn(outputs)

    def next_inputs(
        self, time: Any, outputs: Any, state: Any, sample_ids: Any, name: str | None = None
    ) -> Any:
        inputs = sample_ids if self._next_inputs_fn is None else self._next_inputs_fn(sample_ids)
        return self._end_fn(sample_ids), inputs, state
