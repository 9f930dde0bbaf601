"""Project scores onto the simplex."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.parts import draw, fed, tensor, tf, with_gradients
from parity_tests.golden.scenarios.registry import misuse, scenario

try:
    from tensorflow.contrib import sparsemax
except ImportError:
    from legacy_tf1.contrib import sparsemax

BATCH, CLASSES = 3, 5


def _labels() -> Any:
    labels = draw("labels", BATCH, CLASSES) ** 2
    return tf.constant(labels / labels.sum(1, keepdims=True))


def _simplex(static: Any = None) -> Any:
    logits = tensor("logits", BATCH, CLASSES, static=static)
    found = sparsemax.sparsemax(logits)
    loss = sparsemax.sparsemax_loss(logits, found, _labels())
    return with_gradients({"sparsemax": found, "loss": loss})


@scenario
def simplex() -> Any:
    return _simplex()


@scenario
def simplex_of_unknown_shape() -> Any:
    return _simplex([None, None])


@scenario
def simplex_of_ties_and_far_scores() -> Any:
    rows = [[1.0, 1.0, 1.0, 1.0], [9.0, -3.0, 0.0, 8.5], [-2e3, 0.0, -np.inf, 0.5]]
    logits = tf.constant(rows, tf.float64)
    found = sparsemax.sparsemax(logits, name="mine")
    one_hot = tf.one_hot([1, 0, 3], 4, dtype=tf.float64)
    return {
        "sparsemax": found,
        "loss": sparsemax.sparsemax_loss(logits, found, one_hot, name="mine"),
    }


@scenario
def simplex_that_is_not_defined() -> Any:
    """Rows with NaN or plus infinity, or of minus infinity alone."""
    infinite = np.inf
    rows = [[np.nan, 1.0, 2.0], [infinite, 1.0, 2.0], [-infinite] * 3, [1.0, 0.9, -2.0]]
    return {"is_nan": tf.is_nan(sparsemax.sparsemax(tf.constant(rows, tf.float32)))}


@misuse
def simplex_in_float16() -> Any:
    logits = tensor("logits", BATCH, CLASSES, dtype="float16")
    return {"sparsemax": sparsemax.sparsemax(logits)}


@misuse
def simplex_of_a_vector() -> Any:
    return {"sparsemax": sparsemax.sparsemax(fed(np.zeros([4], np.float32), [None]))}


@misuse
def simplex_of_integers() -> Any:
    return {"sparsemax": sparsemax.sparsemax(tf.constant([[1, 2]]))}
