"""Draw the weights that training starts from, the same for TensorFlow 1 and 2."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

import numpy as np


def initial_weights(like: Mapping[str, np.ndarray], seed: int) -> dict[str, np.ndarray]:
    """Draws as TensorFlow 1's defaults do, from numpy's generator.

    Matrices are uniform within sqrt(6 / (rows + columns)) (Glorot, Bengio 2010), a GRU's
    gates start from a bias of 1, other biases from 0.

    Args:
      like: an array of each weight's shape and dtype, by TensorFlow 1 name.
      seed: for numpy.
    """
    return {name: _draw(name, array, seed) for name, array in like.items()}


def _draw(name: str, like: np.ndarray, seed: int) -> np.ndarray:
    random = np.random.RandomState((seed + zlib.crc32(name.encode())) % 2**32)
    if name.endswith("bias"):
        value = np.full(like.shape, 1.0 if name.endswith("gates/bias") else 0.0)
    elif like.ndim == 0:  # the length of a normalised v
        value = np.full(like.shape, 1.0)
    else:
        fans = like.shape if like.ndim == 2 else 2 * like.shape
        bound = np.sqrt(6.0 / sum(fans))
        value = random.uniform(-bound, bound, like.shape)
    return value.astype(like.dtype)
