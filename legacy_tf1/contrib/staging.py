"""Answer to tf.contrib.staging: where each name lives today."""

from legacy_tf1.contrib.lazy import lazy_names

SYMBOLS = {
    "StagingArea": "tensorflow.python.ops.data_flow_ops:StagingArea",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS)
