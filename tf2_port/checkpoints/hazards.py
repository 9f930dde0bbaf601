"""Say where the same weights would not compute the same, because a layer is set otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def hazards(kind: str, path: str, layer: Any) -> Iterator[str]:
    """Yields a sentence for each.

    Args:
      kind: of the TensorFlow 1 variables.
      path: of the Keras layer, in the model.
      layer: that they fill.
    """
    activation = getattr(layer, "recurrent_activation", None)
    name = getattr(activation, "__name__", "")
    if kind in ("keras_lstm", "keras_gru") and name == "sigmoid":
        yield (
            f"{path} has recurrent_activation sigmoid; Keras in TensorFlow 1 had hard_sigmoid, "
            "unless told otherwise"
        )
    if kind in ("lstm_cell", "peephole_lstm_cell", "gru_cell") and name == "hard_sigmoid":
        yield f"{path} has recurrent_activation hard_sigmoid; TensorFlow 1's cell had sigmoid"
    if kind == "cudnn_compatible_gru_cell":
        yield (
            f"{path} has two biases for a gate where TensorFlow 1's cell had one: it computes the "
            "same, but trains on otherwise"
        )
