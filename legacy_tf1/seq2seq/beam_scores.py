"""Score hypotheses by their length and by what they have attended to.

Answers to the scores of `tf.contrib.seq2seq.python.ops.beam_search_decoder` in
TensorFlow 1.15.5. Both penalties are those of Google's neural machine translation
system, https://arxiv.org/abs/1609.08144, section 7.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq.attention_wrapper_state import AttentionWrapperState


def _length_penalty(sequence_lengths: Any, penalty_factor: Any) -> Any:
    """Computes `((5 + length) / 6) ** penalty_factor`.

    Args:
      sequence_lengths: a tensor of any shape.
      penalty_factor: scalar `float32`.

    Returns:
      `float32`, of the shape of `sequence_lengths`; the number 1.0 for a factor that is
      known to be 0.
    """
    penalty_factor = tf.convert_to_tensor(penalty_factor, name="penalty_factor")
    penalty_factor.set_shape([])
    if tf.get_static_value(penalty_factor) == 0:
        return 1.0
    return _power(5.0 + tf.cast(sequence_lengths, tf.float32), penalty_factor) / _power(
        tf.constant(6.0), penalty_factor
    )


def _power(base: tf.Tensor, exponent: tf.Tensor) -> tf.Tensor:
    """Computes a power of `float32`, exact to the last bit.

    TensorFlow 1 called the C library's `powf`, which nearly always rounds correctly.
    TensorFlow 2's own `pow` misses one in 25, and a score that differs in its last bit may
    turn a tie of two beams around. Rounding a `float64` misses `powf` in one of 400.
    """
    if exponent.dtype.base_dtype != tf.float32:
        raise TypeError(f"a length penalty must be float32, not {exponent.dtype.base_dtype.name}")
    power = tf.pow(tf.cast(base, tf.float64), tf.cast(exponent, tf.float64))
    return tf.cast(power, tf.float32)


def _mean(probabilities: Sequence[tf.Tensor]) -> tf.Tensor:
    return tf.reduce_mean(tf.stack(probabilities, -1), -1)


def attention_probs_from_attn_state(attention_state: AttentionWrapperState) -> tf.Tensor:
    """Returns the alignments of a state, several mechanisms' averaged.

    Args:
      attention_state: an `AttentionWrapperState`, `[batch, beam, ...]`.

    Returns:
      `[batch, beam, memory time]`.
    """
    alignments = attention_state.alignments
    return _mean(alignments) if isinstance(alignments, tuple) else alignments


def get_attention_probs(next_cell_state: Any, coverage_penalty_weight: Any) -> Any:
    """Returns what a cell attends to, averaged over all its attention layers.

    Args:
      next_cell_state: an `AttentionWrapperState`, or a tuple of states with some among
        them; `[batch, beam, ...]`.
      coverage_penalty_weight: a float, or a scalar tensor.

    Returns:
      `[batch, beam, memory time]`; None if the weight is the number 0.0.

    Raises:
      ValueError: if nothing attends.
    """
    if not tf.is_tensor(coverage_penalty_weight) and coverage_penalty_weight == 0.0:
        return None
    states = next_cell_state
    if isinstance(states, AttentionWrapperState) or not isinstance(states, tuple):
        states = (states,)
    found = [
        attention_probs_from_attn_state(state)
        for state in states
        if isinstance(state, AttentionWrapperState)
    ]
    if not found:
        raise ValueError(
            "coverage_penalty_weight must be 0.0 where no cell attends, but it is "
            f"{coverage_penalty_weight} and the state is {next_cell_state}"
        )
    return found[0] if len(found) == 1 else _mean(found)


def step_penalty(lengths: tf.Tensor, longer: tf.Tensor, penalty_factor: Any) -> Any:
    """Computes the length penalties of all continuations.

    A beam has two of them at most, so two powers a beam do, not one for each token.

    Args:
      lengths: integers `[batch, beam]`.
      longer: boolean `[batch, beam, vocabulary]`, whether a token adds to the length.
      penalty_factor: scalar `float32`.

    Returns:
      `float32` `[batch, beam, vocabulary]`; the number 1.0 for a factor known to be 0.
    """
    both = _length_penalty(tf.stack([lengths, lengths + 1], -1), penalty_factor)
    if not tf.is_tensor(both):
        return both
    return tf.where_v2(longer, both[:, :, 1:], both[:, :, :1])


def penalized_scores(
    log_probs: tf.Tensor,
    length_penalty: Any,
    coverage_penalty_weight: Any,
    finished: Any,
    accumulated_attention_probs: Any,
) -> tf.Tensor:
    """Does what `_get_scores` does, once there is a length penalty."""
    scores = log_probs / tf.cast(length_penalty, log_probs.dtype)

    weight = tf.convert_to_tensor(coverage_penalty_weight, name="coverage_penalty_weight")
    if weight.shape.rank != 0:
        raise ValueError(
            f"coverage_penalty_weight should be a scalar, but saw shape: {weight.shape}"
        )
    if tf.get_static_value(weight) == 0.0:
        return scores
    covered = accumulated_attention_probs
    if covered is None:
        raise ValueError(
            "accumulated_attention_probs can be None only if coverage_penalty_weight is 0.0"
        )
    # Nothing at all is taken for padding of the memory, and costs nothing.
    covered = tf.where(tf.equal(covered, 0.0), tf.ones_like(covered), covered)
    coverage = tf.reduce_sum(tf.log(tf.minimum(covered, 1.0)), 2)
    coverage *= tf.cast(finished, tf.float32)
    return scores + tf.expand_dims(coverage * weight, 2)


def _get_scores(
    log_probs: tf.Tensor,
    sequence_lengths: Any,
    length_penalty_weight: Any,
    coverage_penalty_weight: Any,
    finished: Any,
    accumulated_attention_probs: Any,
) -> tf.Tensor:
    """Weighs log probabilities by length, and adds the penalty for what was not covered.

    Args:
      log_probs: `[batch, beam, vocabulary]`.
      sequence_lengths: `[batch, beam, vocabulary]`.
      length_penalty_weight: scalar `float32`.
      coverage_penalty_weight: scalar `float32`.
      finished: boolean `[batch, beam]`; only finished beams pay for what they left out.
      accumulated_attention_probs: `float32` `[batch, beam, memory time]`, the sum over all
        steps; may be None if coverage does not count.

    Returns:
      Scores of the shape and dtype of `log_probs`.

    Raises:
      ValueError: if `coverage_penalty_weight` is no scalar, or no probabilities are given.
      TypeError: for coverage in another dtype than `float32`.
    """
    penalty = _length_penalty(sequence_lengths, length_penalty_weight)
    return penalized_scores(
        log_probs, penalty, coverage_penalty_weight, finished, accumulated_attention_probs
    )
