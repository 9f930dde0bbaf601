"""Answer to tf.contrib.keras: where each name lives today."""

from legacy_tf1.contrib.lazy import at, lazy_names

SYMBOLS = {
    **at(
        "tensorflow.compat.v1:keras.",
        "activations applications backend callbacks constraints datasets initializers layers "
        "losses metrics models optimizers preprocessing regularizers utils",
    ),
}

NEAREST = {
    "": "use tf.keras",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS, NEAREST)
