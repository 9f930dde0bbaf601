"""Every form of importing from contrib."""
import tensorflow as tf
from tensorflow.contrib import rnn
from tensorflow.contrib import layers as contrib_layers, seq2seq
from tensorflow.contrib.rnn import (
    LSTMStateTuple as Tuple,  # c and h
    NASCell,
)
from tensorflow.contrib.seq2seq.python.ops import attention_wrapper, helper as helpers
from tensorflow.contrib.seq2seq.python.ops.decoder import dynamic_decode
from tensorflow.contrib.framework.python.ops import arg_scope
from tensorflow.contrib.framework.python.framework import checkpoint_utils
import tensorflow.contrib.crf as crf, os
import tensorflow.contrib.legacy_seq2seq
from tensorflow.contrib.training import HParams; separate = HParams(units=3)

inputs = tf.reshape(tf.lin_space(-1.0, 1.0, 3 * 4 * 2), [3, 4, 2])
with arg_scope([contrib_layers.fully_connected], activation_fn=tf.tanh):
    memory = contrib_layers.fully_connected(inputs, 4, scope="memory")
cell = attention_wrapper.AttentionWrapper(
    NASCell(separate.units), attention_wrapper.BahdanauAttention(3, memory))
start = cell.zero_state(3, tf.float32)
start = start.clone(cell_state=Tuple(start.cell_state[0] + 0.5, start.cell_state[1] - 0.25))
decoder = seq2seq.BasicDecoder(cell, helpers.TrainingHelper(inputs, [4, 1, 2]), start)
outputs, state, _ = dynamic_decode(decoder, impute_finished=True)
likelihood, _ = crf.crf_log_likelihood(
    outputs.rnn_output, tf.zeros([3, tf.shape(outputs.rnn_output)[1]], tf.int32), tf.constant([4, 1, 2]))
old, _ = tensorflow.contrib.legacy_seq2seq.rnn_decoder(
    [inputs[:, 0], inputs[:, 1]], tf.zeros([3, 5]), rnn.IndRNNCell(5))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run([likelihood, old[1], state.cell_state])[0].shape)
    path = tf.train.Saver().save(sess, os.path.join(os.getcwd(), "imports.ckpt"))
    print(sorted(checkpoint_utils.list_variables(path)) == sorted(tf.train.list_variables(path)))
