"""Answer to tf.contrib.tensorboard.plugins: where each plugin lives today."""

from legacy_tf1.contrib.lazy import lazy_names

SYMBOLS = {"projector": "tensorboard.plugins.projector"}

NEAREST = {"trace": "see tf.profiler"}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS, NEAREST)
