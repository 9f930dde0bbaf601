"""Score sequences of tags by a linear chain conditional random field.

Answers to `tf.contrib.crf` of TensorFlow 1.15.5; Lafferty, McCallum, Pereira,
"Conditional Random Fields", 2001; the forward algorithm. Scores are float32: masks are.
"""

from __future__ import annotations

from typing import Any, Callable

import tensorflow.compat.v1 as tf

__all__ = [
    "CrfForwardRnnCell",
    "crf_binary_score",
    "crf_log_likelihood",
    "crf_log_norm",
    "crf_multitag_sequence_score",
    "crf_sequence_score",
    "crf_unary_score",
]


def if_single(inputs: tf.Tensor, single: Callable[[], Any], several: Callable[[], Any]) -> Any:
    """Takes one of two roads: for sequences `[batch, time, tags]` of one step, or of more.

    Which one is decided when the graph is built, if the time is known then.
    """
    time = inputs.shape.as_list()[1]
    is_one = tf.equal(tf.shape(inputs)[1] if time is None else time, 1)
    if time is not None:
        return single() if time == 1 else several()
    return tf.cond(is_one, single, several)


def _of_first_step(inputs: tf.Tensor) -> tf.Tensor:
    return tf.squeeze(tf.slice(inputs, [0, 0, 0], [-1, 1, -1]), [1])


def _unless_empty(scores: tf.Tensor, sequence_lengths: Any) -> tf.Tensor:
    return tf.where(tf.less_equal(sequence_lengths, 0), tf.zeros_like(scores), scores)


def less_one(sequence_lengths: Any) -> Any:
    """Returns how many transitions there are, `[batch]`."""
    return tf.maximum(tf.constant(0, dtype=sequence_lengths.dtype), sequence_lengths - 1)


def crf_sequence_score(
    inputs: Any, tag_indices: Any, sequence_lengths: Any, transition_params: Any
) -> tf.Tensor:
    """Returns the score of each sequence of tags, `[batch]`, not normalised.

    Args:
      inputs: `[batch, time, tags]`, the score of each tag.
      tag_indices: int32 or int64 `[batch, time]`.
      sequence_lengths: integers `[batch]`.
      transition_params: `[tags, tags]`, from the row's tag to the column's.
    """

    def single() -> tf.Tensor:
        batch = tf.shape(inputs, out_type=tag_indices.dtype)[0]
        rows = tf.reshape(tf.range(batch, dtype=tag_indices.dtype), [-1, 1])
        scores = tf.gather_nd(tf.squeeze(inputs, [1]), tf.concat([rows, tag_indices], axis=1))
        return _unless_empty(scores, sequence_lengths)

    def several() -> tf.Tensor:
        unary = crf_unary_score(tag_indices, sequence_lengths, inputs)
        return unary + crf_binary_score(tag_indices, sequence_lengths, transition_params)

    return if_single(inputs, single, several)


def crf_multitag_sequence_score(
    inputs: Any, tag_bitmap: Any, sequence_lengths: Any, transition_params: Any
) -> tf.Tensor:
    """Returns the log of the summed scores of all sequences that a bitmap allows, `[batch]`.

    Args:
      inputs: `[batch, time, tags]`.
      tag_bitmap: booleans `[batch, time, tags]`: which tags are allowed.
      sequence_lengths: integers `[batch]`; for a single step not looked at.
      transition_params: `[tags, tags]`.
    """

    def allowed() -> tf.Tensor:
        return tf.where(tag_bitmap, inputs, tf.fill(tf.shape(inputs), float("-inf")))

    return if_single(
        inputs,
        lambda: tf.reduce_logsumexp(allowed(), axis=[1, 2], keepdims=False),
        lambda: crf_log_norm(allowed(), sequence_lengths, transition_params),
    )


