"""Decode step by step inside one `tf.while_loop`.

Answers to `tf.contrib.seq2seq.python.ops.decoder` of TensorFlow 1.15.5.
"""

from __future__ import annotations

import abc
from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1 import compat
from legacy_tf1.seq2seq.base_decoder import BaseDecoder as BaseDecoder
from legacy_tf1.seq2seq.rnn_cell import transpose_batch_time as _transpose_batch_time
from legacy_tf1.seq2seq.rnn_cell import zero_state_tensors as _zero_state_tensors

__all__ = ["Decoder", "_transpose_batch_time", "_zero_state_tensors", "dynamic_decode"]


class Decoder(metaclass=abc.ABCMeta):
    """What `dynamic_decode` runs.

    `inputs`, `state` and `outputs` may be nested structures; `finished` is boolean
    `[batch]`.
    """

    @property
    def batch_size(self) -> Any:
        raise NotImplementedError

    @property
    def output_size(self) -> Any:
        """A structure of integers or `TensorShape`s, without the batch axis."""
        raise NotImplementedError

    @property
    def output_dtype(self) -> Any:
        """A structure of dtypes like `output_size`."""
        raise NotImplementedError

    @abc.abstractmethod
    def initialize(self, name: str | None = None) -> Any:
        """Returns `(finished, first inputs, initial state)`."""
        raise NotImplementedError

    @abc.abstractmethod
    def step(self, time: Any, inputs: Any, state: Any, name: str | None = None) -> Any:
        """Returns `(outputs, next state, next inputs, finished)` of step `time`."""
        raise NotImplementedError

    def finalize(self, outputs: Any, final_state: Any, sequence_lengths: Any) -> Any:
        """Returns `(outputs, final state)`; called after the loop, if implemented."""
        raise NotImplementedError

    @property
    def tracks_own_finished(self) -> bool:
        """Whether `finished` of a step stands as it is.

        Otherwise what was finished stays so; a decoder that moves sequences
        between rows, such as a beam search, has to keep track itself.
        """
        return False


def _create_zero_outputs(size: Any, dtype: Any, batch_size: Any) -> Any:
    """Makes zeros for every output; forks of `dynamic_decode` import this by name."""
    return tf.nest.map_structure(lambda s, d: _zero_state_tensors(s, batch_size, d), size, dtype)


def _output_array(decoder: Decoder, size: Any, dtype: Any) -> tf.TensorArray:
    """Makes an empty, growing array for one output."""
    element_shape = None
    if isinstance(size, tf.TensorShape) and size.rank != 0:
        batch = tf.get_static_value(tf.convert_to_tensor(decoder.batch_size, name="batch_size"))
        element_shape = tf.TensorShape([batch]).concatenate(size)
    return tf.TensorArray(dtype, size=0, dynamic_size=True, element_shape=element_shape)


def _keep_finished(finished: tf.Tensor, new: Any, old: Any) -> Any:
    """Returns `old` in finished rows; arrays and scalars have none and pass through."""
    if isinstance(old, tf.TensorArray):
        return new
    new.set_shape(old.shape)
    return new if new.shape.rank == 0 else tf.where(finished, old, new)


