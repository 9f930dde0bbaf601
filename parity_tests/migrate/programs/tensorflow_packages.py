"""TensorFlow by its whole name, and names imported from it and its packages."""
import tensorflow
import tensorflow.contrib.rnn
from tensorflow import keras, layers, nn
from tensorflow.compat.v1 import placeholder_with_default
from tensorflow.keras.layers import LSTM
import tensorflow.keras.backend as K

x = placeholder_with_default([[[1.0, 2.0], [3.0, -4.0]]], [1, 2, 2])
y = LSTM(3, return_sequences=True)(x)
y = keras.layers.GRU(2, reset_after=False)(K.exp(y))
y = layers.dense(nn.relu(y), 2)
z, _ = tensorflow.nn.static_rnn(tensorflow.contrib.rnn.LSTMBlockCell(2), [y], dtype="float32")

with tensorflow.compat.v1.Session() as sess:
    sess.run(tensorflow.global_variables_initializer())
    print([v.op.name for v in tensorflow.trainable_variables()])
    sess.run(z)
