"""Look into graphs, as tf.contrib.framework.graph_util does."""

from __future__ import annotations

import tensorflow.compat.v1 as tf


def get_placeholders(graph: tf.Graph) -> list[tf.Tensor]:
    """Lists the placeholders of a graph, in the order of their creation.

    Raises:
      TypeError: if it is no graph.
    """
    if not isinstance(graph, tf.Graph):
        raise TypeError(f"expected a tf.Graph, got {graph!r}")
    return [op.outputs[0] for op in graph.get_operations() if op.type == "Placeholder"]
