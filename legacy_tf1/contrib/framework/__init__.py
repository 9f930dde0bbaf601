"""Answer to tf.contrib.framework: where each name lives today."""

from legacy_tf1.contrib.lazy import at, lazy_names

SYMBOLS = {
    **at(
        "tf_slim.ops.variables:",
        "VariableDeviceChooser add_model_variable assert_global_step "
        "assert_or_get_global_step assign_from_checkpoint assign_from_checkpoint_fn "
        "assign_from_values assign_from_values_fn create_global_step filter_variables "
        "get_global_step get_local_variables get_model_variables get_or_create_global_step "
        "get_trainable_variables get_unique_variable get_variable_full_name get_variables "
        "get_variables_by_name get_variables_by_suffix get_variables_to_restore "
        "global_variable local_variable model_variable variable",
    ),
    **at(
        "tensorflow.compat.v1:",
        "TensorSpec argsort convert_to_tensor_or_sparse_tensor is_tensor sort",
    ),
    **at(
        "tf_slim.ops.arg_scope:",
        "add_arg_scope arg_scope arg_scoped_arguments current_arg_scope has_arg_scope",
    ),
    **at(
        "tensorflow.python.ops.init_ops:",
        "convolutional_delta_orthogonal convolutional_orthogonal_1d "
        "convolutional_orthogonal_2d convolutional_orthogonal_3d",
    ),
    **at(
        "legacy_tf1.contrib.framework.checkpoint_utils:",
        "init_from_checkpoint list_variables load_checkpoint load_variable",
    ),
    **at(
        "tensorflow.python.util.deprecation:",
        "deprecated deprecated_arg_values deprecated_args",
    ),
    **at(
        "tensorflow.python.framework.smart_cond:",
        "smart_case smart_cond smart_constant_value",
    ),
    **at("tensorflow.compat.v1:debugging.", "assert_same_float_dtype assert_scalar"),
    **at("legacy_tf1.contrib.framework.tensor_util:", "assert_scalar_int reduce_sum_n"),
    **at("tf_slim.ops.framework_ops:", "get_graph_from_inputs get_name_scope"),
    **at("tensorflow.python.framework.ops:", "prepend_name_scope strip_name_scope"),
    "BoundedTensorSpec": "tensorflow.python.framework.tensor_spec:BoundedTensorSpec",
    "RecordInput": "tensorflow.python.ops.data_flow_ops:RecordInput",
    "get_placeholders": "legacy_tf1.contrib.framework.graph_util:get_placeholders",
    "nest": "legacy_tf1.contrib.framework.nest",
    "py_func": "legacy_tf1.contrib.framework.script_ops:py_func",
}

NEAREST = {
    "": "see tf.train.init_from_checkpoint and tf.train.load_variable",
    "with_shape": "use tf.ensure_shape",
    "with_same_shape": "use tf.ensure_shape",
    "remove_squeezable_dimensions": "use tf.squeeze",
    "fuse_op": "see tf.graph_util",
    "zero_initializer": "use tf.zeros_initializer",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS, NEAREST)
