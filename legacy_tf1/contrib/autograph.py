"""Answer to tf.contrib.autograph: where each name lives today."""

from legacy_tf1.contrib.lazy import at, lazy_names

SYMBOLS = {
    **at("tensorflow.compat.v1:autograph.experimental.", "Feature do_not_convert"),
    **at("tensorflow.compat.v1:autograph.", "to_code to_graph"),
}

NEAREST = {
    "": "use tf.function, and see tf.autograph",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS, NEAREST)
