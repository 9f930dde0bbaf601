"""Print the initial weights of a whole model that a graph-level seed gives, and its ops."""

# mypy: ignore-errors

import numpy as np
import tensorflow as tf
from tensorflow.contrib import seq2seq

BATCH, WIDTH = 3, 2
cells = tf.nn.rnn_cell
tf.set_random_seed(7)


def count(after):
    print(after, len(tf.get_default_graph().get_operations()))


ids = tf.placeholder(tf.int32, [None, None])
lengths = tf.placeholder(tf.int32, [None])
batch = tf.shape(ids)[0]
embedding = tf.get_variable("embedding", [9, 4])
inputs = tf.nn.dropout(tf.nn.embedding_lookup(embedding, ids), keep_prob=0.75)
outputs, (forward, backward) = tf.nn.bidirectional_dynamic_rnn(
    cells.LSTMCell(5), cells.GRUCell(5), inputs, lengths, dtype=tf.float32
)
memory = tf.layers.dense(tf.concat(outputs, 2), 6, tf.tanh)
projected = tf.tensordot(memory, tf.get_variable("bridge", [6, 2]), 1)
count("encoder")


def wrapped(mechanism):
    cell = cells.MultiRNNCell(
        [
            cells.DropoutWrapper(cells.GRUCell(5), 0.5),
            cells.ResidualWrapper(cells.BasicLSTMCell(5)),
        ]
    )
    return seq2seq.AttentionWrapper(cell, mechanism, 4, alignment_history=True)


def decode(name, mechanism, helper):
    with tf.variable_scope(name):
        cell = wrapped(mechanism(memory))
        state = cell.zero_state(batch, tf.float32)
        layer = tf.layers.Dense(9)
        decoder = seq2seq.BasicDecoder(cell, helper, state, layer)
        decoded, _, _ = seq2seq.dynamic_decode(decoder, impute_finished=True, maximum_iterations=4)
        tf.layers.dense(decoded.rnn_output, 2)
        count(name)
    return decoded


training = seq2seq.TrainingHelper(inputs, lengths)
greedy = seq2seq.GreedyEmbeddingHelper(embedding, tf.fill([batch], 1), 2)
sampling = seq2seq.ScheduledEmbeddingTrainingHelper(inputs, lengths, embedding, 0.5)
decoded = decode(
    "additive", lambda m: seq2seq.BahdanauAttention(5, m, lengths, normalize=True), training
)
decode("product", lambda m: seq2seq.LuongAttention(5, m, scale=True), greedy)
decode("monotonic", lambda m: seq2seq.BahdanauMonotonicAttention(5, m, lengths, True), sampling)
decode("hard", lambda m: seq2seq.LuongMonotonicAttention(5, m, mode="hard"), training)
length = tf.shape(decoded.sample_id)[1]
loss = seq2seq.sequence_loss(
    decoded.rnn_output, ids[:, :length], tf.sequence_mask(lengths, length, tf.float32)
)
count("loss")
encoded = tf.keras.layers.LSTM(2, return_sequences=True)(memory)
tf.layers.dense(tf.keras.layers.GRU(2)(encoded), 3)
count("keras")
with tf.variable_scope("search"):
    tiled = seq2seq.tile_batch(memory, WIDTH)
    cell = wrapped(seq2seq.LuongAttention(5, tiled, seq2seq.tile_batch(lengths, WIDTH)))
    searching = seq2seq.BeamSearchDecoder(
        cell,
        embedding,
        tf.fill([batch], 1),
        2,
        cell.zero_state(batch * WIDTH, tf.float32),
        WIDTH,
        tf.layers.Dense(9),
    )
    seq2seq.dynamic_decode(searching, maximum_iterations=4)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for variable in tf.trainable_variables():
        values = sess.run(variable)
        print(variable.op.name, [float(format(value, ".5g")) for value in values.ravel()[:4]])
        print(float(np.sum(values.astype(np.float64))).hex()[:9])
