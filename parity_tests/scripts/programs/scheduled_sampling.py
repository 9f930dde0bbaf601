#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""Language model training where the decoder sees its own samples, more of them as it learns."""
import tensorflow as tf
from tensorflow.contrib.seq2seq import BasicDecoder, ScheduledEmbeddingTrainingHelper
from tensorflow.contrib.seq2seq import ScheduledOutputTrainingHelper, dynamic_decode, sequence_loss
from tensorflow.contrib.framework import nest
import numpy as np

tokens, width, units, batch, steps = 8, 4, 7, 6, 9

rng = np.random.RandomState(11)
corpus = rng.randint(0, tokens, (batch, steps + 1)).astype("int32")
sizes = np.array([9, 3, 5, 9, 1, 7], "int32")

inputs = tf.placeholder_with_default(corpus[:, :-1], [batch, steps])
targets = tf.placeholder_with_default(corpus[:, 1:], [batch, steps])
sequence_length = tf.constant(sizes)
epsilon = tf.placeholder(tf.float32, shape=())
global_step = tf.train.get_or_create_global_step()


def by_tokens():
    table = tf.get_variable("table", [tokens, width])
    cell = tf.contrib.rnn.MultiRNNCell([tf.contrib.rnn.GRUCell(units) for _ in range(2)])
    helper = ScheduledEmbeddingTrainingHelper(
        inputs=tf.nn.embedding_lookup(table, inputs), sequence_length=sequence_length,
        embedding=table, sampling_probability=epsilon, seed=21, scheduling_seed=22)
    decoder = BasicDecoder(cell=cell, helper=helper,
                           initial_state=cell.zero_state(batch, tf.float32),
                           output_layer=tf.layers.Dense(tokens, name="softmax"))
    output, state, lengths = dynamic_decode(decoder, parallel_iterations=1)
    weights = tf.sequence_mask(sequence_length, maxlen=steps, dtype=tf.float32)
    loss = sequence_loss(logits=output.rnn_output, targets=targets, weights=weights)
    train = tf.train.GradientDescentOptimizer(0.05).minimize(loss, global_step=global_step)
    return loss, train, output.sample_id, nest.flatten(state)


def by_outputs():
    series = tf.constant(rng.uniform(-1, 1, (batch, steps, 3)), tf.float32)
    condition = tf.constant(rng.uniform(-1, 1, (batch, steps, 2)), tf.float32)
    cell = tf.contrib.rnn.OutputProjectionWrapper(tf.contrib.rnn.BasicRNNCell(units), 3)
    feedback = tf.layers.Dense(3, activation=tf.tanh, name="feedback")
    helper = ScheduledOutputTrainingHelper(
        series, sequence_length, sampling_probability=epsilon, seed=23,
        next_inputs_fn=feedback, auxiliary_inputs=condition)
    decoder = BasicDecoder(cell, helper, cell.zero_state(batch, tf.float32))
    output, _, _ = dynamic_decode(decoder, parallel_iterations=1, impute_finished=True)
    return output.rnn_output, output.sample_id


with tf.variable_scope("tokens"):
    loss, train, sampled, final_state = by_tokens()
with tf.variable_scope("outputs"):
    series_out, was_sampled = by_outputs()

session = tf.InteractiveSession()
tf.global_variables_initializer().run()
for probability in (0.0, 1.0, 0.5):
    value, ids = session.run([loss, sampled], {epsilon: probability})
    print("p=%.1f loss %.5f" % (probability, value))
    print(ids)
    out, flags = session.run([series_out, was_sampled], {epsilon: probability})
    print("outputs fed back:", int(flags.sum()), "mean output %.4f" % out.mean())
print([value.shape for value in session.run(final_state, {epsilon: 0.0})])
for epoch in range(4):
    session.run(train, {epsilon: 0.25 * epoch})
    print("step", tf.train.global_step(session, global_step),
          "loss %.4f" % loss.eval({epsilon: 0.0}))
session.close()
