"""Describe what a variant reads, and draw it.

Runs on TensorFlow 1.15.5 (Python 3.7) too.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np


class Input(NamedTuple):
    """One input: for integers, the values allowed."""

    shape: tuple
    dtype: str
    least: int = 0
    most: int = 0


def draw_inputs(config: Any, seed: int, ragged: bool = True) -> dict[str, np.ndarray]:
    """Draws every input that `config.inputs` describes, floats in [-2, 2).

    Ragged lengths, `[batch]`, reach from the most that is allowed (first row) to the
    least (last row); otherwise all are the most.
    """
    random = np.random.RandomState(seed)
    inputs = {}
    for name, given in sorted(config.inputs.items()):
        if given.dtype.startswith("float"):
            value = 4.0 * random.random_sample(given.shape) - 2.0
        else:
            value = random.randint(given.least, given.most + 1, given.shape)
            if name.endswith("_length"):
                value[-1] = given.least
                value[0] = given.most
                value = value if ragged else np.full(given.shape, given.most)
        inputs[name] = value.astype(given.dtype)
    return inputs
