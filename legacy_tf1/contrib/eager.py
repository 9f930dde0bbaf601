"""Answer to tf.contrib.eager: where each name lives today."""

from legacy_tf1.contrib.lazy import at, lazy_names

SYMBOLS = {
    **at(
        "tensorflow.python.eager.context:",
        "ASYNC DEVICE_PLACEMENT_EXPLICIT DEVICE_PLACEMENT_SILENT DEVICE_PLACEMENT_WARN SYNC "
        "async_wait execution_mode in_eager_mode num_gpus set_execution_mode set_server_def",
    ),
    **at(
        "tensorflow.compat.v1:",
        "GradientTape TensorSpec custom_gradient enable_eager_execution executing_eagerly "
        "make_template",
    ),
    "Checkpoint": "tensorflow.python.checkpoint.checkpoint:Checkpoint",
    "Checkpointable": "tensorflow.python.trackable.autotrackable:AutoTrackable",
    "EagerVariableStore": "tensorflow.python.ops.variable_scope:EagerVariableStore",
    "Variable": "tensorflow.python.ops.resource_variable_ops:ResourceVariable",
    "async_clear_error": "tensorflow.compat.v1:experimental.async_clear_error",
    "connect_to_remote_host": "tensorflow.compat.v1:config.experimental_connect_to_host",
    "defun": "legacy_tf1.moved.written:defun",
    "function": "tensorflow:function",
    "gradients_function": "tensorflow.python.eager.backprop:gradients_function",
    "implicit_gradients": "tensorflow.python.eager.backprop:implicit_grad",
    "implicit_value_and_gradients": "tensorflow.python.eager.backprop:implicit_val_and_grad",
    "py_func": "tensorflow.compat.v1:py_function",
    "run": "tensorflow.compat.v1:app.run",
    "value_and_gradients_function": "tensorflow.python.eager.backprop:val_and_grad_function",
}

NEAREST = {
    "Iterator": "iterate over the dataset itself",
    "Network": "use tf.keras.Model",
    "Sequential": "use tf.keras.Sequential",
    "save_network_checkpoint": "use tf.train.Checkpoint",
    "restore_network_checkpoint": "use tf.train.Checkpoint",
    "Saver": "use tf.train.Checkpoint",
    "restore_variables_on_create": "use tf.train.Checkpoint",
    "get_optimizer_variables": "use optimizer.variables()",
    "metrics": "use tf.keras.metrics",
    "list_devices": "use tf.config.list_logical_devices",
    "": "see tf.debugging.enable_check_numerics",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS, NEAREST)
