"""List the modules of `tensorflow.python` that are answered for from elsewhere."""

MODULES = {
    "tensorflow.python.estimator": ("tensorflow.compat.v1:estimator",),
    "tensorflow.python.estimator.canned": ("tensorflow_estimator.python.estimator.canned",),
    "tensorflow.python.estimator.canned.metric_keys": (
        "tensorflow_estimator.python.estimator.canned.metric_keys",
    ),
    "tensorflow.python.estimator.canned.optimizers": (
        "tensorflow_estimator.python.estimator.canned.optimizers",
    ),
    "tensorflow.python.estimator.canned.prediction_keys": (
        "tensorflow_estimator.python.estimator.canned.prediction_keys",
    ),
    "tensorflow.python.estimator.estimator": ("tensorflow_estimator.python.estimator.estimator",),
    "tensorflow.python.estimator.estimator_lib": (
        "tensorflow_estimator.python.estimator.estimator_lib",
    ),
    "tensorflow.python.estimator.export": ("tensorflow_estimator.python.estimator.export",),
    "tensorflow.python.estimator.export.export": (
        "tensorflow_estimator.python.estimator.export.export",
    ),
    "tensorflow.python.estimator.export.export_output": (
        "tensorflow_estimator.python.estimator.export.export_output",
    ),
    "tensorflow.python.estimator.exporter": ("tensorflow_estimator.python.estimator.exporter",),
    "tensorflow.python.estimator.inputs": ("tensorflow_estimator.python.estimator.inputs",),
    "tensorflow.python.estimator.inputs.inputs": (
        "tensorflow_estimator.python.estimator.inputs.inputs",
    ),
    "tensorflow.python.estimator.inputs.numpy_io": (
        "tensorflow_estimator.python.estimator.inputs.numpy_io",
    ),
    "tensorflow.python.estimator.inputs.queues": (
        "tensorflow_estimator.python.estimator.inputs.queues",
    ),
    "tensorflow.python.estimator.inputs.queues.feeding_functions": (
        "tensorflow_estimator.python.estimator.inputs.queues.feeding_functions",
    ),
    "tensorflow.python.estimator.keras": ("tensorflow_estimator.python.estimator.keras_lib",),
    "tensorflow.python.estimator.model_fn": ("tensorflow_estimator.python.estimator.model_fn",),
    "tensorflow.python.estimator.run_config": ("tensorflow_estimator.python.estimator.run_config",),
    "tensorflow.python.estimator.training": ("tensorflow_estimator.python.estimator.training",),
    "tensorflow.python.estimator.util": ("tensorflow_estimator.python.estimator.util",),
    "tensorflow.python.keras": ("tensorflow.compat.v1:keras",),
    "tensorflow.python.keras.activations": (
        "tensorflow.compat.v1:keras.activations",
        "keras.src.activations",
    ),
    "tensorflow.python.keras.applications": ("tensorflow.compat.v1:keras.applications",),
    "tensorflow.python.keras.applications.imagenet_utils": (
        "tensorflow.compat.v1:keras.applications.imagenet_utils",
    ),
    "tensorflow.python.keras.applications.inception_v3": (
        "tensorflow.compat.v1:keras.applications.inception_v3",
    ),
    "tensorflow.python.keras.applications.mobilenet": (
        "tensorflow.compat.v1:keras.applications.mobilenet",
    ),
    "tensorflow.python.keras.applications.mobilenet_v2": (
        "tensorflow.compat.v1:keras.applications.mobilenet_v2",
    ),
    "tensorflow.python.keras.applications.resnet": (
        "tensorflow.compat.v1:keras.applications.resnet",
    ),
    "tensorflow.python.keras.applications.vgg16": (
        "tensorflow.compat.v1:keras.applications.vgg16",
    ),
    "tensorflow.python.keras.applications.vgg19": (
        "tensorflow.compat.v1:keras.applications.vgg19",
    ),
    "tensorflow.python.keras.applications.xception": (
        "tensorflow.compat.v1:keras.applications.xception",
    ),
    "tensorflow.python.keras.backend": (
        "tensorflow.compat.v1:keras.backend",
        "keras.src.backend",
    ),
    "tensorflow.python.keras.callbacks": (
        "tensorflow.compat.v1:keras.callbacks",
        "keras.src.callbacks",
    ),
    "tensorflow.python.keras.constraints": (
        "tensorflow.compat.v1:keras.constraints",
        "keras.src.constraints",
    ),
    "tensorflow.python.keras.datasets": ("tensorflow.compat.v1:keras.datasets",),
    "tensorflow.python.keras.datasets.boston_housing": (
        "tensorflow.compat.v1:keras.datasets.boston_housing",
    ),
    "tensorflow.python.keras.datasets.cifar10": ("tensorflow.compat.v1:keras.datasets.cifar10",),
    "tensorflow.python.keras.datasets.cifar100": ("tensorflow.compat.v1:keras.datasets.cifar100",),
    "tensorflow.python.keras.datasets.fashion_mnist": (
        "tensorflow.compat.v1:keras.datasets.fashion_mnist",
    ),
    "tensorflow.python.keras.datasets.imdb": ("tensorflow.compat.v1:keras.datasets.imdb",),
    "tensorflow.python.keras.datasets.mnist": ("tensorflow.compat.v1:keras.datasets.mnist",),
    "tensorflow.python.keras.datasets.reuters": ("tensorflow.compat.v1:keras.datasets.reuters",),
    "tensorflow.python.keras.engine": ("keras.src.engine",),
    "tensorflow.python.keras.engine.base_layer": ("keras.src.engine.base_layer",),
    "tensorflow.python.keras.engine.base_layer_utils": ("keras.src.engine.base_layer_utils",),
    "tensorflow.python.keras.engine.input_layer": ("keras.src.engine.input_layer",),
    "tensorflow.python.keras.engine.input_spec": ("keras.src.engine.input_spec",),
    "tensorflow.python.keras.engine.network": ("keras.src.engine.functional",),
    "tensorflow.python.keras.engine.sequential": ("keras.src.engine.sequential",),
    "tensorflow.python.keras.engine.training": ("keras.src.engine.training",),
    "tensorflow.python.keras.engine.training_utils": (
        "keras.src.engine.training_utils_v1",
        "keras.src.engine.training_utils",
    ),
    "tensorflow.python.keras.initializers": (
        "tensorflow.compat.v1:keras.initializers",
        "keras.src.initializers",
    ),
    "tensorflow.python.keras.layers": (
        "tensorflow.compat.v1:keras.layers",
        "keras.src.layers.rnn.cell_wrappers",
    ),
    "tensorflow.python.keras.layers.advanced_activations": ("tensorflow.compat.v1:keras.layers",),
    "tensorflow.python.keras.layers.convolutional": (
        "tensorflow.compat.v1:keras.layers",
        "keras.src.layers.convolutional.base_conv",
        "keras.src.layers.convolutional.base_separable_conv",
    ),
    "tensorflow.python.keras.layers.convolutional_recurrent": (
        "tensorflow.compat.v1:keras.layers",
    ),
    "tensorflow.python.keras.layers.core": ("tensorflow.compat.v1:keras.layers",),
    "tensorflow.python.keras.layers.cudnn_recurrent": ("tensorflow.compat.v1:keras.layers",),
    "tensorflow.python.keras.layers.dense_attention": (
        "tensorflow.compat.v1:keras.layers",
        "keras.src.layers.attention.base_dense_attention",
    ),
    "tensorflow.python.keras.layers.embeddings": ("tensorflow.compat.v1:keras.layers",),
    "tensorflow.python.keras.layers.local": ("tensorflow.compat.v1:keras.layers",),
    "tensorflow.python.keras.layers.merge": (
        "tensorflow.compat.v1:keras.layers",
        "keras.src.layers.merging.base_merge",
    ),
    "tensorflow.python.keras.layers.noise": ("tensorflow.compat.v1:keras.layers",),
    "tensorflow.python.keras.layers.normalization": ("tensorflow.compat.v1:keras.layers",),
    "tensorflow.python.keras.layers.pooling": (
        "tensorflow.compat.v1:keras.layers",
        "keras.src.layers.pooling.base_pooling1d",
        "keras.src.layers.pooling.base_pooling2d",
        "keras.src.layers.pooling.base_pooling3d",
        "keras.src.layers.pooling.base_global_pooling1d",
        "keras.src.layers.pooling.base_global_pooling2d",
        "keras.src.layers.pooling.base_global_pooling3d",
    ),
    "tensorflow.python.keras.layers.recurrent": (
        "tensorflow.compat.v1:keras.layers",
        "keras.src.layers.rnn.rnn_utils",
        "keras.src.layers.rnn.dropout_rnn_cell_mixin",
    ),
    "tensorflow.python.keras.layers.serialization": ("keras.src.layers.serialization",),
    "tensorflow.python.keras.layers.wrappers": ("tensorflow.compat.v1:keras.layers",),
    "tensorflow.python.keras.losses": (
        "tensorflow.compat.v1:keras.losses",
        "keras.src.losses",
    ),
    "tensorflow.python.keras.metrics": (
        "tensorflow.compat.v1:keras.metrics",
        "keras.src.metrics",
    ),
    "tensorflow.python.keras.models": (
        "tensorflow.compat.v1:keras.models",
        "keras.src.models",
    ),
    "tensorflow.python.keras.optimizer_v2": ("keras.src.optimizers.legacy",),
    "tensorflow.python.keras.optimizer_v2.adadelta": ("keras.src.optimizers.legacy.adadelta",),
    "tensorflow.python.keras.optimizer_v2.adagrad": ("keras.src.optimizers.legacy.adagrad",),
    "tensorflow.python.keras.optimizer_v2.adam": ("keras.src.optimizers.legacy.adam",),
    "tensorflow.python.keras.optimizer_v2.adamax": ("keras.src.optimizers.legacy.adamax",),
    "tensorflow.python.keras.optimizer_v2.ftrl": ("keras.src.optimizers.legacy.ftrl",),
    "tensorflow.python.keras.optimizer_v2.gradient_descent": (
        "keras.src.optimizers.legacy.gradient_descent",
    ),
    "tensorflow.python.keras.optimizer_v2.learning_rate_schedule": (
        "keras.src.optimizers.schedules.learning_rate_schedule",
    ),
    "tensorflow.python.keras.optimizer_v2.nadam": ("keras.src.optimizers.legacy.nadam",),
    "tensorflow.python.keras.optimizer_v2.optimizer_v2": (
        "keras.src.optimizers.legacy.optimizer_v2",
    ),
    "tensorflow.python.keras.optimizer_v2.rmsprop": ("keras.src.optimizers.legacy.rmsprop",),
    "tensorflow.python.keras.optimizers": (
        "keras.src.optimizers.optimizer_v1",
        "keras.src.optimizers",
    ),
    "tensorflow.python.keras.preprocessing": ("tensorflow.compat.v1:keras.preprocessing",),
    "tensorflow.python.keras.preprocessing.image": (
        "tensorflow.compat.v1:keras.preprocessing.image",
    ),
    "tensorflow.python.keras.preprocessing.sequence": (
        "tensorflow.compat.v1:keras.preprocessing.sequence",
    ),
    "tensorflow.python.keras.preprocessing.text": (
        "tensorflow.compat.v1:keras.preprocessing.text",
    ),
    "tensorflow.python.keras.regularizers": (
        "tensorflow.compat.v1:keras.regularizers",
        "keras.src.regularizers",
    ),
    "tensorflow.python.keras.utils": (
        "tensorflow.compat.v1:keras.utils",
        "keras.src.utils",
    ),
    "tensorflow.python.keras.utils.conv_utils": ("keras.src.utils.conv_utils",),
    "tensorflow.python.keras.utils.data_utils": ("keras.src.utils.data_utils",),
    "tensorflow.python.keras.utils.generic_utils": (
        "tensorflow.compat.v1:keras.utils",
        "keras.src.utils.generic_utils",
    ),
    "tensorflow.python.keras.utils.io_utils": ("keras.src.utils.io_utils",),
    "tensorflow.python.keras.utils.layer_utils": ("keras.src.utils.layer_utils",),
    "tensorflow.python.keras.utils.losses_utils": ("keras.src.utils.losses_utils",),
    "tensorflow.python.keras.utils.metrics_utils": ("keras.src.utils.metrics_utils",),
    "tensorflow.python.keras.utils.mode_keys": ("keras.src.utils.mode_keys",),
    "tensorflow.python.keras.utils.np_utils": ("keras.src.utils.np_utils",),
    "tensorflow.python.keras.utils.tf_utils": ("keras.src.utils.tf_utils",),
    "tensorflow.python.keras.utils.vis_utils": ("keras.src.utils.vis_utils",),
    "tensorflow.python.layers.base": (
        "keras.src.legacy_tf_layers.base",
        "tensorflow.compat.v1:layers",
    ),
    "tensorflow.python.layers.convolutional": (
        "keras.src.legacy_tf_layers.convolutional",
        "tensorflow.compat.v1:layers",
    ),
    "tensorflow.python.layers.core": (
        "keras.src.legacy_tf_layers.core",
        "tensorflow.compat.v1:layers",
    ),
    "tensorflow.python.layers.layers": ("tensorflow.compat.v1:layers",),
    "tensorflow.python.layers.normalization": (
        "keras.src.legacy_tf_layers.normalization",
        "tensorflow.compat.v1:layers",
    ),
    "tensorflow.python.layers.pooling": (
        "keras.src.legacy_tf_layers.pooling",
        "tensorflow.compat.v1:layers",
    ),
    "tensorflow.python.ops.losses.loss_reduction": ("tensorflow.compat.v1:losses",),
    "tensorflow.python.ops.rnn_cell": (
        "tensorflow.compat.v1:nn.rnn_cell",
        "keras.src.layers.rnn.legacy_cells",
    ),
    "tensorflow.python.ops.rnn_cell_impl": (
        "tensorflow.compat.v1:nn.rnn_cell",
        "keras.src.layers.rnn.legacy_cells",
    ),
    "tensorflow.python.training.checkpoint_management": (
        "tensorflow.python.checkpoint.checkpoint_management",
    ),
    "tensorflow.python.training.checkpointable": (),
    "tensorflow.python.training.checkpointable.base": (
        "tensorflow.python.trackable.base",
        "tensorflow.python.checkpoint.restore",
    ),
    "tensorflow.python.training.checkpointable.data_structures": (
        "tensorflow.python.trackable.data_structures",
    ),
    "tensorflow.python.training.checkpointable.tracking": (
        "tensorflow.python.trackable.autotrackable",
        "tensorflow.python.trackable.resource",
    ),
    "tensorflow.python.training.checkpointable.util": ("tensorflow.python.checkpoint.checkpoint",),
    "tensorflow.python.training.distribution_strategy_context": (
        "tensorflow.compat.v1:distribute",
    ),
    "tensorflow.python.training.tracking": (),
    "tensorflow.python.training.tracking.base": (
        "tensorflow.python.trackable.base",
        "tensorflow.python.checkpoint.restore",
    ),
    "tensorflow.python.training.tracking.data_structures": (
        "tensorflow.python.trackable.data_structures",
    ),
    "tensorflow.python.training.tracking.tracking": (
        "tensorflow.python.trackable.autotrackable",
        "tensorflow.python.trackable.resource",
    ),
    "tensorflow.python.training.tracking.util": ("tensorflow.python.checkpoint.checkpoint",),
}
