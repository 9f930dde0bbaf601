"""Make the layers that turn cell output and context into attention.

Answers to the arguments `attention_layer_size` and `attention_layer` of
`AttentionWrapper` of `tf.contrib.seq2seq` in TensorFlow 1.15.5.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq.rnn_cell import Dense


def as_tuple(item_or_sequence: Any) -> tuple[Any, ...]:
    if isinstance(item_or_sequence, (list, tuple)):
        return tuple(item_or_sequence)
    return (item_or_sequence,)


def _depth(mechanism: Any) -> int:
    return tf.dimension_value(mechanism.values.shape[-1])


def layers_and_size(
    mechanisms: tuple[Any, ...], size: Any, layer: Any, cell: Any
) -> tuple[tuple[Any, ...] | None, int]:
    """Makes or takes an attention layer for each mechanism.

    Args:
      mechanisms: the attention mechanisms.
      size: a number of units or several, or None.
      layer: a `tf.layers.Layer` or several, or None.
      cell: the wrapped cell; each layer sees its output beside the context.

    Returns:
      `(layers, depth of all attentions together)`; without size and layer there are
      no layers, and the attentions are the contexts.

    Raises:
      ValueError: for both size and layer, or not one of them for each mechanism.
    """
    if size is not None and layer is not None:
        raise ValueError("Only one of attention_layer_size and attention_layer should be set")
    if size is None and layer is None:
        return None, sum(_depth(mechanism) for mechanism in mechanisms)
    argument = "attention_layer_size" if layer is None else "attention_layer"
    given = as_tuple(size if layer is None else layer)
    if len(given) != len(mechanisms):
        raise ValueError(
            f"If provided, {argument} must contain exactly one item per "
            f"attention_mechanism, saw: {len(given)} vs {len(mechanisms)}"
        )
    if layer is None:
        made = [
            Dense(units, "attention_layer", mechanism.dtype)
            for units, mechanism in zip(given, mechanisms)
        ]
        return tuple(made), sum(given)
    shapes = [
        attention_layer.compute_output_shape([None, cell.output_size + _depth(mechanism)])
        for attention_layer, mechanism in zip(given, mechanisms)
    ]
    return given, sum(tf.dimension_value(shape[-1]) for shape in shapes)
