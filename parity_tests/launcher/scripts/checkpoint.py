"""Train a model of many kinds of layers, save it, and go on from a checkpoint.

checkpoint.py train FOLDER [V1]     three steps from drawn weights; saves in FOLDER
checkpoint.py go_on FOLDER OUT.npz  restores, trains one step, keeps all variables
"""

# mypy: ignore-errors

import sys

import numpy as np
import tensorflow as tf
from tensorflow.contrib import seq2seq

BATCH, TIME, DEPTH, UNITS = 3, 4, 5, 2
random = np.random.RandomState(3)
tf.keras.backend.set_floatx("float64")
float64 = tf.float64


def model():
    """Returns the loss: encoders of Keras and of tf.nn, attention, a decoder and a projection."""
    words = tf.constant(random.randint(0, 7, [BATCH, TIME]))
    lengths = tf.constant([4, 2, 3])
    embedding = tf.get_variable("embedding", [7, DEPTH], float64)
    x = tf.nn.embedding_lookup(embedding, words)
    keras = tf.keras.layers
    x = keras.Bidirectional(keras.LSTM(UNITS, return_sequences=True, dtype=float64))(x)
    x = keras.GRU(UNITS, return_sequences=True, dtype=float64)(x)
    cells = [keras.LSTMCell(2, dtype=float64), keras.LSTMCell(3, dtype=float64)]
    x = keras.RNN(cells, return_sequences=True, dtype=float64)(x)
    cell = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.GRUCell(3), tf.nn.rnn_cell.GRUCell(2)])
    with tf.variable_scope("encoder"):
        memory, _ = tf.nn.dynamic_rnn(cell, x, lengths, dtype=float64)
    mechanism = seq2seq.BahdanauAttention(3, memory, lengths, normalize=True, dtype=float64)
    cell = tf.nn.rnn_cell.LSTMCell(UNITS, use_peepholes=True)
    cell = seq2seq.AttentionWrapper(cell, mechanism, attention_layer_size=3)
    helper = seq2seq.TrainingHelper(tf.nn.embedding_lookup(embedding, words), lengths)
    projection = tf.layers.Dense(7, name="projection", dtype=float64)
    start = cell.zero_state(BATCH, float64)
    outputs, _, _ = seq2seq.dynamic_decode(seq2seq.BasicDecoder(cell, helper, start, projection))
    weights = tf.sequence_mask(lengths, TIME, dtype=float64)
    losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=words, logits=outputs[0])
    return tf.reduce_sum(losses * weights)


def training(loss):
    """Returns an op for one step that reads all variables before it changes any."""
    optimizer = tf.train.AdamOptimizer(0.01)
    global_step = tf.train.get_or_create_global_step()
    pairs = optimizer.compute_gradients(loss)
    with tf.control_dependencies([tf.convert_to_tensor(gradient) for gradient, _ in pairs]):
        step = optimizer.apply_gradients(pairs, global_step)
    return step


mode, folder = sys.argv[1:3]
loss = model()
train = training(loss)
averages = tf.train.ExponentialMovingAverage(0.9)
average = averages.apply(tf.trainable_variables())
version = tf.train.SaverDef.V1 if "V1" in sys.argv else tf.train.SaverDef.V2
saver = tf.train.Saver(write_version=version)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    if mode == "train":
        for variable in sorted(tf.trainable_variables(), key=lambda v: v.name):
            variable.load(random.standard_normal(variable.shape.as_list()) * 0.5, sess)
        averaged = [averages.average(v) for v in tf.trainable_variables()]
        sess.run(tf.variables_initializer(averaged))
        for _ in range(3):
            sess.run(train)
            sess.run(average)
        path = saver.save(sess, folder + "/model", tf.train.get_global_step())
        for name, shape in tf.train.list_variables(path):
            print(name, shape)
    else:
        path = tf.train.latest_checkpoint(folder)
        saver.restore(sess, path)
        before = sess.run(loss)
        sess.run(train)
        sess.run(average)
        values = {v.op.name: sess.run(v) for v in tf.global_variables()}
        np.savez_compressed(sys.argv[3], loss_before=before, loss_after=sess.run(loss), **values)
        print(path[len(folder) :], sess.run(tf.train.get_global_step()))
