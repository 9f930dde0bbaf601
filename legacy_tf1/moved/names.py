"""List the names that modules of `tensorflow.python` have lost, with where they are today.

A place is `module:attribute`; one that ends in `:` or `.` goes on with the name itself.
Public places where there are any: they stay. What has no heir at all is written again
in `written.py`. A name that a module still has is not asked for here, except of the
modules that `modules.py` lists too.
"""

_P = "tensorflow.python."
_V1 = "tensorflow.compat.v1:"
_WRITTEN = "legacy_tf1.moved.written:"

NAMES = {
    _P + "data.ops.dataset_ops": {
        "AutotuneAlgorithm": _P + "data.ops.options:",
        "Options": _V1 + "data.",
        "_is_padded_shape_compatible_with": _P + "data.ops.padded_batch_op:",
        "_padded_shape_to_tensor": _P + "data.ops.padded_batch_op:",
        "_padding_value_to_tensor": _P + "data.ops.padded_batch_op:",
    },
    _P + "data.util.nest": {
        "_sequence_like": _P + "util.nest:",
        "is_sequence": _P + "data.util.nest:is_nested",
    },
    _P + "eager.def_function": {
        "RUN_FUNCTIONS_EAGERLY": _P + "eager.polymorphic_function.eager_function_run:",
    },
    _P + "eager.function": {
        "defun": _WRITTEN,
    },
    _P + "eager.tape": {
        "could_possibly_record": _P + "eager.record:",
        "record_operation": _P + "eager.record:",
        "stop_recording": _P + "eager.record:",
    },
    _P + "framework.graph_util": {
        "convert_variables_to_constants": _V1 + "graph_util.",
    },
    _P + "framework.graph_util_impl": {
        "convert_variables_to_constants": _V1 + "graph_util.",
    },
    _P + "framework.ops": {
        "IndexedSlices": _V1,
        "IndexedSlicesValue": _P + "framework.indexed_slices:",
        "RegisterShape": _WRITTEN,
        "Tensor": _V1,
        "_default_session_stack": _P + "framework.stack:",
        "convert_n_to_tensor_or_indexed_slices": _P + "framework.indexed_slices:",
        "convert_to_tensor_or_indexed_slices": _V1,
        "convert_to_tensor_v2": _P + "framework.tensor_conversion:",
        "default_session": _P + "framework.stack:",
        "disable_tensor_equality": _V1,
        "enable_tensor_equality": _V1,
        "internal_convert_n_to_tensor_or_indexed_slices": _P + "framework.indexed_slices:",
        "internal_convert_to_tensor_or_indexed_slices": _P + "framework.indexed_slices:",
        "register_tensor_conversion_function": _V1,
    },
    _P + "framework.tensor_shape": {
        "matrix": _WRITTEN,
        "scalar": _WRITTEN,
        "vector": _WRITTEN,
    },
    _P + "framework.tensor_util": {
        "maybe_set_static_shape": _P + "ops.shape_util:",
        "shape_tensor": _P + "ops.shape_util:",
    },
    _P + "keras.engine": {
        "Input": _V1 + "keras.layers.",
        "InputLayer": _V1 + "keras.layers.",
        "InputSpec": _V1 + "keras.layers.",
        "Layer": _V1 + "keras.layers.",
        "get_source_inputs": _V1 + "keras.utils.",
    },
    _P + "keras.engine.base_layer": {
        "InputSpec": _V1 + "keras.layers.",
    },
    _P + "keras.engine.network": {
        "Network": _V1 + "keras.Model",
    },
    _P + "keras.layers": {
        "BatchNormalizationV2": "tensorflow:keras.layers.BatchNormalization",
        "GRUCell_v2": "keras.src.layers.rnn.gru:GRUCell",
        "GRU_v2": "keras.src.layers.rnn.gru:GRU",
        "LSTMCell_v2": "keras.src.layers.rnn.lstm:LSTMCell",
        "LSTM_v2": "keras.src.layers.rnn.lstm:LSTM",
    },
    _P + "keras.layers.convolutional": {
        "Deconv2D": _V1 + "keras.layers.Conv2DTranspose",
        "Deconv3D": _V1 + "keras.layers.Conv3DTranspose",
        "Deconvolution2D": _V1 + "keras.layers.Conv2DTranspose",
        "Deconvolution3D": _V1 + "keras.layers.Conv3DTranspose",
    },
    _P + "keras.layers.normalization": {
        "BatchNormalizationBase": "keras.src.layers.normalization.batch_normalization:",
    },
    _P + "keras.utils.tf_utils": {
        "constant_value": _P + "layers.utils:",
        "smart_cond": _P + "layers.utils:",
    },
    _P + "layers.utils": {
        "static_shape": _WRITTEN,
    },
    _P + "ops.array_ops": {
        "stack": _V1,
        "unstack": _V1,
    },
    _P + "ops.control_flow_ops": {
        "Assert": _V1,
        "_UnpackIfSingleton": _P + "ops.cond:",
        "_assert_at_most_n_true": _P + "ops.control_flow_case:",
        "_case_create_default_action": _P + "ops.control_flow_case:",
        "_case_verify_and_canonicalize_args": _P + "ops.control_flow_case:",
        "_cast_indexed_slice_indices": _P + "ops.cond:",
        "_summarize_eager": _P + "ops.control_flow_assert:",
        "case": _V1,
        "case_v2": _P + "ops.control_flow_case:",
        "cond": _V1,
        "cond_for_tf_v2": _P + "ops.cond:",
        "switch_case": _V1,
        "while_loop": _V1,
        "while_loop_v2": _P + "ops.while_loop:",
    },
    _P + "ops.custom_gradient": {
        "copy_handle_data": _P + "ops.handle_data_util:",
    },
    _P + "ops.gradients_util": {
        "IsTrainable": _P + "eager.backprop_util:",
    },
    _P + "ops.math_ops": {
        "bincount_v1": _V1 + "bincount",
    },
    _P + "ops.nn": {
        "bidirectional_dynamic_rnn": _V1 + "nn.",
        "dynamic_rnn": _V1 + "nn.",
        "raw_rnn": _V1 + "nn.",
        "rnn_cell": _V1 + "nn.",
        "static_rnn": _V1 + "nn.",
        "static_state_saving_rnn": _V1 + "nn.",
    },
    _P + "ops.nn_impl": {
        "compute_average_loss": "tensorflow:nn.",
        "l2_normalize_v2": "tensorflow:math.l2_normalize",
        "scale_regularization_loss": "tensorflow:nn.",
    },
    _P + "ops.random_ops": {
        "random_crop": _V1,
    },
    _P + "ops.variable_scope": {
        "default_variable_creator": _P + "ops.ref_variable:",
        "default_variable_creator_v2": _P + "ops.resource_variable_ops:",
        "variable": _V1 + "Variable",
    },
    _P + "ops.variables": {
        "RefVariable": _P + "ops.ref_variable:",
        "VariableV1": _V1 + "Variable",
        "is_variable_initialized": _V1,
    },
    _P + "pywrap_tensorflow": {
        "NewCheckpointReader": _V1 + "train.",
    },
    _P + "saved_model.utils_impl": {
        "get_assets_dir": _P + "saved_model.path_helpers:",
        "get_or_create_assets_dir": _P + "saved_model.path_helpers:",
        "get_or_create_variables_dir": _P + "saved_model.path_helpers:",
        "get_variables_dir": _P + "saved_model.path_helpers:",
        "get_variables_path": _P + "saved_model.path_helpers:",
    },
    _P + "util.nest": {
        "is_sequence": _P + "util.nest:is_nested",
    },
}
