"""Trains, saves, and goes on from the last checkpoint in a graph of its own, as after a crash."""
from __future__ import print_function
import os
import numpy as np
import tensorflow as tf
from tensorflow.contrib.seq2seq import *
from tensorflow.contrib.framework.python.framework import checkpoint_utils

MODEL_DIR = "checkpoints"
BATCH, TIME, DEPTH = 4, 6, 3


def build():
    data = np.random.RandomState(2).uniform(-1, 1, [BATCH, TIME, DEPTH]).astype(np.float32)
    x = tf.constant(data, name="x")
    with tf.variable_scope("encoder", initializer=tf.truncated_normal_initializer(stddev=0.1)):
        memory, state = tf.nn.dynamic_rnn(
            tf.nn.rnn_cell.LSTMCell(5, use_peepholes=True), x, dtype=tf.float32)
    cell = AttentionWrapper(tf.nn.rnn_cell.LSTMCell(5), BahdanauAttention(4, memory),
                            attention_layer_size=4)
    start = cell.zero_state(BATCH, tf.float32).clone(cell_state=state)
    decoder = BasicDecoder(cell, TrainingHelper(x, [TIME, 2, TIME, 3]), start,
                           tf.layers.Dense(DEPTH))
    outputs = dynamic_decode(decoder)[0]
    loss = tf.losses.mean_squared_error(x[:, ::-1], outputs.rnn_output)
    step = tf.train.get_or_create_global_step()
    train_op = tf.train.AdamOptimizer(0.01).minimize(loss, global_step=step)
    ema = tf.train.ExponentialMovingAverage(0.9, num_updates=step)
    with tf.control_dependencies([train_op]):
        average_op = ema.apply(tf.trainable_variables())
    return loss, average_op, step, ema


def train(sess, loss, train_op, step, saver, count):
    for _ in range(count):
        sess.run(train_op)
        print("step %d: loss %.5f" % (tf.train.global_step(sess, step), sess.run(loss)))
        saver.save(sess, os.path.join(MODEL_DIR, "model.ckpt"), global_step=step)


with tf.Graph().as_default(), tf.Session() as sess:
    loss, train_op, step, _ = build()
    sess.run(tf.global_variables_initializer())
    saver = tf.train.Saver(tf.global_variables(), max_to_keep=2)
    train(sess, loss, train_op, step, saver, 3)
    uninterrupted = []
    for _ in range(2):
        sess.run(train_op)
        uninterrupted.append(sess.run(loss))

print("kept:", sorted(name for name in os.listdir(MODEL_DIR) if name.endswith(".index")))
latest = tf.train.latest_checkpoint(MODEL_DIR)
print("latest:", latest, "exists:", tf.train.checkpoint_exists(latest))

with tf.Graph().as_default():
    loss, train_op, step, ema = build()
    saver = tf.train.Saver()
    with tf.Session() as sess:
        print("not initialized:", len(sess.run(tf.report_uninitialized_variables())))
        saver.restore(sess, latest)
        continued = []
        for _ in range(2):
            sess.run(train_op)
            continued.append(sess.run(loss))
        print("continues where it was:", np.allclose(uninterrupted, continued, rtol=0, atol=1e-6))

    # Only a part, under other names, as when an encoder is reused.
    renamed = {"encoder/rnn/lstm_cell/kernel": tf.get_variable("mine", [8, 20])}
    with tf.Session() as sess:
        tf.train.Saver(renamed).restore(sess, latest)
        print("restored", sess.run(renamed)["encoder/rnn/lstm_cell/kernel"].shape)
        averages = tf.train.Saver({ema.average_name(v): v for v in tf.trainable_variables()[:3]})
        averages.restore(sess, latest)
        print("with averages the encoder has", tf.trainable_variables()[0].eval().shape)

reader = tf.train.NewCheckpointReader(latest)
for name, shape in sorted(reader.get_variable_to_shape_map().items()):
    print(name, shape)
print(len(tf.contrib.framework.list_variables(MODEL_DIR)),
      checkpoint_utils.load_variable(MODEL_DIR, "global_step"),
      tf.train.get_checkpoint_state(MODEL_DIR).model_checkpoint_path)
