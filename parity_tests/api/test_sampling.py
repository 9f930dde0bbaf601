"""Check by many seeded draws that samplers follow the distributions they promise.

The scenarios of `helping.drawing` compare draws one by one with TensorFlow 1.15.5;
here the draws must be right, not only the same. All have seeds, so nothing can flake:
the bound is the 99.9% quantile of the chi-square distribution, which a correct
sampler exceeds for one seed in a thousand.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import tensorflow.compat.v1 as tf

from legacy_tf1 import seq2seq
from legacy_tf1.seq2seq.helper import bernoulli_sample, categorical_sample

DRAWS, BATCH = 20_000, 2
LOGITS = np.array([[0.0, 1.0, -1.0, 0.5], [2.0, 0.1, 0.1, -0.7]])
# chi-square, 99.9%, by degrees of freedom
BOUND = {1: 10.83, 3: 16.27}


def softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def run(build: Any) -> np.ndarray:
    with tf.Graph().as_default(), tf.Session() as session:
        return session.run(build())


def chi_square(ids: np.ndarray, probabilities: np.ndarray) -> float:
    counts = np.bincount(ids, minlength=len(probabilities))
    expected = probabilities * len(ids)
    return float(((counts - expected) ** 2 / expected).sum())


def draws_of_sample_helper(temperature: float | None) -> np.ndarray:
    """Draws `[BATCH, DRAWS]` ids by a helper, all in one step."""

    def build() -> tf.Tensor:
        helper = seq2seq.SampleEmbeddingHelper(
            np.eye(4), np.zeros(BATCH * DRAWS, np.int32), 3, temperature, seed=1
        )
        logits = tf.constant(np.repeat(LOGITS, DRAWS, axis=0))
        return helper.sample(time=tf.constant(0), outputs=logits, state=())

    return run(build).reshape(BATCH, DRAWS)


@pytest.mark.parametrize("temperature", [None, 0.5, 1.0, 2.5])
def test_sample_helper_draws_by_the_softmax(temperature: float | None) -> None:
    drawn, expected = draws_of_sample_helper(temperature), softmax(LOGITS / (temperature or 1.0))
    for row in range(BATCH):
        assert chi_square(drawn[row], expected[row]) < BOUND[3]


def test_a_wrong_temperature_would_be_seen() -> None:
    drawn, wrong = draws_of_sample_helper(1.0), softmax(LOGITS / 1.2)
    assert all(chi_square(drawn[row], wrong[row]) > BOUND[3] for row in range(BATCH))


def test_categorical_sample() -> None:
    drawn = run(lambda: categorical_sample(LOGITS, sample_shape=[DRAWS], seed=2))
    assert drawn.shape == (DRAWS, BATCH)
    for row in range(BATCH):
        assert chi_square(drawn[:, row], softmax(LOGITS)[row]) < BOUND[3]


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_bernoulli_sample(dtype: str) -> None:
    probs = np.array([0.25, 0.5, 0.9], dtype)
    drawn = run(lambda: bernoulli_sample(probs, sample_shape=[DRAWS], seed=3))
    for column, p in enumerate(probs.astype(np.float64)):
        assert chi_square(drawn[:, column], np.array([1 - p, p])) < BOUND[1]


def scheduled_draws() -> np.ndarray:
    """Draws `[BATCH, DRAWS]` ids, or -1, by a helper that samples with probability 0.3."""

    def build() -> tf.Tensor:
        rows = BATCH * DRAWS
        helper = seq2seq.ScheduledEmbeddingTrainingHelper(
            np.zeros([rows, 1, 4]),
            np.ones(rows, np.int32),
            np.eye(4),
            0.3,
            seed=4,
            scheduling_seed=5,
        )
        logits = tf.constant(np.repeat(LOGITS, DRAWS, axis=0))
        return helper.sample(time=tf.constant(0), outputs=logits, state=())

    return run(build).reshape(BATCH, DRAWS)


def test_scheduled_embeddings_sample_as_often_as_asked_and_by_the_softmax() -> None:
    for row, drawn in enumerate(scheduled_draws()):
        sampled = drawn >= 0
        assert chi_square(sampled.astype(int), np.array([0.7, 0.3])) < BOUND[1]
        assert chi_square(drawn[sampled], softmax(LOGITS)[row]) < BOUND[3]


def test_scheduled_embeddings_draw_ids_apart_from_the_schedule() -> None:
    """Were both drawn from one stream, rows that sample would get other ids."""
    first, second = scheduled_draws()
    agree = np.mean((first >= 0) == (second >= 0))
    assert abs(agree - (0.3**2 + 0.7**2)) < 4 * np.sqrt(0.58 * 0.42 / DRAWS)


def test_scheduled_outputs_are_fed_as_often_as_asked() -> None:
    def build() -> tf.Tensor:
        helper = seq2seq.ScheduledOutputTrainingHelper(
            np.zeros([DRAWS, 1, 4]), np.ones(DRAWS, np.int32), 0.3, seed=6
        )
        return helper.sample(time=tf.constant(0), outputs=(), state=())

    assert chi_square(run(build), np.array([0.7, 0.3])) < BOUND[1]
