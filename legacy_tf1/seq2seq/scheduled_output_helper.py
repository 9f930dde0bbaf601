"""Feed now the given inputs, now the outputs: scheduled sampling without ids.

Answers to `tf.contrib.seq2seq.python.ops.helper.ScheduledOutputTrainingHelper` of
TensorFlow 1.15.5; the method is Bengio et al., "Scheduled Sampling for Sequence
Prediction with Recurrent Neural Networks" (2015).
"""

from __future__ import annotations

from typing import Any, Callable

import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq.rnn_cell import transpose_batch_time
from legacy_tf1.seq2seq.sampling import bernoulli_sample
from legacy_tf1.seq2seq.scheduled_embedding_helper import (
    indices_where,
    probability_tensor,
    put_together,
)
from legacy_tf1.seq2seq.training_helper import TrainingHelper, unstack_ta


class ScheduledOutputTrainingHelper(TrainingHelper):
    """Replaces some rows' next inputs by their outputs.

    Sample ids are 1 in rows that take outputs, and 0 elsewhere.
    """

    def __init__(
        self,
        inputs: Any,
        sequence_length: Any,
        sampling_probability: Any,
        time_major: bool = False,
        seed: int | None = None,
        next_inputs_fn: Callable[[Any], Any] | None = None,
        auxiliary_inputs: Any = None,
        name: str | None = None,
    ) -> None:
        """Takes all inputs, and how often to feed outputs instead.

        Args:
          inputs: `[batch, time, depth]`, or `[time, batch, depth]` if `time_major`.
          sequence_length: `int32` `[batch]`.
          sampling_probability: scalar, the probability that a row takes its output.
          time_major: the layout of `inputs` and `auxiliary_inputs`.
          seed: of the op that draws which rows take outputs.
          next_inputs_fn: takes the outputs `[rows, output depth]` of the rows that do,
            and returns `[rows, depth]`; by default outputs are inputs as they are.
          auxiliary_inputs: `[batch, time, auxiliary depth]`, appended to the inputs and
            to the outputs that replace them.
          name: for the name scope.

        Raises:
          ValueError: if `sampling_probability` is neither a scalar nor a vector, or if
            `sequence_length` is not a vector.
        """
        scope = "ScheduledOutputTrainingHelper"
        with tf.name_scope(name, scope, [inputs, auxiliary_inputs, sampling_probability]):
            self._sampling_probability = probability_tensor(sampling_probability)
            self._auxiliary_input_tas: Any = None
            if auxiliary_inputs is not None:
                inputs = tf.convert_to_tensor(inputs, name="inputs")
                auxiliary = tf.convert_to_tensor(auxiliary_inputs, name="auxiliary_inputs")
                inputs = tf.concat((inputs, auxiliary), -1)
                if not time_major:
                    auxiliary = transpose_batch_time(auxiliary)
                self._auxiliary_input_tas = unstack_ta(auxiliary)
            self._seed = seed
            self._next_inputs_fn = next_inputs_fn
            super().__init__(inputs, sequence_length, time_major=time_major, name=name)

    def initialize(self, name: str | None = None) -> Any:
        return super().initialize(name=name)

    def sample(  # type: ignore[override]  # contrib's own signature
        self, time: Any, outputs: Any, state: Any, name: str | None = None
    ) -> tf.Tensor:
        """Draws which rows take their outputs, `int32` `[batch]`."""
        scope = "ScheduledOutputTrainingHelperSample"
        with tf.name_scope(name, scope, [time, outputs, state]):
            return bernoulli_sample(
                probs=self._sampling_probability, sample_shape=self.batch_size, seed=self._seed
            )

    def next_inputs(  # type: ignore[override]  # contrib's own signature
        self, time: Any, outputs: Any, state: Any, sample_ids: Any, name: str | None = None
    ) -> Any:
        scope = "ScheduledOutputTrainingHelperNextInputs"
        with tf.name_scope(name, scope, [time, outputs, state, sample_ids]):
            finished, given, state = super().next_inputs(
                time=time, outputs=outputs, state=state, sample_ids=sample_ids, name=name
            )
            sampling = tf.cast(sample_ids, tf.bool)

            def mixed() -> tf.Tensor:
                if self._next_inputs_fn is None:
                    return tf.where(sampling, self._with_auxiliary(outputs, time), given)
                where_sampling = indices_where(sampling)
                where_not_sampling = indices_where(tf.logical_not(sampling))
                taken = tf.gather_nd(outputs, where_sampling)
                not_sampled = tf.gather_nd(given, where_not_sampling)
                sampled = self._with_auxiliary(self._next_inputs_fn(taken), time, where_sampling)
                return put_together(
                    where_sampling, sampled, where_not_sampling, not_sampled, tf.shape(given)
                )

            all_finished = tf.reduce_all(finished)
            none_samples = tf.logical_not(tf.reduce_any(sampling))
            next_inputs = tf.cond(tf.logical_or(all_finished, none_samples), lambda: given, mixed)
            return finished, next_inputs, state

    def _with_auxiliary(self, outputs: Any, time: Any, rows: tf.Tensor | None = None) -> Any:
        """Appends the next step's auxiliary inputs, of all rows or some, to `outputs`."""
        if self._auxiliary_input_tas is None:
            return outputs
        auxiliary = self._auxiliary_input_tas.read(time + 1)
        if rows is not None:
            auxiliary = tf.gather_nd(auxiliary, rows)
        return tf.concat((outputs, auxiliary), -1)
