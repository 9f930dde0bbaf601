"""Let a TF1 forward pass be a method of a Keras layer, model or `tf.Module` in TensorFlow 2.

Builds on `tf.compat.v1.keras.utils.track_tf1_style_variables`; shown by
`parity_tests/api/test_half_way_house.py`.
"""

from __future__ import annotations

import functools
import inspect
from typing import Any, Callable

import tensorflow.compat.v1 as tf


def tf1_forward_pass(method: Callable[..., Any]) -> Callable[..., Any]:
    """Decorates a method that makes its variables as TF1 programs do.

    `get_variable`, cells, `tf.layers` and what is in `legacy_tf1.seq2seq` make
    their variables at the first call, under the names of TensorFlow 1.15.5, and
    find them again at every later one, eagerly and under `tf.function`.

    TensorFlow's decorator alone does so inside `tf.variable_scope("model")`. But
    outside any scope it numbers default names on, so that a second call asks for
    `decoder_1`, `memory_layer_1`, and gets new variables in silence.

    Args:
      method: of a `tf.Module`, for example a Keras layer's `call`.

    Returns:
      The method, whose variables belong to its object.
    """

    @functools.wraps(method)
    def with_the_same_names(self: Any, *args: Any, **kwargs: Any) -> Any:
        # Leaving a scope that was entered as an object forgets the names used in it.
        with tf.variable_scope(tf.get_variable_scope(), auxiliary_name_scope=False):
            return method(self, *args, **kwargs)

    # Keras asks which arguments `call` takes, and does not look through `functools.wraps`.
    with_the_same_names.__signature__ = inspect.signature(method)  # type: ignore[attr-defined]
    return tf.keras.utils.track_tf1_style_variables(with_the_same_names)
