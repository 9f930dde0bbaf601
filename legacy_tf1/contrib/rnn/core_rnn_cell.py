"""Keep the names of `tf.contrib.rnn.python.ops.core_rnn_cell`: scripts take its linear map."""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.contrib.rnn.cells import Linear as _Linear
from legacy_tf1.contrib.rnn.projections import (
    EmbeddingWrapper,
    InputProjectionWrapper,
    OutputProjectionWrapper,
)

__all__ = [
    "EmbeddingWrapper",
    "InputProjectionWrapper",
    "OutputProjectionWrapper",
    "_Linear",
    "_linear",
]


def _linear(
    args: Any,
    output_size: Any,
    bias: bool,
    bias_initializer: Any = None,
    kernel_initializer: Any = None,
) -> tf.Tensor:
    """Multiplies tensors `[batch, depth]`, joined, by a kernel, and may add a bias.

    The variables are `kernel` and `bias` in the current scope. What it raises is what
    `Linear` of `cells.py` does.
    """
    return _Linear(args, output_size, bias, bias_initializer, kernel_initializer)(args)
