"""Find the best sequence of tags by Viterbi's algorithm.

Answers to `tf.contrib.crf` of TensorFlow 1.15.5.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf

from legacy_tf1.contrib.crf.scores import if_single, less_one

__all__ = ["CrfDecodeBackwardRnnCell", "CrfDecodeForwardRnnCell", "crf_decode", "viterbi_decode"]


def viterbi_decode(score: np.ndarray, transition_params: np.ndarray) -> tuple[list[Any], Any]:
    """Decodes one sequence outside of TensorFlow.

    Args:
      score: `[time, tags]`.
      transition_params: `[tags, tags]`.

    Returns:
      The list of tags, and its score.
    """
    best = np.zeros_like(score)
    came_from = np.zeros_like(score, dtype=np.int32)
    best[0] = score[0]
    for step in range(1, score.shape[0]):
        scores = np.expand_dims(best[step - 1], 1) + transition_params
        best[step] = score[step] + np.max(scores, 0)
        came_from[step] = np.argmax(scores, 0)
    tags = [np.argmax(best[-1])]
    for pointers in came_from[:0:-1]:
        tags.append(pointers[tags[-1]])
    return tags[::-1], np.max(best[-1])


class CrfDecodeForwardRnnCell(tf.nn.rnn_cell.RNNCell):
    """Scores the best sequence that ends in each tag, and remembers where it came from."""

    def __init__(self, transition_params: Any) -> None:
        """Takes the transitions `[tags, tags]`."""
        super().__init__()
        self._transition_params = tf.expand_dims(transition_params, 0)
        self._num_tags = transition_params.shape.as_list()[0]

    @property
    def state_size(self) -> Any:
        return self._num_tags

    @property
    def output_size(self) -> Any:
        return self._num_tags

    def __call__(self, inputs: Any, state: Any, scope: Any = None) -> Any:
        """Takes the next step's and the last best scores; returns int32 tags, and scores."""
        scores = tf.expand_dims(state, 2) + self._transition_params
        best = inputs + tf.reduce_max(scores, [1])
        return tf.cast(tf.argmax(scores, 1), dtype=tf.int32), best


class CrfDecodeBackwardRnnCell(tf.nn.rnn_cell.RNNCell):
    """Follows the remembered tags `[batch, tags]` from a tag `[batch, 1]`."""

    def __init__(self, num_tags: Any) -> None:
        """Takes the number of tags."""
        super().__init__()
        self._num_tags = num_tags

    @property
    def state_size(self) -> Any:
        return 1

    @property
    def output_size(self) -> Any:
        return 1

    def __call__(self, inputs: Any, state: Any, scope: Any = None) -> Any:
        state = tf.squeeze(state, axis=[1])
        indices = tf.stack([tf.range(tf.shape(inputs)[0]), state], axis=1)
        tags = tf.expand_dims(tf.gather_nd(inputs, indices), axis=-1)
        return tags, tags


def crf_decode(
    potentials: Any, transition_params: Any, sequence_length: Any
) -> tuple[tf.Tensor, tf.Tensor]:
    """Decodes a batch.

    Args:
      potentials: `[batch, time, tags]`, the number of tags known.
      transition_params: `[tags, tags]`.
      sequence_length: integers `[batch]`.

    Returns:
      int32 tags `[batch, time]`, 0 after each sequence's end, and scores `[batch]`. A
      sequence without a step is scored like one of one step.
    """

    def single() -> tuple[tf.Tensor, tf.Tensor]:
        scores = tf.squeeze(potentials, [1])
        tags = tf.expand_dims(tf.argmax(scores, axis=1), 1)
        return tf.cast(tags, dtype=tf.int32), tf.reduce_max(scores, axis=1)

    def several() -> tuple[tf.Tensor, tf.Tensor]:
        transitions = less_one(sequence_length)
        pointers, scores = tf.nn.dynamic_rnn(
            CrfDecodeForwardRnnCell(transition_params),
            inputs=tf.slice(potentials, [0, 1, 0], [-1, -1, -1]),
            sequence_length=transitions,
            initial_state=tf.squeeze(tf.slice(potentials, [0, 0, 0], [-1, 1, -1]), axis=[1]),
            time_major=False,
            dtype=tf.int32,
        )
        last = tf.cast(tf.argmax(scores, axis=1), dtype=tf.int32)
        last = tf.expand_dims(last, axis=-1)
        tags, _ = tf.nn.dynamic_rnn(
            CrfDecodeBackwardRnnCell(potentials.shape.as_list()[2]),
            inputs=tf.reverse_sequence(pointers, transitions, seq_axis=1),
            sequence_length=transitions,
            initial_state=last,
            time_major=False,
            dtype=tf.int32,
        )
        tags = tf.concat([last, tf.squeeze(tags, axis=[2])], axis=1)
        tags = tf.reverse_sequence(tags, sequence_length, seq_axis=1)
        return tags, tf.reduce_max(scores, axis=1)

    return if_single(potentials, single, several)
