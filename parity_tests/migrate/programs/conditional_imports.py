"""Imports that may or may not run."""
import sys

try:
    import tensorflow.compat.v1 as tf
except ImportError:
    import tensorflow as tf
try:
    from tensorflow.contrib.rnn import LSTMBlockCell as Cell
except ImportError:
    from tensorflow.nn.rnn_cell import LSTMCell as Cell
if sys.version_info[0] >= 3: import tensorflow.contrib.layers as layers


def loss(x):
    import tensorflow as tf1; from tensorflow.contrib import losses
    scaled = tf1.contrib.layers.unit_norm(x, 1)
    return losses.absolute_difference(scaled, tf1.zeros_like(x))


x = layers.fully_connected(tf.ones([2, 3]), 4)
out, _ = Cell(4)(x, Cell(4).zero_state(2, tf.float32))
value = loss(out)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("%.5f" % sess.run(value))
