"""Feed now the given inputs, now the embeddings of sampled ids: scheduled sampling.

Answers to `tf.contrib.seq2seq.python.ops.helper.ScheduledEmbeddingTrainingHelper` of
TensorFlow 1.15.5; the method is Bengio et al., "Scheduled Sampling for Sequence
Prediction with Recurrent Neural Networks" (2015).
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq.embedding_helper import embedding_function
from legacy_tf1.seq2seq.sampling import bernoulli_sample, categorical_sample
from legacy_tf1.seq2seq.training_helper import TrainingHelper


def probability_tensor(sampling_probability: Any) -> tf.Tensor:
    """Converts a probability of sampling.

    Raises:
      ValueError: if it is neither a scalar nor a vector.
    """
    probability = tf.convert_to_tensor(sampling_probability, name="sampling_probability")
    if probability.shape.rank not in (0, 1):
        raise ValueError(
            f"sampling_probability must be a scalar or a vector, received shape {probability.shape}"
        )
    return probability


def indices_where(condition: tf.Tensor) -> tf.Tensor:
    """Returns the `int32` indices `[true elements, rank]` of what is true."""
    return tf.cast(tf.where(condition), tf.int32)


def put_together(
    where_sampling: tf.Tensor,
    sampled: Any,
    where_not_sampling: tf.Tensor,
    not_sampled: tf.Tensor,
    shape: tf.Tensor,
) -> tf.Tensor:
    """Returns inputs of `shape`, with sampled and other rows at their indices."""
    return tf.scatter_nd(indices=where_sampling, updates=sampled, shape=shape) + tf.scatter_nd(
        indices=where_not_sampling, updates=not_sampled, shape=shape
    )


class ScheduledEmbeddingTrainingHelper(TrainingHelper):
    """Replaces some rows' next inputs by the embeddings of ids drawn from the outputs.

    Sample ids are -1 in rows that read their given inputs.
    """

    def __init__(
        self,
        inputs: Any,
        sequence_length: Any,
        embedding: Any,
        sampling_probability: Any,
        time_major: bool = False,
        seed: int | None = None,
        scheduling_seed: int | None = None,
        name: str | None = None,
    ) -> None:
        """Takes all inputs, and how often to sample instead.

        Args:
          inputs: `[batch, time, depth]`, or `[time, batch, depth]` if `time_major`.
          sequence_length: `int32` `[batch]`.
          embedding: maps ids `[rows]` to inputs `[rows, depth]`: a callable, or what
            `tf.nn.embedding_lookup` takes as `params`.
          sampling_probability: scalar, the probability that a row samples in a step.
          time_major: the layout of `inputs`.
          seed: of the op that draws ids.
          scheduling_seed: of the op that draws which rows sample.
          name: for the name scope.

        Raises:
          ValueError: if `sampling_probability` is neither a scalar nor a vector (of
            which contrib says the same, but cannot sample by it), or if
            `sequence_length` is not a vector.
        """
        scope = "ScheduledEmbeddingSamplingWrapper"
        with tf.name_scope(name, scope, [embedding, sampling_probability]):
            self._embedding_fn = embedding_function(embedding)
            self._sampling_probability = probability_tensor(sampling_probability)
            self._seed = seed
            self._scheduling_seed = scheduling_seed
            super().__init__(inputs, sequence_length, time_major=time_major, name=name)

    def initialize(self, name: str | None = None) -> Any:
        return super().initialize(name=name)

    def sample(  # type: ignore[override]  # contrib's own signature
        self, time: Any, outputs: Any, state: Any, name: str | None = None
    ) -> tf.Tensor:
        """Draws ids by the softmax of `outputs` `[batch, vocabulary]`, in some rows.

        Returns:
          `int32` `[batch]`; -1 in the other rows.
        """
        scope = "ScheduledEmbeddingTrainingHelperSample"
        with tf.name_scope(name, scope, [time, outputs, state]):
            sampling = bernoulli_sample(
                probs=self._sampling_probability,
                dtype=tf.bool,
                sample_shape=self.batch_size,
                seed=self._scheduling_seed,
            )
            ids = categorical_sample(logits=outputs, seed=self._seed)
            return tf.where(sampling, ids, tf.fill([self.batch_size], -1))

    def next_inputs(  # type: ignore[override]  # contrib's own signature
        self, time: Any, outputs: Any, state: Any, sample_ids: Any, name: str | None = None
    ) -> Any:
        scope = "ScheduledEmbeddingTrainingHelperNextInputs"
        with tf.name_scope(name, scope, [time, outputs, state, sample_ids]):
            finished, given, state = super().next_inputs(
                time=time, outputs=outputs, state=state, sample_ids=sample_ids, name=name
            )

            def mixed() -> tf.Tensor:
                where_sampling = indices_where(sample_ids > -1)
                where_not_sampling = indices_where(sample_ids <= -1)
                ids = tf.gather_nd(sample_ids, where_sampling)
                not_sampled = tf.gather_nd(given, where_not_sampling)
                sampled = self._embedding_fn(ids)
                return put_together(
                    where_sampling, sampled, where_not_sampling, not_sampled, tf.shape(given)
                )

            next_inputs = tf.cond(tf.reduce_all(finished), lambda: given, mixed)
            return finished, next_inputs, state
