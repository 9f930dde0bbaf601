"""Names of contrib as attributes: below tf, below an alias, in functions that take their names."""
import numpy as np
import tensorflow as tf

contrib = tf.contrib
slim = tf.contrib.slim
random = np.random.RandomState(3)
inputs = tf.constant(random.uniform(-1, 1, [3, 5, 4]).astype("f"))


def encode(layers, rnn=tf.contrib.rnn):  # "layers" and "rnn" are taken
    cells = [tf.contrib.rnn.LayerNormBasicLSTMCell(units) for units in layers]
    cell = rnn.MultiRNNCell(cells + [tf.contrib.rnn.GRUCell(4)])
    return tf.nn.dynamic_rnn(cell, inputs, dtype=tf.float32)[0]


memory = encode([6, 5])
memory = (tf.contrib
          .layers.fully_connected)(memory, 3, scope="squeeze",   # over several lines
                                   activation_fn=tf.contrib.layers.maxout and None)
memory = slim.fully_connected(memory, 4, scope="slim")
mechanism = contrib.seq2seq.LuongAttention(4, memory, memory_sequence_length=[5, 2, 1])
cell = tf.contrib.seq2seq.AttentionWrapper(tf.contrib.rnn.UGRNNCell(4), mechanism, 3)
helper = tf.contrib.seq2seq.TrainingHelper(inputs, [4, 5, 1])
decoder = tf.contrib.seq2seq.BasicDecoder(cell, helper, cell.zero_state(3, tf.float32))
outputs, state, lengths = contrib.seq2seq.dynamic_decode(decoder)
assert isinstance(state, tf.contrib.seq2seq.AttentionWrapperState)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(outputs.rnn_output).shape, sess.run(lengths))
