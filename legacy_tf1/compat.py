"""Ask TensorFlow 2 for what its public `tf.compat.v1` names do not tell.

The one module of this package that depends on the TensorFlow version or on
private attributes; each function asks for the symbol, never for the version.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import tensorflow.compat.v1 as tf

_WHILE_FUNC_GRAPHS = ("WhileBodyFuncGraph", "WhileCondFuncGraph")


def _control_flow(graph: Any) -> Iterator[tuple[Any, Any]]:
    """Yields `(graph, control flow context or None)` from the inside outwards."""
    while graph is not None:
        context = graph._get_control_flow_context()
        yield graph, context
        while context is not None:
            context = context.outer_context
            yield graph, context
        graph = getattr(graph, "outer_graph", None)


def in_while_loop() -> bool:
    """Tells whether ops made now belong to the body of some `tf.while_loop`.

    Control flow v1 marks its loops by a context, v2 by the class of the graph
    that is being built.
    """
    return any(
        type(graph).__name__ in _WHILE_FUNC_GRAPHS
        or (context is not None and context.IsWhileContext())
        for graph, context in _control_flow(tf.get_default_graph())
    )


def in_xla_context() -> bool:
    """Tells whether ops made now will be compiled by XLA."""
    return any(
        context is not None and context.IsXLAContext()
        for _, context in _control_flow(tf.get_default_graph())
    )


def saved_names(variables: Any) -> dict[str, Any]:
    """Returns variables by the names they have in a checkpoint, parts of one in a list."""
    from tensorflow.python.training.saving import saveable_object_util

    return saveable_object_util.op_list_to_dict(variables)
