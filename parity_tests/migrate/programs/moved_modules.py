"""Modules whose layers and cells TensorFlow 2 has twice: all have to be of one family."""
import tensorflow as tf
from tensorflow.python.ops.rnn_cell_impl import LSTMCell, RNNCell
from tensorflow.python.ops import rnn_cell_impl, rnn_cell
from tensorflow.python.layers import core as layers_core
from tensorflow.python.layers.core import Dense
from tensorflow.python.layers.base import Layer
import tensorflow.python.keras.backend as backend
from tensorflow.nn.rnn_cell import GRUCell
import tensorflow.python.keras.layers as keras_layers

print(LSTMCell is tf.nn.rnn_cell.LSTMCell, LSTMCell is tf.contrib.rnn.LSTMCell)
print(rnn_cell_impl.GRUCell is GRUCell, rnn_cell.GRUCell is GRUCell)
print(Dense is tf.layers.Dense, layers_core.Dense is tf.layers.Dense)
print(issubclass(LSTMCell, RNNCell), issubclass(GRUCell, Layer), issubclass(Dense, tf.layers.Layer))
print(keras_layers.Dense is tf.keras.layers.Dense, issubclass(Dense, keras_layers.Layer))

inputs = tf.reshape(tf.lin_space(-1.0, 1.0, 2 * 3 * 2), [2, 3, 2])
cell = rnn_cell_impl.MultiRNNCell([LSTMCell(3, use_peepholes=True), GRUCell(3)])
decoder = tf.contrib.seq2seq.BasicDecoder(
    cell, tf.contrib.seq2seq.TrainingHelper(inputs, [3, 1]), cell.zero_state(2, tf.float32),
    output_layer=Dense(4, name="out"))
outputs, state, _ = tf.contrib.seq2seq.dynamic_decode(decoder)
projected = layers_core.dense(backend.tanh(outputs.rnn_output), 2)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    sess.run([outputs.rnn_output, state, projected])
