"""Answer to tf.contrib.tensorboard: the plugins are in the package tensorboard now."""

from legacy_tf1.contrib.lazy import lazy_names

SYMBOLS = {
    "plugins": "legacy_tf1.contrib.tensorboard.plugins",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS)
