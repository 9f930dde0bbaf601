"""Answer to tf.contrib.learn: where each name lives today."""

from legacy_tf1.contrib.lazy import lazy_names

SYMBOLS = {"ModeKeys": "tensorflow.compat.v1:estimator.ModeKeys"}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS)