def crf_log_norm(inputs: Any, sequence_lengths: Any, transition_params: Any) -> tf.Tensor:
    """Returns the log of the summed scores of all sequences, `[batch]`; 0 for empty ones.

    Args:
      inputs: `[batch, time, tags]`.
      sequence_lengths: integers `[batch]`.
      transition_params: `[tags, tags]`.
    """
    first = _of_first_step(inputs)

    def single() -> tf.Tensor:
        return _unless_empty(tf.reduce_logsumexp(first, [1]), sequence_lengths)

    def several() -> tf.Tensor:
        _, alphas = tf.nn.dynamic_rnn(
            cell=CrfForwardRnnCell(transition_params),
            inputs=tf.slice(inputs, [0, 1, 0], [-1, -1, -1]),
            sequence_length=less_one(sequence_lengths),
            initial_state=first,
            dtype=tf.float32,
        )
        return _unless_empty(tf.reduce_logsumexp(alphas, [1]), sequence_lengths)

    return if_single(inputs, single, several)


def crf_log_likelihood(
    inputs: Any, tag_indices: Any, sequence_lengths: Any, transition_params: Any = None
) -> tuple[tf.Tensor, Any]:
    """Returns the log likelihood of each sequence of tags, and the transitions.

    Args:
      inputs: float32 `[batch, time, tags]`, the number of tags known.
      tag_indices: int32 or int64 `[batch, time]`.
      sequence_lengths: integers `[batch]`.
      transition_params: `[tags, tags]`; by default the variable `transitions`.
    """
    tags = inputs.shape.as_list()[2]
    if transition_params is None:
        transition_params = tf.get_variable("transitions", [tags, tags])
    scores = crf_sequence_score(inputs, tag_indices, sequence_lengths, transition_params)
    log_norm = crf_log_norm(inputs, sequence_lengths, transition_params)
    return scores - log_norm, transition_params


def crf_unary_score(tag_indices: Any, sequence_lengths: Any, inputs: Any) -> tf.Tensor:
    """Returns the sum over each sequence of its tags' own scores, `[batch]`.

    Args:
      tag_indices: int32 or int64 `[batch, time]`.
      sequence_lengths: integers `[batch]`.
      inputs: float32 `[batch, time, tags]`.
    """
    batch, time, tags = tf.unstack(tf.shape(inputs), 3)
    offsets = tf.expand_dims(tf.range(batch) * time * tags, 1)
    offsets += tf.expand_dims(tf.range(time) * tags, 0)
    if tag_indices.dtype == tf.int64:
        offsets = tf.cast(offsets, tf.int64)
    scores = tf.gather(tf.reshape(inputs, [-1]), tf.reshape(offsets + tag_indices, [-1]))
    scores = tf.reshape(scores, [batch, time])
    masks = tf.sequence_mask(sequence_lengths, maxlen=tf.shape(tag_indices)[1], dtype=tf.float32)
    return tf.reduce_sum(scores * masks, 1)


def crf_binary_score(tag_indices: Any, sequence_lengths: Any, transition_params: Any) -> tf.Tensor:
    """Returns the sum over each sequence of its transitions' scores, `[batch]`.

    Args:
      tag_indices: int32 or int64 `[batch, time]`.
      sequence_lengths: integers `[batch]`.
      transition_params: float32 `[tags, tags]`.
    """
    tags, transitions = transition_params.shape.as_list()[0], tf.shape(tag_indices)[1] - 1
    start = tf.slice(tag_indices, [0, 0], [-1, transitions])
    end = tf.slice(tag_indices, [0, 1], [-1, transitions])
    scores = tf.gather(tf.reshape(transition_params, [-1]), start * tags + end)
    masks = tf.sequence_mask(sequence_lengths, maxlen=tf.shape(tag_indices)[1], dtype=tf.float32)
    return tf.reduce_sum(scores * tf.slice(masks, [0, 1], [-1, -1]), 1)


class CrfForwardRnnCell(tf.nn.rnn_cell.RNNCell):
    """Computes the next alphas `[batch, tags]` of the forward algorithm, as output and state."""

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
        """Takes the next step's scores and the last alphas, `[batch, tags]`."""
        scores = tf.expand_dims(state, 2) + self._transition_params
        alphas = inputs + tf.reduce_logsumexp(scores, [1])
        return alphas, alphas
