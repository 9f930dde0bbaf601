"""Read inputs whatever is put out: teacher forcing.

Answers to `tf.contrib.seq2seq.python.ops.helper.TrainingHelper` of TensorFlow 1.15.5.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq.abstract_helper import Helper
from legacy_tf1.seq2seq.rnn_cell import transpose_batch_time


def unstack_ta(inputs: tf.Tensor) -> tf.TensorArray:
    """Puts `[time, ...]` into an array of `time` elements."""
    array = tf.TensorArray(inputs.dtype, size=tf.shape(inputs)[0], element_shape=inputs.shape[1:])
    return array.unstack(inputs)


class TrainingHelper(Helper):
    """Reads its inputs, whatever is put out: teacher forcing.

    The ids it samples are the argmax of the outputs.
    """

    def __init__(
        self,
        inputs: Any,
        sequence_length: Any,
        time_major: bool = False,
        name: str | None = None,
    ) -> None:
        """Takes all inputs.

        Args:
          inputs: `[batch, time, depth]`, or `[time, batch, depth]` if `time_major`.
          sequence_length: `int32` `[batch]`.
          time_major: the layout of `inputs`.
          name: for the name scope.

        Raises:
          ValueError: if `sequence_length` is not a vector.
        """
        with tf.name_scope(name, "TrainingHelper", [inputs, sequence_length]):
            inputs = tf.convert_to_tensor(inputs, name="inputs")
            self._inputs = inputs
            time_major_inputs = inputs if time_major else transpose_batch_time(inputs)
            self._input_tas = unstack_ta(time_major_inputs)
            self._sequence_length = tf.convert_to_tensor(sequence_length, name="sequence_length")
            if self._sequence_length.shape.rank != 1:
                raise ValueError(
                    "Expected sequence_length to be a vector, but received shape: "
                    f"{self._sequence_length.shape}"
                )
            self._zero_inputs = tf.zeros_like(time_major_inputs[0, :])
            self._batch_size = tf.size(sequence_length)

    @property
    def inputs(self) -> tf.Tensor:
        return self._inputs

    @property
    def sequence_length(self) -> tf.Tensor:
        return self._sequence_length

    @property
    def batch_size(self) -> tf.Tensor:
        return self._batch_size

    @property
    def sample_ids_shape(self) -> tf.TensorShape:
        return tf.TensorShape([])

    @property
    def sample_ids_dtype(self) -> Any:
        return tf.int32

    def initialize(self, name: str | None = None) -> Any:
        with tf.name_scope(name, "TrainingHelperInitialize"):
            finished = tf.equal(0, self._sequence_length)
            return finished, self._inputs_at(0, finished)

    def sample(  # type: ignore[override]  # contrib's own signature
        self, time: Any, outputs: Any, name: str | None = None, **unused_kwargs: Any
    ) -> tf.Tensor:
        with tf.name_scope(name, "TrainingHelperSample", [time, outputs]):
            return tf.cast(tf.argmax(outputs, axis=-1), tf.int32)

    def next_inputs(  # type: ignore[override]  # contrib's own signature
        self, time: Any, outputs: Any, state: Any, name: str | None = None, **unused_kwargs: Any
    ) -> Any:
        with tf.name_scope(name, "TrainingHelperNextInputs", [time, outputs, state]):
            next_time = time + 1
            finished = next_time >= self._sequence_length
            return finished, self._inputs_at(next_time, finished), state

    def _inputs_at(self, time: Any, finished: tf.Tensor) -> tf.Tensor:
        """Returns the inputs of step `time`, or zeros after the last one."""
        return tf.cond(
            tf.reduce_all(finished),
            lambda: self._zero_inputs,
            lambda: self._input_tas.read(time),
        )
