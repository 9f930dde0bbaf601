"""Answer to tf.contrib.hooks: where each name lives today."""

from legacy_tf1.contrib.lazy import lazy_names

SYMBOLS = {
    "ProfilerHook": "tensorflow.compat.v1:train.ProfilerHook",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS)
