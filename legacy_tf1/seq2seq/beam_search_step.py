"""Choose the best continuations of all beams.

Answers to the step of `tf.contrib.seq2seq.python.ops.beam_search_decoder` in
TensorFlow 1.15.5.
"""

from __future__ import annotations

import collections
from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq.beam_gather import (
    _maybe_tensor_gather_helper,
    _tensor_gather_helper,
)
from legacy_tf1.seq2seq.beam_scores import get_attention_probs, penalized_scores, step_penalty


class BeamSearchDecoderState(
    collections.namedtuple(
        "BeamSearchDecoderState",
        ("cell_state", "log_probs", "finished", "lengths", "accumulated_attention_probs"),
    )
):
    """What a search knows of its beams after a step.

    Fields:
      cell_state: of the cell, each tensor `[batch, beam, ...]`.
      log_probs: `[batch, beam]`, of all that a beam has predicted.
      finished: boolean `[batch, beam]`.
      lengths: `int64` `[batch, beam]`, the end token included.
      accumulated_attention_probs: `[batch, beam, memory time]`; `()` without coverage.
    """


class BeamSearchDecoderOutput(
    collections.namedtuple("BeamSearchDecoderOutput", ("scores", "predicted_ids", "parent_ids"))
):
    """`scores`, and `int32` `predicted_ids` and `parent_ids`, `[batch, time, beam]`."""


def _mask_probs(probs: tf.Tensor, eos_token: Any, finished: tf.Tensor) -> tf.Tensor:
    """Gives all probability of a finished beam to the end token.

    Args:
      probs: log probabilities `[batch, beam, vocabulary]`.
      eos_token: scalar `int32`.
      finished: boolean `[batch, beam]`.

    Returns:
      Log probabilities of the same shape. What a finished beam cannot have is the lowest
      number of the dtype, not minus infinity.
    """
    vocabulary = tf.shape(probs)[2]
    end = tf.one_hot(
        eos_token,
        vocabulary,
        dtype=probs.dtype,
        on_value=tf.constant(0.0, probs.dtype),
        off_value=tf.constant(probs.dtype.min, probs.dtype),
    )
    ended = tf.tile(tf.reshape(end, [1, 1, -1]), tf.concat([tf.shape(finished), [1]], 0))
    mask = tf.tile(tf.expand_dims(finished, 2), [1, 1, vocabulary])
    return tf.where(mask, ended, probs)


def _beam_search_step(
    time: Any,
    logits: tf.Tensor,
    next_cell_state: Any,
    beam_state: BeamSearchDecoderState,
    batch_size: tf.Tensor,
    beam_width: int,
    end_token: Any,
    length_penalty_weight: Any,
    coverage_penalty_weight: Any,
) -> tuple[BeamSearchDecoderOutput, BeamSearchDecoderState]:
    """Makes a step of all beams; of equal scores, the first beam's first token wins.

    Args:
      time: the number of the step; not used.
      logits: `[batch, beam, vocabulary]`.
      next_cell_state: of the beams of `beam_state`, `[batch, beam, ...]`.
      beam_state: before the step.
      batch_size: scalar `int32` tensor.
      beam_width: an integer.
      end_token: scalar `int32`.
      length_penalty_weight: scalar `float32`, 0.0 for none.
      coverage_penalty_weight: a float, 0.0 for none.

    Returns:
      `(output, state)` of the new beams, best first.
    """
    finished = beam_state.finished
    going_on = tf.logical_not(finished)
    log_probs = _mask_probs(tf.nn.log_softmax(logits), end_token, finished)
    log_probs = tf.expand_dims(beam_state.log_probs, 2) + log_probs

    # An end token does not count for the penalty, though it does for the length.
    vocabulary = tf.dimension_value(logits.shape[-1]) or tf.shape(logits)[-1]
    counted = tf.one_hot(end_token, vocabulary, on_value=False, off_value=True, dtype=tf.bool)
    longer = tf.expand_dims(going_on, 2) & counted
    attention_probs = get_attention_probs(next_cell_state, coverage_penalty_weight)
    if attention_probs is not None:
        attention_probs *= tf.expand_dims(tf.cast(going_on, tf.float32), 2)
        attention_probs += beam_state.accumulated_attention_probs
    scores = penalized_scores(
        log_probs,
        step_penalty(beam_state.lengths, longer, length_penalty_weight),
        coverage_penalty_weight=coverage_penalty_weight,
        finished=finished,
        accumulated_attention_probs=attention_probs,
    )
    best_scores, chosen = tf.nn.top_k(tf.reshape(scores, [batch_size, -1]), k=beam_width)
    for best in (best_scores, chosen):
        best.set_shape([tf.get_static_value(batch_size), beam_width])
    parents = tf.floordiv(chosen, vocabulary, name="next_beam_parent_ids")
    tokens = tf.floormod(chosen, vocabulary, name="next_beam_word_ids")

    def of_parents(
        gather_from: tf.Tensor, gather_shape: Any = (-1,), name: str | None = None
    ) -> tf.Tensor:
        return _tensor_gather_helper(
            parents, gather_from, batch_size, beam_width, gather_shape, name
        )

    rows = [batch_size * beam_width, -1]
    was_finished = of_parents(finished)
    lengths = of_parents(beam_state.lengths) + tf.cast(tf.logical_not(was_finished), tf.int64)
    state = BeamSearchDecoderState(
        cell_state=tf.nest.map_structure(
            lambda part: _maybe_tensor_gather_helper(parents, part, batch_size, beam_width, rows),
            next_cell_state,
        ),
        log_probs=_tensor_gather_helper(
            chosen, log_probs, batch_size, beam_width * vocabulary, [-1], "next_beam_probs"
        ),
        finished=tf.logical_or(
            was_finished, tf.equal(tokens, end_token), name="next_beam_finished"
        ),
        lengths=lengths,
        accumulated_attention_probs=()
        if attention_probs is None
        else of_parents(attention_probs, rows, "next_accumulated_attention_probs"),
    )
    return BeamSearchDecoderOutput(best_scores, tokens, parents), state
