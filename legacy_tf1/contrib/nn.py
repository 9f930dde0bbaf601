"""Answer to tf.contrib.nn: where each name lives today."""

from legacy_tf1.contrib.lazy import lazy_names

SYMBOLS = {
    "conv1d_transpose": "tensorflow.compat.v1:nn.conv1d_transpose",
    "nth_element": "tensorflow.python.ops.nn_ops:nth_element",
}

NEAREST = {
    "": "see tf.nn: sampled_softmax_loss, and the losses with named arguments",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS, NEAREST)
