"""Give an op without a seed of its own the one that it has in TensorFlow 1.15.5.

There, under `tf.set_random_seed`, that is the number of ops in the graph so far; in
TensorFlow 2 the number of such ops so far. So as far as a graph is built op for op
as in 1.15.5, the same graph-level seed gives the same initial weights.
"""

from __future__ import annotations

import functools
import importlib
from typing import Any

import tensorflow.compat.v1 as tf

OWNER = "tensorflow.python.framework.random_seed"


def install() -> None:
    """Changes how the ops of this process get their seeds; twice is as once."""
    owner = importlib.import_module(OWNER)
    original = owner.get_seed
    if hasattr(original, "__wrapped__"):
        return

    @functools.wraps(original)
    def get_seed(op_seed: int | None) -> Any:
        if op_seed is None and not tf.executing_eagerly():
            graph = tf.get_default_graph()
            if graph.seed is not None:
                if hasattr(graph, "_seed_used"):
                    graph._seed_used = True
                op_seed = graph.version  # grows by one with every op
        return original(op_seed)

    places: list[Any] = [owner, tf, tf.random]
    for place in places:
        place.get_seed = get_seed
