"""Copies digits with an attention model: one graph to train, the same weights to decode greedily."""
from __future__ import absolute_import
from __future__ import division
from __future__ import print_function

import numpy as np
import tensorflow as tf
from tensorflow.python.layers.core import Dense

VOCAB_SIZE = 11
GO, EOS = 0, 1
EMBEDDING = 6
UNITS = 8
MAX_LEN = 7


def make_batch(batch_size, seed):
    rng = np.random.RandomState(seed)
    lengths = rng.randint(1, MAX_LEN + 1, size=batch_size)
    lengths[0] = MAX_LEN
    source = np.zeros([batch_size, MAX_LEN], np.int32)
    for row, length in enumerate(lengths):
        source[row, :length] = rng.randint(2, VOCAB_SIZE, size=length)
    go = np.full([batch_size, 1], GO, np.int32)
    return source, lengths.astype(np.int32), np.concatenate([go, source], axis=1), lengths + 1


class Seq2Seq(object):

    def __init__(self, mode):
        self.mode = mode
        self.source = tf.placeholder(tf.int32, [None, None], name="source")
        self.source_length = tf.placeholder(tf.int32, [None], name="source_length")
        self.batch_size = tf.shape(self.source)[0]
        self.embedding = tf.get_variable("embedding", [VOCAB_SIZE, EMBEDDING],
                                         initializer=tf.random_uniform_initializer(-0.1, 0.1))
        with tf.variable_scope("encoder"):
            memory, state = self.encode()
        with tf.variable_scope("decoder"):
            self.decode(memory, state)

    def encode(self):
        inputs = tf.nn.embedding_lookup(self.embedding, self.source)
        cell = tf.nn.rnn_cell.BasicLSTMCell(UNITS)
        return tf.nn.dynamic_rnn(cell, inputs, sequence_length=self.source_length, dtype=tf.float32)

    def decode(self, memory, state):
        attention = tf.contrib.seq2seq.LuongAttention(
            UNITS, memory, memory_sequence_length=self.source_length, scale=True)
        cell = tf.contrib.seq2seq.AttentionWrapper(
            tf.nn.rnn_cell.BasicLSTMCell(UNITS), attention, attention_layer_size=UNITS,
            alignment_history=self.mode == tf.contrib.learn.ModeKeys.INFER, name="attention")
        initial_state = cell.zero_state(self.batch_size, tf.float32).clone(cell_state=state)
        projection = Dense(VOCAB_SIZE, use_bias=False, name="output_projection")
        if self.mode == tf.contrib.learn.ModeKeys.TRAIN:
            self.target = tf.placeholder(tf.int32, [None, None])
            self.target_length = tf.placeholder(tf.int32, [None])
            helper = tf.contrib.seq2seq.TrainingHelper(
                tf.nn.embedding_lookup(self.embedding, self.target), self.target_length)
        else:
            helper = tf.contrib.seq2seq.GreedyEmbeddingHelper(
                self.embedding, tf.fill([self.batch_size], GO), EOS)
        decoder = tf.contrib.seq2seq.BasicDecoder(cell, helper, initial_state, projection)
        limit = None if self.mode == tf.contrib.learn.ModeKeys.TRAIN else 2 * MAX_LEN
        outputs, final_state, self.lengths = tf.contrib.seq2seq.dynamic_decode(
            decoder, impute_finished=True, maximum_iterations=limit)
        self.logits, self.ids = outputs.rnn_output, outputs.sample_id
        if self.mode == tf.contrib.learn.ModeKeys.INFER:
            self.alignments = final_state.alignment_history.stack()


def main():
    tf.set_random_seed(1)
    with tf.variable_scope("model"):
        train = Seq2Seq(tf.contrib.learn.ModeKeys.TRAIN)
    with tf.variable_scope("model", reuse=True):
        infer = Seq2Seq(tf.contrib.learn.ModeKeys.INFER)
    for variable in tf.trainable_variables():
        print(variable.name, variable.get_shape())
    source, source_length, target, target_length = make_batch(5, seed=0)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        logits, guessed = sess.run([train.logits, train.ids], feed_dict={
            train.source: source, train.source_length: source_length,
            train.target: target, train.target_length: target_length})
        print("teacher forced", logits.shape, guessed.tolist())
        ids, lengths, alignments = sess.run([infer.ids, infer.lengths, infer.alignments], feed_dict={
            infer.source: source, infer.source_length: source_length})
    for row, length in zip(ids, lengths):
        print("decoded:", " ".join(str(i) for i in row[:length]))
    print("attention adds up to", alignments.sum(axis=2).min(), alignments.sum(axis=2).max())


if __name__ == "__main__":
    main()
