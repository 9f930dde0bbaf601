"""List what published TF1 code imports from `tensorflow.python`, by module.

Gathered from memory of nmt, tensor2tensor, OpenNMT-tf 1, Tacotron 2, pointer-generator
summarisers and the like. That 1.15.5 has each name is checked when `genuine.json` is
recorded.
"""

from __future__ import annotations

_P = "tensorflow.python."

PUBLISHED = {
    _P + "client.device_lib": "list_local_devices",
    _P + "client.session": "Session InteractiveSession",
    _P + "client.timeline": "Timeline",
    _P + "debug": "LocalCLIDebugWrapperSession has_inf_or_nan LocalCLIDebugHook DumpingDebugHook",
    _P + "eager.context": "executing_eagerly eager_mode graph_mode num_gpus context",
    _P + "eager.backprop": "GradientTape implicit_grad gradients_function",
    _P + "estimator.estimator": "Estimator",
    _P + "estimator.model_fn": "EstimatorSpec ModeKeys",
    _P + "estimator.run_config": "RunConfig",
    _P + "estimator.util": "fn_args",
    _P + "estimator.inputs.numpy_io": "numpy_input_fn",
    _P + "estimator.export.export": "ServingInputReceiver",
    _P + "framework.constant_op": "constant",
    _P + "framework.dtypes": "float32 int32 int64 string bool as_dtype DType resource variant",
    _P + "framework.errors": "OutOfRangeError NotFoundError InvalidArgumentError",
    _P + "framework.errors_impl": "OutOfRangeError NotFoundError InvalidArgumentError",
    _P + "framework.function": "Defun",
    _P + "framework.graph_util": "convert_variables_to_constants remove_training_nodes "
    "extract_sub_graph",
    _P + "framework.importer": "import_graph_def",
    _P + "framework.ops": "Tensor Graph Operation GraphKeys IndexedSlices "
    "RegisterGradient add_to_collection add_to_collections colocate_with control_dependencies "
    "convert_to_tensor convert_n_to_tensor_or_indexed_slices "
    "convert_to_tensor_or_indexed_slices device executing_eagerly_outside_functions "
    "get_collection get_default_graph get_default_session init_scope name_scope "
    "name_from_scope_name NotDifferentiable NoGradient op_scope "
    "register_tensor_conversion_function reset_default_graph uid container RegisterShape",
    _P + "framework.random_seed": "get_seed set_random_seed",
    _P + "framework.smart_cond": "smart_cond smart_constant_value",
    _P + "framework.sparse_tensor": "SparseTensor is_sparse convert_to_tensor_or_sparse_tensor",
    _P + "framework.tensor_shape": "TensorShape Dimension as_shape as_dimension scalar vector "
    "matrix unknown_shape dimension_value dimension_at_index",
    _P + "framework.tensor_spec": "TensorSpec",
    _P + "framework.tensor_util": "constant_value make_tensor_proto MakeNdarray is_tensor "
    "constant_value_as_shape shape_tensor",
    _P + "keras": "Model Sequential backend layers initializers activations regularizers",
    _P + "keras.activations": "get tanh softmax",
    _P + "keras.backend": "batch_dot int_shape dot rnn floatx learning_phase track_variable",
    _P + "keras.engine": "Layer InputSpec",
    _P + "keras.engine.base_layer": "Layer",
    _P + "keras.engine.input_spec": "InputSpec",
    _P + "keras.engine.network": "Network",
    _P + "keras.engine.training": "Model",
    _P + "keras.initializers": "get Constant Zeros Ones glorot_uniform",
    _P + "keras.layers": "Dense LSTM GRU LSTMCell GRUCell Embedding Layer RNN Bidirectional Input "
    "Dropout Lambda Concatenate TimeDistributed BatchNormalization Conv1D",
    _P + "keras.layers.core": "Dense Dropout Lambda Reshape Permute",
    _P + "keras.layers.recurrent": "RNN LSTM GRU SimpleRNN LSTMCell GRUCell StackedRNNCells",
    _P + "keras.layers.wrappers": "Bidirectional TimeDistributed Wrapper",
    _P + "keras.layers.normalization": "BatchNormalization LayerNormalization",
    _P + "keras.layers.embeddings": "Embedding",
    _P + "keras.layers.pooling": "GlobalMaxPooling1D MaxPooling2D",
    _P + "keras.models": "Model Sequential load_model",
    _P + "keras.optimizers": "Optimizer TFOptimizer get",
    _P + "keras.optimizer_v2.adam": "Adam",
    _P + "keras.preprocessing.sequence": "pad_sequences",
    _P + "keras.preprocessing.text": "Tokenizer",
    _P + "keras.utils": "to_categorical plot_model",
    _P + "keras.utils.tf_utils": "smart_cond constant_value shape_type_conversion",
    _P + "keras.utils.generic_utils": "Progbar has_arg",
    _P + "layers.base": "Layer InputSpec",
    _P + "layers.convolutional": "Conv1D conv1d Conv2D conv2d Conv2DTranspose",
    _P + "layers.core": "Dense dense Dropout dropout Flatten flatten fully_connected",
    _P + "layers.layers": "dense Dense",
    _P + "layers.normalization": "BatchNormalization batch_normalization BatchNorm batch_norm",
    _P + "layers.pooling": "MaxPooling1D max_pooling1d",
    _P + "layers.utils": "smart_cond constant_value normalize_tuple convert_data_format "
    "conv_output_length normalize_data_format static_shape",
    _P + "lib.io.file_io": "FileIO file_exists read_file_to_string",
    _P + "lib.io.tf_record": "TFRecordWriter tf_record_iterator",
    _P + "ops.array_ops": "stack unstack concat expand_dims fill gather gather_nd identity "
    "one_hot ones ones_like pad placeholder rank reshape reverse reverse_sequence "
    "sequence_mask shape size slice split squeeze stop_gradient strided_slice tile transpose "
    "where where_v2 zeros zeros_like boolean_mask batch_to_space space_to_batch "
    "placeholder_with_default shape_n searchsorted",
    _P + "ops.candidate_sampling_ops": "log_uniform_candidate_sampler uniform_candidate_sampler",
    _P + "ops.check_ops": "assert_equal assert_rank assert_less_equal assert_positive "
    "assert_less is_numeric_tensor",
    _P + "ops.clip_ops": "clip_by_value clip_by_norm clip_by_global_norm global_norm",
    _P + "ops.control_flow_ops": "Assert case cond group no_op tuple while_loop "
    "with_dependencies switch merge switch_case",
    _P + "ops.ctc_ops": "ctc_loss ctc_beam_search_decoder ctc_greedy_decoder",
    _P + "ops.custom_gradient": "custom_gradient",
    _P + "ops.data_flow_ops": "FIFOQueue RandomShuffleQueue PaddingFIFOQueue",
    _P + "ops.embedding_ops": "embedding_lookup embedding_lookup_sparse",
    _P + "ops.functional_ops": "foldl foldr scan",
    _P + "ops.gen_array_ops": "concat_v2 gather_v2 reverse_v2 fill pack tile reshape",
    _P + "ops.gen_math_ops": "mat_mul add mul floor_mod cumsum",
    _P + "ops.gen_nn_ops": "relu softmax bias_add max_pool",
    _P + "ops.gradients": "gradients",
    _P + "ops.gradients_impl": "gradients",
    _P + "ops.init_ops": "Constant Initializer Ones Orthogonal RandomNormal RandomUniform "
    "TruncatedNormal VarianceScaling Zeros constant_initializer glorot_uniform_initializer "
    "identity_initializer ones_initializer orthogonal_initializer random_normal_initializer "
    "random_uniform_initializer truncated_normal_initializer uniform_unit_scaling_initializer "
    "variance_scaling_initializer zeros_initializer _compute_fans",
    _P + "ops.inplace_ops": "alias_inplace_update inplace_update",
    _P + "ops.linalg_ops": "norm matrix_solve cholesky",
    _P + "ops.logging_ops": "Print print_v2",
    _P + "ops.lookup_ops": "HashTable KeyValueTensorInitializer StaticHashTable "
    "TextFileInitializer TextFileIndex index_table_from_file index_table_from_tensor "
    "index_to_string_table_from_file index_to_string_table_from_tensor tables_initializer "
    "InitializableLookupTableBase StaticVocabularyTable TextFileIdTableInitializer "
    "TextFileStringTableInitializer",
    _P + "ops.losses.losses": "Reduction compute_weighted_loss softmax_cross_entropy "
    "sparse_softmax_cross_entropy get_total_loss",
    _P + "ops.losses.losses_impl": "Reduction compute_weighted_loss",
    _P + "ops.losses.util": "add_loss get_losses get_regularization_losses get_total_loss",
    _P + "ops.map_fn": "map_fn",
    _P + "ops.math_ops": "abs add add_n argmax cast ceil cumsum div divide equal exp floor "
    "floordiv greater greater_equal less log logical_and logical_not logical_or matmul maximum "
    "minimum mod multiply not_equal pow range reduce_all reduce_any reduce_max reduce_mean "
    "reduce_min reduce_prod reduce_sum reduce_logsumexp sigmoid sqrt square subtract tanh to_float "
    "to_int32 to_int64 to_double unsorted_segment_sum bincount tensordot",
    _P + "ops.metrics": "accuracy mean",
    _P + "ops.metrics_impl": "mean metric_variable",
    _P + "ops.nn": "dynamic_rnn softmax relu",
    _P + "ops.nn_impl": "l2_normalize moments batch_normalization sampled_softmax_loss nce_loss "
    "_compute_sampled_logits sigmoid_cross_entropy_with_logits weighted_moments",
    _P + "ops.nn_ops": "softmax log_softmax softmax_cross_entropy_with_logits bias_add conv2d "
    "conv1d dropout relu top_k in_top_k sparse_softmax_cross_entropy_with_logits "
    "softmax_cross_entropy_with_logits_v2 leaky_relu xw_plus_b",
    _P + "ops.parsing_ops": "FixedLenFeature VarLenFeature parse_single_example "
    "parse_single_sequence_example FixedLenSequenceFeature decode_raw",
    _P + "ops.partitioned_variables": "fixed_size_partitioner variable_axis_size_partitioner "
    "min_max_variable_partitioner",
    _P + "ops.random_ops": "multinomial random_normal random_uniform truncated_normal "
    "random_shuffle random_crop categorical",
    _P + "ops.resource_variable_ops": "ResourceVariable is_resource_variable",
    _P + "ops.rnn": "_best_effort_input_batch_size _dynamic_rnn_loop _infer_state_dtype _rnn_step "
    "_maybe_tensor_shape_from_tensor _reverse_seq _should_cache _transpose_batch_time "
    "bidirectional_dynamic_rnn dynamic_rnn raw_rnn static_rnn static_bidirectional_rnn "
    "static_state_saving_rnn",
    _P + "ops.rnn_cell": "BasicLSTMCell GRUCell LSTMCell LSTMStateTuple MultiRNNCell RNNCell",
    _P + "ops.rnn_cell_impl": "BasicLSTMCell BasicRNNCell DeviceWrapper DropoutWrapper GRUCell "
    "LSTMCell LSTMStateTuple LayerRNNCell MultiRNNCell RNNCell ResidualWrapper "
    "_BIAS_VARIABLE_NAME _WEIGHTS_VARIABLE_NAME _concat _hasattr _zero_state_tensors "
    "assert_like_rnncell _check_rnn_cell_input_dtypes _check_supported_dtypes",
    _P + "ops.script_ops": "py_func",
    _P + "ops.sparse_ops": "sparse_tensor_to_dense sparse_to_indicator sparse_tensor_dense_matmul",
    _P + "ops.standard_ops": "matmul tensordot",
    _P + "ops.state_ops": "assign assign_add assign_sub scatter_update scatter_add",
    _P + "ops.string_ops": "string_split string_join regex_replace",
    _P + "ops.summary_ops_v2": "scalar",
    _P + "ops.template": "make_template",
    _P + "ops.tensor_array_ops": "TensorArray build_ta_with_new_flow",
    _P + "ops.variable_scope": "AUTO_REUSE EagerVariableStore VariableScope get_local_variable "
    "get_variable get_variable_scope no_regularizer variable variable_creator_scope "
    "variable_op_scope variable_scope _get_default_variable_store _pure_variable_scope "
    "_VariableStore default_variable_creator",
    _P + "ops.variables": "PartitionedVariable Variable VariableV1 global_variables "
    "global_variables_initializer is_variable_initialized local_variables "
    "local_variables_initializer model_variables trainable_variables variables_initializer "
    "RefVariable moving_average_variables all_variables initialize_all_variables",
    _P + "platform.app": "run",
    _P + "platform.flags": "FLAGS DEFINE_string DEFINE_integer DEFINE_float DEFINE_boolean",
    _P + "platform.gfile": "GFile Exists Glob ListDirectory MakeDirs Open FastGFile",
    _P + "platform.test": "TestCase main mock is_gpu_available",
    _P + "platform.tf_logging": "info warn warning error debug set_verbosity INFO WARN "
    "log_first_n log_every_n",
    _P + "pywrap_tensorflow": "NewCheckpointReader",
    _P + "saved_model.builder": "SavedModelBuilder",
    _P + "saved_model.loader": "load",
    _P + "saved_model.signature_constants": "DEFAULT_SERVING_SIGNATURE_DEF_KEY",
    _P + "saved_model.signature_def_utils": "predict_signature_def build_signature_def",
    _P + "saved_model.simple_save": "simple_save",
    _P + "saved_model.tag_constants": "SERVING TRAINING",
    _P + "saved_model.utils": "build_tensor_info",
    _P + "summary.summary": "scalar histogram image merge merge_all FileWriter",
    _P + "summary.summary_iterator": "summary_iterator",
    _P + "summary.writer.writer": "FileWriter",
    _P + "summary.writer.writer_cache": "FileWriterCache",
    _P + "tools.inspect_checkpoint": "print_tensors_in_checkpoint_file",
    _P + "tools.freeze_graph": "freeze_graph",
    _P + "tools.optimize_for_inference_lib": "optimize_for_inference",
    _P + "training.adam": "AdamOptimizer",
    _P + "training.basic_session_run_hooks": "LoggingTensorHook StopAtStepHook "
    "CheckpointSaverHook SummarySaverHook NanTensorHook SecondOrStepTimer",
    _P + "training.checkpoint_management": "latest_checkpoint get_checkpoint_state "
    "update_checkpoint_state checkpoint_exists",
    _P + "training.checkpoint_utils": "list_variables load_checkpoint load_variable "
    "init_from_checkpoint",
    _P + "training.gradient_descent": "GradientDescentOptimizer",
    _P + "training.input": "batch shuffle_batch string_input_producer",
    _P + "training.learning_rate_decay": "exponential_decay polynomial_decay "
    "piecewise_constant cosine_decay",
    _P + "training.monitored_session": "MonitoredSession MonitoredTrainingSession "
    "SingularMonitoredSession Scaffold",
    _P + "training.moving_averages": "ExponentialMovingAverage assign_moving_average",
    _P + "training.optimizer": "Optimizer _get_processor _OptimizableVariable",
    _P + "training.queue_runner": "QueueRunner add_queue_runner",
    _P + "training.saver": "Saver latest_checkpoint get_checkpoint_state export_meta_graph",
    _P + "training.session_run_hook": "SessionRunHook SessionRunArgs",
    _P + "training.slot_creator": "create_slot create_zeros_slot",
    _P + "training.summary_io": "SummaryWriterCache",
    _P + "training.tracking.base": "Trackable no_automatic_dependency_tracking",
    _P + "training.tracking.data_structures": "List NoDependency",
    _P + "training.tracking.tracking": "AutoTrackable",
    _P + "training.tracking.util": "Checkpoint",
    _P + "training.training_ops": "apply_adam resource_apply_adam apply_gradient_descent",
    _P + "training.training_util": "get_global_step get_or_create_global_step global_step",
    _P + "util.compat": "as_bytes as_str as_text as_str_any",
    _P + "util.deprecation": "deprecated deprecated_args deprecated_arg_values",
    _P + "util.nest": "is_sequence flatten map_structure pack_sequence_as assert_same_structure "
    "flatten_dict_items flatten_up_to map_structure_up_to assert_shallow_structure "
    "flatten_with_joined_string_paths get_traverse_shallow_structure",
    _P + "util.tf_contextlib": "contextmanager",
    _P + "util.tf_decorator": "unwrap make_decorator",
    _P + "util.tf_export": "tf_export",
    _P + "util.tf_inspect": "getargspec getfullargspec isclass",
    _P + "util.tf_should_use": "should_use_result",
}
