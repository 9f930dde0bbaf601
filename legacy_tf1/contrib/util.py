"""Answer to tf.contrib.util: where each name lives today."""

from legacy_tf1.contrib.lazy import at, lazy_names

SYMBOLS = {
    **at("tensorflow.compat.v1:", "make_ndarray make_tensor_proto"),
    **at(
        "tensorflow.python.framework.meta_graph:",
        "ops_used_by_graph_def stripped_op_list_for_graph",
    ),
    "constant_value": "tensorflow.python.framework.tensor_util:constant_value",
}

NEAREST = {
    "loader": "use tf.load_op_library",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS, NEAREST)
