"""Answer to tf.contrib.slim: it lives on as the package tf-slim."""

from legacy_tf1.contrib.lazy import at, lazy_names

_NAMES = (
    "GDN OPTIMIZER_CLS_NAMES OPTIMIZER_SUMMARIES RevBlock VariableDeviceChooser "
    "adaptive_clipping_fn add_arg_scope add_model_variable apply_regularization arg_scope "
    "arg_scope_func_key arg_scoped_arguments assert_global_step assert_or_get_global_step "
    "assign_from_checkpoint assign_from_checkpoint_fn assign_from_values "
    "assign_from_values_fn avg_pool2d avg_pool3d batch_norm bias_add bucketize conv1d conv2d "
    "conv2d_in_plane conv2d_transpose conv3d conv3d_transpose convolution convolution1d "
    "convolution2d convolution2d_in_plane convolution2d_transpose convolution3d "
    "convolution3d_transpose create_global_step current_arg_scope dense_to_sparse dropout "
    "filter_variables flatten fully_connected gdn get_global_step get_local_variables "
    "get_model_variables get_or_create_global_step get_trainable_variables "
    "get_unique_variable get_variable_full_name get_variables get_variables_by_name "
    "get_variables_by_suffix get_variables_to_restore global_variable group_norm "
    "has_arg_scope images_to_sequence instance_norm l1_l2_regularizer l1_regularizer "
    "l2_regularizer layer_norm legacy_fully_connected local_variable max_pool2d max_pool3d "
    "maxout model_variable one_hot_encoding optimize_loss pool recompute_grad repeat "
    "rev_block scale_gradient separable_conv2d separable_convolution2d sequence_to_images "
    "softmax spatial_softmax stack sum_regularizer summarize_activation summarize_activations "
    "summarize_collection summarize_tensor summarize_tensors unit_norm variable "
    "variance_scaling_initializer xavier_initializer xavier_initializer_conv2d"
)
_MODULES = {
    "bucketization_op": "tf_slim.layers.bucketization_op",
    "data_decoder": "tf_slim.data.data_decoder",
    "data_provider": "tf_slim.data.data_provider",
    "dataset": "tf_slim.data.dataset",
    "dataset_data_provider": "tf_slim.data.dataset_data_provider",
    "evaluation": "tf_slim.evaluation",
    "initializers": "tf_slim.layers.initializers",
    "layers": "tf_slim.layers.layers",
    "learning": "tf_slim.learning",
    "losses": "tf_slim.losses",
    "metrics": "tf_slim.metrics",
    "model_analyzer": "tf_slim.model_analyzer",
    "normalization": "tf_slim.layers.normalization",
    "optimizers": "tf_slim.layers.optimizers",
    "parallel_reader": "tf_slim.data.parallel_reader",
    "prefetch_queue": "tf_slim.data.prefetch_queue",
    "queues": "tf_slim.queues",
    "regularizers": "tf_slim.layers.regularizers",
    "rev_block_lib": "tf_slim.layers.rev_block_lib",
    "summaries": "tf_slim.summaries",
    "tfexample_decoder": "tf_slim.data.tfexample_decoder",
    "utils": "tf_slim.layers.utils",
}
SYMBOLS = {
    **at("tf_slim:", _NAMES),
    **at("tensorflow.python.util.deprecation:", "deprecated deprecated_arg_values"),
    **_MODULES,
}

NEAREST = {
    "": "see tf.contrib.layers and tf.feature_column",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS, NEAREST)
