"""Tell what a layer leaves in the graph: collections, and values at first."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.parts import named, tensor, tf, with_gradients

try:
    from tensorflow.contrib import layers
except ImportError:
    from legacy_tf1.contrib import layers

__all__ = ["BATCH", "DEPTH", "gathered", "images", "layers", "rows", "tf"]

BATCH, DEPTH = 4, 3
OF_INTEREST = ("model_variables", "trainable_variables", "activations", "weights")


def rows(static: Any = None, *shape: int, dtype: str = "float64") -> Any:
    return tensor("rows", *(shape or (BATCH, DEPTH)), static=static, dtype=dtype)


def images(*shape: int, dtype: str = "float64") -> Any:
    """Draws `[batch, height, width, channels]`, or another shape."""
    return tensor("images", *(shape or (2, 5, 4, 3)), dtype=dtype)


def collections(names: Any = OF_INTEREST) -> str:
    """Writes the names of what is in the graph's collections."""
    found = {}
    for name in names:
        items = [getattr(item, "op", item).name for item in tf.get_collection(name)]
        if items:
            found[name] = items
    return repr(found)


def gathered(outputs: Any, gradients: bool = True) -> Any:
    """Names outputs, adds gradients, and tells the collections."""
    found = named("outputs", outputs)
    text = collections()
    if gradients:
        found = with_gradients(found)
    found["collections"] = text
    # Not their names: those of resource variables are others.
    found["updates"] = repr([len(tf.get_collection(name)) for name in ("update_ops", "mine")])
    return found


def at_first() -> Any:
    """Returns what all variables start from."""
    return {v.op.name: v.initial_value for v in tf.global_variables()}
