"""Name the nearest supported way for whole packages of contrib that are absent."""

_ESTIMATOR = "use tf.estimator"
_DISTRIBUTE = "use tf.distribute"
_PROFILER = "use tf.profiler"

PACKAGES = {
    "all_reduce": _DISTRIBUTE,
    "batching": "use tf.nondifferentiable_batch_function",
    "bayesflow": "use tensorflow-probability",
    "boosted_trees": "use the package tensorflow-decision-forests",
    "cloud": "use the package tensorflow-io",
    "cluster_resolver": "use tf.distribute.cluster_resolver",
    "compiler": "use tf.function(jit_compile=True)",
    "copy_graph": "use tf.train.export_meta_graph and tf.train.import_meta_graph",
    "cudnn_rnn": "use tf.contrib.rnn.LSTMBlockCell or tf.nn.rnn_cell.LSTMCell with "
    "tf.nn.dynamic_rnn, or tf.keras.layers.LSTM, which takes cuDNN's kernel by itself",
    "decision_trees": "use the package tensorflow-decision-forests",
    "distribute": _DISTRIBUTE,
    "estimator": _ESTIMATOR,
    "factorization": "use tf.estimator, or factorise by gradient descent",
    "ffmpeg": "use tf.audio, or the package tensorflow-io",
    "graph_editor": "use tf.import_graph_def with input_map",
    "grid_rnn": "compose cells of tf.nn.rnn_cell",
    "image": "use tensorflow_addons.image",
    "input_pipeline": "use tf.data",
    "labeled_tensor": "name dimensions in comments",
    "linear_optimizer": _ESTIMATOR,
    "memory_stats": "use tf.config.experimental.get_memory_info",
    "mixed_precision": "use tf.train.experimental.enable_mixed_precision_graph_rewrite",
    "model_pruning": "use the package tensorflow-model-optimization",
    "optimizer_v2": "use tf.keras.optimizers.legacy",
    "predictor": "use tf.saved_model.load",
    "quantize": "use the package tensorflow-model-optimization",
    "recurrent": "use tf.scan or tf.while_loop",
    "resampler": "use tensorflow_addons.image.resampler",
    "rpc": "use the package grpcio",
    "saved_model": "use tf.saved_model, or model.save",
    "session_bundle": "use tf.saved_model",
    "solvers": "use tf.linalg.experimental.conjugate_gradient",
    "tensor_forest": "use the package tensorflow-decision-forests",
    "tensorrt": "use tf.experimental.tensorrt",
    "testing": "use tf.test",
    "tfprof": _PROFILER,
    "timeseries": "use tf.keras, or the package tensorflow-probability's sts",
    "tpu": "use tf.distribute.TPUStrategy",
}
