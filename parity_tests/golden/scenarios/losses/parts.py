"""Make logits, targets and weights."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.parts import seq2seq, tensor, tf

try:
    from tensorflow.contrib.seq2seq.python.ops import loss
except ImportError:
    from legacy_tf1.seq2seq import loss

__all__ = [
    "BATCH",
    "TIME",
    "VOCABULARY",
    "logits",
    "loss",
    "mask",
    "sequence_loss",
    "targets",
    "weights",
]

BATCH, TIME, VOCABULARY = 3, 5, 4
MASK_LENGTHS = (5, 0, 2)


def logits(static: Any = None, dtype: str = "float64") -> Any:
    return tensor("logits", BATCH, TIME, VOCABULARY, static=static, dtype=dtype)


def targets(dtype: str = "int32") -> Any:
    return tf.constant((np.arange(BATCH * TIME).reshape(BATCH, TIME) * 7 % 4).astype(dtype))


def weights() -> Any:
    """Makes an input of weights of any size and sign."""
    return tensor("weights", BATCH, TIME)


def mask(dtype: Any = tf.float64) -> Any:
    """Makes weights 1 and 0: one row has none, and from the third step on only one row."""
    return tf.sequence_mask(MASK_LENGTHS, TIME, dtype=dtype)


def sequence_loss(of_weights: Any = None, **options: Any) -> Any:
    given = {"logits": None, "targets": None, **options}
    given["logits"] = logits() if given["logits"] is None else given["logits"]
    given["targets"] = targets() if given["targets"] is None else given["targets"]
    given["weights"] = mask() if of_weights is None else of_weights
    return seq2seq.sequence_loss(**given)