def dynamic_decode(
    decoder: Decoder,
    output_time_major: bool = False,
    impute_finished: bool = False,
    maximum_iterations: Any = None,
    parallel_iterations: int = 32,
    swap_memory: bool = False,
    scope: Any = None,
    **kwargs: Any,
) -> tuple[Any, Any, tf.Tensor]:
    """Runs `decoder` until every sequence is finished.

    Args:
      decoder: a `Decoder`, or a `BaseDecoder`, which calls this itself.
      output_time_major: whether outputs are `[time, batch, ...]`; by default
        `[batch, time, ...]`.
      impute_finished: whether finished rows keep their state and put out zeros.
      maximum_iterations: optional scalar `int32`, the most steps to do.
      parallel_iterations: of `tf.while_loop`.
      swap_memory: of `tf.while_loop`.
      scope: optional variable scope; default `"decoder"`.
      **kwargs: what a `BaseDecoder` is to be initialized with: `decoder_init_input` and
        `decoder_init_kwargs`. Anything else is not used.

    Returns:
      `(final outputs, final state, final sequence lengths)`; lengths are `int32`
      `[batch]`, the number of steps until each sequence was finished.

    Raises:
      TypeError: if `decoder` is no decoder.
      ValueError: if `maximum_iterations` is not a scalar, or is missing under XLA.
    """
    if not isinstance(decoder, (Decoder, BaseDecoder)):
        raise TypeError(f"Expected decoder to be type Decoder, but saw: {type(decoder)}")
    with tf.variable_scope(scope, "decoder") as variables:
        # Read each variable once before the loop; but inside another loop, which
        # may be training, they must be read again every time.
        cacheable = not tf.executing_eagerly() and not compat.in_while_loop()
        if cacheable and variables.caching_device is None:
            variables.set_caching_device(lambda op: op.device)

        if maximum_iterations is not None:
            maximum_iterations = tf.convert_to_tensor(
                maximum_iterations, dtype=tf.int32, name="maximum_iterations"
            )
            if maximum_iterations.shape.rank != 0:
                raise ValueError(
                    f"maximum_iterations must be a scalar, got shape {maximum_iterations.shape}"
                )
        elif compat.in_xla_context():
            raise ValueError("maximum_iterations is required for XLA compilation.")

        if isinstance(decoder, Decoder):
            initial_finished, initial_inputs, initial_state = decoder.initialize()
        else:
            initial_finished, initial_inputs, initial_state = decoder.initialize(
                kwargs.pop("decoder_init_input", None), **kwargs.pop("decoder_init_kwargs", {})
            )
        zero_outputs = _create_zero_outputs(
            decoder.output_size, decoder.output_dtype, decoder.batch_size
        )
        if maximum_iterations is not None:
            initial_finished = tf.logical_or(initial_finished, maximum_iterations <= 0)
        # Op for op as in contrib, here and below: their number seeds ops without a seed.
        initial_lengths = tf.zeros_like(initial_finished, dtype=tf.int32)
        initial_time = tf.constant(0, tf.int32)
        output_arrays = tf.nest.map_structure(
            lambda size, dtype: _output_array(decoder, size, dtype),
            decoder.output_size,
            decoder.output_dtype,
        )

        def body(
            time: Any, arrays: Any, state: Any, inputs: Any, finished: Any, lengths: Any
        ) -> tuple[Any, ...]:
            outputs, next_state, next_inputs, next_finished = decoder.step(time, inputs, state)
            if not decoder.tracks_own_finished:
                next_finished = tf.logical_or(next_finished, finished)
            lengths = tf.where(
                tf.logical_not(finished), tf.fill(tf.shape(lengths), time + 1), lengths
            )
            tf.nest.assert_same_structure(state, next_state)
            tf.nest.assert_same_structure(arrays, outputs)
            tf.nest.assert_same_structure(inputs, next_inputs)
            if impute_finished:
                outputs = tf.nest.map_structure(
                    lambda output, zero: tf.where(finished, zero, output), outputs, zero_outputs
                )
                next_state = tf.nest.map_structure(
                    lambda new, old: _keep_finished(finished, new, old), next_state, state
                )
            arrays = tf.nest.map_structure(
                lambda array, output: array.write(time, output), arrays, outputs
            )
            return time + 1, arrays, next_state, next_inputs, next_finished, lengths

        _, output_arrays, final_state, _, _, final_lengths = tf.while_loop(
            lambda time, arrays, state, inputs, finished, lengths: tf.logical_not(
                tf.reduce_all(finished)
            ),
            body,
            loop_vars=(
                initial_time,
                output_arrays,
                initial_state,
                initial_inputs,
                initial_finished,
                initial_lengths,
            ),
            parallel_iterations=parallel_iterations,
            maximum_iterations=maximum_iterations,
            swap_memory=swap_memory,
        )
        outputs = tf.nest.map_structure(lambda array: array.stack(), output_arrays)
        try:
            outputs, final_state = decoder.finalize(outputs, final_state, final_lengths)
        except NotImplementedError:
            pass
        if not output_time_major:
            outputs = tf.nest.map_structure(_transpose_batch_time, outputs)
    return outputs, final_state, final_lengths
