"""Trains a small tagger; everything is told by flags: program.py --train_steps=3 --hparams=..."""

from __future__ import absolute_import
from __future__ import division
from __future__ import print_function

import json
import sys

import numpy as np
import tensorflow as tf

slim = tf.contrib.slim

flags = tf.flags
flags.DEFINE_integer("train_steps", 2, "How many steps.")
flags.DEFINE_string("mode", "train", "train or eval.")
flags.DEFINE_string("hparams", "", "Comma separated name=value.")
flags.DEFINE_float("learning_rate", 0.1, "Learning rate.")
flags.DEFINE_bool("verbose", False, "Log everything.")
tf.app.flags.DEFINE_enum("cell", "gru", ["gru", "lstm", "nas"], "Which cell.")
tf.app.flags.DEFINE_multi_integer("layers", [4], "Units of each layer.")
flags.mark_flag_as_required("mode")
FLAGS = flags.FLAGS

tf.logging.set_verbosity(tf.logging.INFO)

CELLS = {
    "gru": tf.contrib.rnn.GRUCell,
    "lstm": lambda units: tf.contrib.rnn.LSTMCell(units, state_is_tuple=True),
    "nas": tf.contrib.rnn.NASCell,
}


def default_hparams():
    return tf.contrib.training.HParams(
        num_tags=5, dropout=0.0, batch_size=3, activation="tanh", scales=[1.0, 2.0], decay=True)


def model_fn(features, labels, lengths, hparams):
    inputs = tf.contrib.layers.fully_connected(
        features, 6, activation_fn=getattr(tf.nn, hparams.activation), scope="project",
        weights_regularizer=tf.contrib.layers.l2_regularizer(1e-3))
    with slim.arg_scope([slim.fully_connected], normalizer_fn=slim.layer_norm):
        inputs = slim.fully_connected(inputs, 6, scope="normalised")
    cell = tf.contrib.rnn.MultiRNNCell([CELLS[FLAGS.cell](units) for units in FLAGS.layers])
    outputs, _ = tf.nn.dynamic_rnn(cell, inputs, sequence_length=lengths, dtype=tf.float32)
    logits = tf.contrib.layers.linear(outputs, hparams.num_tags, scope="tags")
    weights = tf.sequence_mask(lengths, tf.shape(labels)[1], dtype=tf.float32)
    loss = tf.contrib.seq2seq.sequence_loss(logits, labels, weights)
    total = loss + tf.add_n(tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES))
    return logits, loss, total


def run(hparams):
    rng = np.random.RandomState(19)
    features = tf.constant(rng.uniform(-1, 1, [hparams.batch_size, 7, 4]), tf.float32)
    labels = tf.constant(rng.randint(0, hparams.num_tags, [hparams.batch_size, 7]))
    lengths = tf.constant(rng.randint(1, 8, [hparams.batch_size]))
    global_step = tf.train.create_global_step()
    logits, loss, total = model_fn(features, labels, lengths, hparams)
    train_op = tf.contrib.layers.optimize_loss(
        loss=total, global_step=global_step, learning_rate=FLAGS.learning_rate,
        optimizer="SGD", clip_gradients=1.0, summaries=[],
        learning_rate_decay_fn=lambda lr, step: tf.train.exponential_decay(lr, step, 2, 0.5))
    hooks = [tf.train.StopAtStepHook(num_steps=FLAGS.train_steps)]
    with tf.train.MonitoredTrainingSession(hooks=hooks) as sess:
        while not sess.should_stop():
            value = sess.run(train_op)
            tf.logging.info("loss %.4f", value)
            print("loss with regularisation %.4f" % value)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        scores, tags, value = sess.run([logits, tf.argmax(logits, axis=-1), loss])
        assert scores.shape[-1] == hparams.num_tags
        print(tags, "%.4f" % value)


def main(unused_argv):
    hparams = default_hparams().parse(FLAGS.hparams)
    print("left for main:", unused_argv[1:])
    print(json.dumps(hparams.values(), sort_keys=True))
    print(json.loads(hparams.to_json())["scales"], hparams.get("nothing", "default"),
          "dropout" in hparams)
    hparams.add_hparam("new", 3)
    hparams.set_hparam("num_tags", 6)
    print(hparams.new, hparams.num_tags, FLAGS.layers, FLAGS.cell, FLAGS.verbose)
    if FLAGS.mode not in ("train", "eval"):
        tf.logging.error("unknown mode %s", FLAGS.mode)
        sys.exit(3)
    run(hparams)
    if FLAGS.mode == "eval":
        raise SystemExit(4)


if __name__ == "__main__":
    tf.app.run()
