"""Answer to tf.contrib.stateless: where each name lives today."""

from legacy_tf1.contrib.lazy import at, lazy_names

SYMBOLS = {
    **at(
        "tensorflow.python.ops.stateless_random_ops:",
        "stateless_multinomial stateless_random_normal stateless_random_uniform "
        "stateless_truncated_normal",
    ),
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS)
