"""List what of `tensorflow.python` 1.15.5 has no heir, or takes other arguments now.

Each entry must hold: a name that is found again, or agrees again, fails the test.
"""

from __future__ import annotations

_P = "tensorflow.python."
_K = _P + "keras."

# By module, and by what would be missed.
MISSING = {
    _P + "data.experimental.ops.threadpool": "PrivateThreadPool override_threadpool",
    _P + "framework.op_def_library": "OpDefLibrary",  # of generated code
    _P + "framework.op_def_registry": "get_registered_ops register_op_list",
    _P + "ops.losses.loss_reduction": "ReductionV2",
    _P + "pywrap_tensorflow": "TFE_Py_FastPathExecute",
    _P + "training.tracking.base": "PythonStateSaveable PythonStringStateSaveable",
    _P + "training.tracking.tracking": "CapturableResourceDeleter NotTrackable TrackableAsset "
    "cached_per_instance delete_tracking",
    _P + "training.tracking.util": "saver_with_op_caching",
    # Keras itself has dropped these, or they were helpers of its classes.
    _K + "applications": "decode_predictions keras_modules_injection preprocess_input",
    _K + "backend": "EagerExecutionFunction freezable_variable",
    _K + "engine.base_layer": "KerasHistory",
    _K + "engine.base_layer_utils": "autocast_context_manager default",
    _K + "engine.training": "DistributedCallbackModel",
    _K + "engine.training_utils": "assert_not_batched assert_not_shuffled "
    "convert_eager_tensors_to_numpy",
    _K + "layers": "PeepholeLSTMCell RandomFourierFeatures",
    _K + "layers.convolutional_recurrent": "ConvLSTM2DCell ConvRNN2D",
    _K + "layers.local": "get_locallyconnected_mask local_conv_matmul local_conv_sparse_matmul "
    "make_2d",
    _K + "layers.normalization": "replace_in_base_docstring",
    _K + "layers.recurrent": "PeepholeLSTMCell",
    _K + "utils": "HDF5Matrix class_and_config_for_serialized_keras_object "
    "convert_all_kernels_in_model multi_gpu_model print_summary serialize_keras_class_and_config",
    _K + "utils.conv_utils": "convert_kernel",
    _K + "utils.data_utils": "terminate_keras_multiprocessing_pools",
    _K + "utils.generic_utils": "object_list_uid",
    _K + "utils.io_utils": "HDF5Matrix",
    _K + "utils.layer_utils": "convert_all_kernels_in_model gather_non_trainable_weights "
    "gather_trainable_weights",
}

# Outside Keras, whose layers have gained arguments in the middle: TensorFlow's own
# functions that changed in place. Given by name, their old arguments work but for
# `_sentinel` (which was there to forbid others), `log_usage` and `check_subtrees_length`.
CHANGED = {
    _P + "data.util.nest": "flatten is_sequence",
    _P + "debug": "DumpingDebugHook LocalCLIDebugWrapperSession",
    _P + "eager.core": "_status_to_exception",
    _P + "eager.execute": "args_to_matching_eager record_gradient",
    _P + "framework.ops": "Operation Tensor convert_to_tensor name_scope",
    _P + "ops.gen_experimental_dataset_ops": "sliding_window_dataset",
    _P + "ops.gen_nn_ops": "max_pool",
    _P + "ops.math_ops": "bincount matmul",
    _P + "ops.nn": "sigmoid_cross_entropy_with_logits softmax_cross_entropy_with_logits "
    "sparse_softmax_cross_entropy_with_logits top_k",
    _P + "ops.nn_impl": "sigmoid_cross_entropy_with_logits",
    _P + "ops.nn_ops": "softmax_cross_entropy_with_logits "
    "sparse_softmax_cross_entropy_with_logits top_k",
    _P + "ops.standard_ops": "matmul",
    _P + "tools.freeze_graph": "freeze_graph",
    _P + "training.tracking.tracking": "CapturableResource TrackableResource",
    _P + "training.tracking.util": "InitializationOnlyStatus NameBasedSaverStatus",
    _P + "util.nest": "assert_shallow_structure flatten_up_to is_sequence",
}
