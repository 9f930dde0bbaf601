"""Answer to tf.contrib.sparsemax: where each name lives today."""

from legacy_tf1.contrib.lazy import at, lazy_names

SYMBOLS = at(__name__ + ".ops:", "sparsemax sparsemax_loss")

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS)
