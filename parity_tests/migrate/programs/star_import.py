"""Names that a star brings."""
import tensorflow as tf
from tensorflow.contrib.seq2seq import *
from tensorflow.contrib.rnn import *

inputs = tf.reshape(tf.lin_space(-1.0, 1.0, 2 * 3 * 2), [2, 3, 2])
decoder = BasicDecoder(
    IndyGRUCell(4), TrainingHelper(inputs, [3, 2]), tf.zeros([2, 4]), tf.layers.Dense(3))
logits = dynamic_decode(decoder)[0].rnn_output
loss = tf.contrib.seq2seq.sequence_loss(logits, tf.ones([2, 3], tf.int32), tf.ones([2, 3]))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("%.4f" % sess.run(loss))
    sess.run(tf.gradients(loss, tf.trainable_variables()))
