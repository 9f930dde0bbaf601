"""Attend from left to right: what was passed by is never attended to again.

Answers to `monotonic_attention`, `safe_cumprod` and the base of the monotonic
mechanisms of `tf.contrib.seq2seq` in TensorFlow 1.15.5; Raffel, Luong, Liu,
Weiss, Eck, "Online and Linear-Time Attention by Enforcing Monotonic Alignments",
ICML 2017, arXiv 1704.00784.
"""

from __future__ import annotations

import functools
from typing import Any, Callable

import numpy as np
import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq.attention_mechanism import _BaseAttentionMechanism


def safe_cumprod(x: Any, *args: Any, **kwargs: Any) -> tf.Tensor:
    """Computes a cumulative product as `exp(cumsum(log(x)))`, which has no bad gradients.

    Args:
      x: numbers in [0, 1], any shape; others are clipped, 0 to the smallest
        normal number of the dtype.
      *args: of `tf.cumsum`, which are those of `tf.cumprod`.
      **kwargs: likewise.

    Returns:
      The product, of the shape and dtype of `x`.
    """
    with tf.name_scope(None, "SafeCumprod", [x]):
        x = tf.convert_to_tensor(x, name="x")
        tiny = np.finfo(x.dtype.as_numpy_dtype).tiny
        return tf.exp(tf.cumsum(tf.log(tf.clip_by_value(x, tiny, 1)), *args, **kwargs))


def monotonic_attention(p_choose_i: Any, previous_attention: Any, mode: str) -> tf.Tensor:
    """Computes where attention is now, from where it was.

    Attention moves right over the memory from where it was, and stops at element
    `i` with probability `p_choose_i`; it may not stop at all.

    Args:
      p_choose_i: probabilities `[batch, time]`.
      previous_attention: the previous step's result, `[batch, time]`; before the
        first step `[1, 0, 0, ...]` in each row.
      mode: "recursive" follows the paper's recurrence (equation 10), is exact and
        slow, and takes float32 only; "parallel" computes its closed form
        (equation 11), which is inexact where probabilities are close to 0 or 1;
        "hard" is for probabilities that are all 0 or 1.

    Returns:
      The attention, `[batch, time]`.

    Raises:
      ValueError: for another mode.
    """
    p_choose_i = tf.convert_to_tensor(p_choose_i, name="p_choose_i")
    previous_attention = tf.convert_to_tensor(previous_attention, name="previous_attention")
    modes = {"recursive": _recursive, "parallel": _parallel, "hard": _hard}
    if mode not in modes:
        raise ValueError(f"mode is {mode!r}, but must be 'recursive', 'parallel' or 'hard'")
    return modes[mode](p_choose_i, previous_attention)


def _recursive(p_choose: tf.Tensor, previous: tf.Tensor) -> tf.Tensor:
    batch_size = tf.dimension_value(p_choose.shape[0]) or tf.shape(p_choose)[0]
    # How likely attention passes by an element's left neighbour. Ones and zeros are
    # float32 in contrib too, so that every other dtype raises.
    passing = tf.concat([tf.ones([batch_size, 1]), 1 - p_choose[:, :-1]], 1)

    def arrive(arrived_left: tf.Tensor, step: Any) -> tf.Tensor:
        passing_left, started_here = step
        # The scan must see that the shape stays what it was.
        return tf.reshape(passing_left * arrived_left + started_here, [batch_size])

    time_major = [tf.transpose(passing), tf.transpose(previous)]
    return p_choose * tf.transpose(tf.scan(arrive, time_major, tf.zeros([batch_size])))


def _parallel(p_choose: tf.Tensor, previous: tf.Tensor) -> tf.Tensor:
    passed_all = safe_cumprod(1 - p_choose, axis=1, exclusive=True)
    # The clip keeps from dividing by zero.
    return (
        p_choose
        * passed_all
        * tf.cumsum(previous / tf.clip_by_value(passed_all, 1e-10, 1.0), axis=1)
    )


def _hard(p_choose: tf.Tensor, previous: tf.Tensor) -> tf.Tensor:
    p_choose = p_choose * tf.cumsum(previous, axis=1)  # nothing left of the previous element
    return p_choose * tf.cumprod(1 - p_choose, axis=1, exclusive=True)  # but the first


def _monotonic_probability_fn(
    score: tf.Tensor,
    previous_alignments: tf.Tensor,
    sigmoid_noise: float,
    mode: str,
    seed: int | None = None,
) -> tf.Tensor:
    """Turns scores into probabilities of stopping, and these into alignments.

    Args:
      score: `[batch, time]`.
      previous_alignments: `[batch, time]`.
      sigmoid_noise: standard deviation of the noise added to scores; some in
        training makes the model decide clearly.
      mode: of `monotonic_attention`; if "hard", scores above 0 are chosen.
      seed: of the noise.

    Returns:
      Alignments `[batch, time]`.

    Raises:
      ValueError: for another mode.
    """
    if sigmoid_noise > 0:
        noise = tf.random_normal(tf.shape(score), dtype=score.dtype, seed=seed)
        score += sigmoid_noise * noise
    p_choose_i = tf.cast(score > 0, score.dtype) if mode == "hard" else tf.sigmoid(score)
    return monotonic_attention(p_choose_i, previous_alignments, mode)


def probability_fn(sigmoid_noise: float, mode: str, seed: int | None) -> Callable[..., Any]:
    """Returns `(score, previous alignments) -> alignments`."""
    return functools.partial(
        _monotonic_probability_fn, sigmoid_noise=sigmoid_noise, mode=mode, seed=seed
    )


def add_bias(score: tf.Tensor, initial: Any) -> tf.Tensor:
    """Adds the variable `attention_score_bias []`, made in the current scope.

    Raises:
      ValueError: if the dtype of `initial` is not the score's; a Python number is
        float32, and so float16 and float64 need a number of numpy's.
    """
    bias = tf.get_variable("attention_score_bias", dtype=score.dtype, initializer=initial)
    return score + bias


def dirac_alignments(alignments_size: Any, batch_size: Any, dtype: Any) -> tf.Tensor:
    """Returns `[1, 0, 0, ...]` for each row, `[batch, alignments_size]`."""
    first = tf.zeros([batch_size], dtype=tf.int32)
    return tf.one_hot(first, alignments_size, dtype=dtype)


class _BaseMonotonicAttentionMechanism(_BaseAttentionMechanism):
    """Starts from the memory's first element."""

    def initial_alignments(self, batch_size: Any, dtype: Any) -> tf.Tensor:
        """Returns `[1, 0, 0, ...]` for each row, `[batch, alignments_size]`."""
        return dirac_alignments(self._alignments_size, batch_size, dtype)
