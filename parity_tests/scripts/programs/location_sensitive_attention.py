"""Location sensitive attention, a mechanism of one's own on top of Bahdanau's.

J. K. Chorowski et al., "Attention-Based Models for Speech Recognition" (2015).
"""
import collections

import numpy as np
import tensorflow as tf
from tensorflow.contrib.seq2seq.python.ops import helper
from tensorflow.contrib.seq2seq.python.ops.attention_wrapper import BahdanauAttention
from tensorflow.contrib.seq2seq.python.ops.attention_wrapper import AttentionWrapper
from tensorflow.contrib.seq2seq.python.ops.attention_wrapper import _BaseAttentionMechanism
from tensorflow.contrib.seq2seq.python.ops.attention_wrapper import _compute_attention
from tensorflow.python.layers import core as layers_core
from tensorflow.python.ops import array_ops, math_ops, nn_ops, variable_scope

hparams = tf.contrib.training.HParams(attention_dim=6, filters=3, kernel=5, smoothing=False)


def _location_sensitive_score(processed_query, processed_location, keys):
    dtype = processed_query.dtype
    num_units = keys.shape[-1].value or array_ops.shape(keys)[-1]
    v_a = variable_scope.get_variable(
        "v_a", shape=[num_units], dtype=dtype, initializer=tf.contrib.layers.xavier_initializer())
    b_a = variable_scope.get_variable(
        "b_a", shape=[num_units], dtype=dtype, initializer=tf.zeros_initializer())
    return tf.reduce_sum(
        v_a * tf.tanh(keys + processed_query + processed_location + b_a), axis=[2])


def _smoothing_normalization(e):
    return tf.nn.sigmoid(e) / tf.reduce_sum(tf.nn.sigmoid(e), axis=-1, keepdims=True)


class LocationSensitiveAttention(BahdanauAttention):

    def __init__(self, num_units, memory, hparams, mask_encoder=True,
                 memory_sequence_length=None, smoothing=False, name="LocationSensitiveAttention"):
        super(LocationSensitiveAttention, self).__init__(
            num_units=num_units, memory=memory,
            memory_sequence_length=memory_sequence_length if mask_encoder else None,
            probability_fn=_smoothing_normalization if smoothing else None,
            dtype=memory.dtype, name=name)
        self.location_convolution = tf.layers.Conv1D(
            filters=hparams.filters, kernel_size=hparams.kernel, padding="same", use_bias=True,
            bias_initializer=tf.zeros_initializer(), name="location_features_convolution")
        self.location_layer = tf.layers.Dense(
            units=num_units, use_bias=False, dtype=tf.float64, name="location_features_layer")

    def __call__(self, query, state):
        previous_alignments = state
        with variable_scope.variable_scope(None, "Location_Sensitive_Attention", [query]):
            processed_query = self.query_layer(query) if self.query_layer else query
            processed_query = tf.expand_dims(processed_query, 1)
            expanded_alignments = tf.expand_dims(previous_alignments, axis=2)
            f = self.location_convolution(expanded_alignments)
            energy = _location_sensitive_score(
                processed_query, self.location_layer(f), self.keys)
        alignments = self._probability_fn(energy, previous_alignments)
        return alignments, alignments + previous_alignments  # cumulative


class DotAttention(_BaseAttentionMechanism):
    """The shortest mechanism there can be."""

    def __init__(self, memory, memory_sequence_length):
        def probability(score, _):
            return nn_ops.softmax(score)
        super(DotAttention, self).__init__(
            query_layer=layers_core.Dense(3, use_bias=False, dtype=memory.dtype), memory=memory,
            probability_fn=probability, memory_layer=layers_core.Dense(3, dtype=memory.dtype),
            memory_sequence_length=memory_sequence_length, score_mask_value=-1e9)

    def __call__(self, query, state):
        score = math_ops.reduce_sum(
            self.keys * array_ops.expand_dims(self.query_layer(query), 1), [2])
        alignments = self._probability_fn(score, state)
        return alignments, alignments


DecoderCellState = collections.namedtuple(
    "DecoderCellState", ("cell_state", "attention", "time", "alignments", "max_attentions"))


def step_by_hand(cell, mechanism, inputs):
    """As Tacotron 2 does: the wrapper's work in the open, context concatenated to inputs."""
    batch = inputs.shape[0].value
    state = DecoderCellState(cell.zero_state(batch, tf.float64), tf.zeros([batch, 4], tf.float64), 0,
                             mechanism.initial_alignments(batch, tf.float64), None)
    contexts = []
    for time in range(inputs.shape[1].value):
        with tf.variable_scope("by_hand", reuse=tf.AUTO_REUSE):
            output, cell_state = cell(
                tf.concat([inputs[:, time], state.attention], -1), state.cell_state)
            context, alignments, _ = _compute_attention(
                mechanism, output, state.alignments, attention_layer=None)
        state = DecoderCellState(cell_state, context, time + 1, alignments,
                                 tf.argmax(alignments, -1, output_type=tf.int32))
        contexts.append(context)
    return tf.stack(contexts, axis=1), state.max_attentions


def main():
    random = np.random.RandomState(8)
    memory = tf.constant(random.uniform(-1, 1, [3, 7, 4]).astype(np.float64))
    lengths = tf.constant([7, 2, 5])
    frames = tf.constant(random.uniform(-1, 1, [3, 6, 2]).astype(np.float64))
    for smoothing in (False, True):
        with tf.variable_scope("smooth" if smoothing else "sharp"):
            mechanism = LocationSensitiveAttention(
                hparams.attention_dim, memory, hparams, memory_sequence_length=lengths,
                smoothing=smoothing)
            cell = AttentionWrapper(
                tf.nn.rnn_cell.LSTMCell(5), mechanism, alignment_history=True)
            decoder = tf.contrib.seq2seq.BasicDecoder(
                cell, helper.TrainingHelper(frames, [6, 6, 4]), cell.zero_state(3, tf.float64))
            outputs, state, _ = tf.contrib.seq2seq.dynamic_decode(decoder)
            if smoothing:
                smooth = outputs.rnn_output, state.alignment_history.stack()
            else:
                sharp = outputs.rnn_output, state.alignment_history.stack()
    with tf.variable_scope("dot"):
        dot = step_by_hand(tf.nn.rnn_cell.GRUCell(5), DotAttention(memory, lengths), frames)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for name, fetches in (("sharp", sharp), ("smooth", smooth), ("dot", dot)):
            first, second = sess.run(fetches)
            print(name, first.shape, second.shape, "%.4f" % np.abs(first).mean())
        print([v.op.name for v in tf.trainable_variables() if "ocation" in v.op.name])


main()
