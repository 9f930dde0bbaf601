"""Residual, multi-layer attention in the manner of Google's NMT: the bottom layer attends, and
what it attends to feeds every layer above."""
from __future__ import print_function

import functools

import numpy as np
import tensorflow as tf
from tensorflow.python.util import nest

NUM_LAYERS, NUM_UNITS, VOCAB = 4, 8, 12


def gnmt_residual_fn(inputs, outputs):
    """Inputs carry the attention behind their own units: only the latter are added."""
    def split_input(inp, out):
        out_dim = out.get_shape().as_list()[-1]
        inp_dim = inp.get_shape().as_list()[-1]
        return tf.split(inp, [out_dim, inp_dim - out_dim], axis=-1)
    actual_inputs, _ = split_input(inputs, outputs)
    nest.assert_same_structure(actual_inputs, outputs)
    nest.map_structure(lambda i, o: i.shape.assert_is_compatible_with(o.shape),
                       actual_inputs, outputs)
    return nest.map_structure(lambda i, o: i + o, actual_inputs, outputs)


def single_cell(unit_type, keep_prob, residual_fn=None, residual=False, device=None, seed=None):
    if unit_type == "lstm":
        cell = tf.contrib.rnn.BasicLSTMCell(NUM_UNITS, forget_bias=0.5)
    else:
        cell = tf.contrib.rnn.GRUCell(NUM_UNITS)
    cell = tf.contrib.rnn.DropoutWrapper(cell=cell, input_keep_prob=keep_prob, seed=seed)
    if residual:
        cell = tf.contrib.rnn.ResidualWrapper(cell, residual_fn=residual_fn)
    if device:
        cell = tf.contrib.rnn.DeviceWrapper(cell, device)
    return cell


class GNMTAttentionMultiCell(tf.nn.rnn_cell.MultiRNNCell):

    def __init__(self, attention_cell, cells, use_new_attention=False):
        self.use_new_attention = use_new_attention
        super(GNMTAttentionMultiCell, self).__init__([attention_cell] + cells, state_is_tuple=True)

    def __call__(self, inputs, state, scope=None):
        if not nest.is_sequence(state):
            raise ValueError("expected a tuple of %d states" % len(self.state_size))
        with tf.variable_scope(scope or "multi_rnn_cell"):
            new_states = []
            with tf.variable_scope("cell_0_attention"):
                attention_cell = self._cells[0]
                attention_state = state[0]
                cur_inp, new_attention_state = attention_cell(inputs, attention_state)
                new_states.append(new_attention_state)
            for i in range(1, len(self._cells)):
                with tf.variable_scope("cell_%d" % i):
                    attention = (new_attention_state if self.use_new_attention
                                 else attention_state).attention
                    cur_inp = tf.concat([cur_inp, attention], -1)
                    cur_inp, new_state = self._cells[i](cur_inp, state[i])
                    new_states.append(new_state)
        return cur_inp, tuple(new_states)


def encoder(inputs, lengths, keep_prob):
    """One bidirectional layer, unidirectional ones upon it."""
    with tf.variable_scope("encoder"):
        forward = single_cell("lstm", keep_prob, seed=1)
        backward = single_cell("lstm", keep_prob, seed=2)
        bi_outputs, bi_state = tf.nn.bidirectional_dynamic_rnn(
            forward, backward, inputs, lengths, dtype=tf.float32)
        upper = tf.contrib.rnn.MultiRNNCell(
            [single_cell("lstm", keep_prob, residual=i > 0, device="/cpu:0", seed=3 + i)
             for i in range(NUM_LAYERS - 1)])
        outputs, state = tf.nn.dynamic_rnn(
            upper, tf.concat(bi_outputs, -1), lengths, dtype=tf.float32)
    return outputs, (bi_state[1],) + state


def decoder(outputs, encoder_state, lengths, targets, keep_prob, use_new_attention):
    create = functools.partial(tf.contrib.seq2seq.LuongAttention, scale=True, name="luong")
    mechanism = create(NUM_UNITS, outputs, memory_sequence_length=lengths)
    cells = [single_cell("lstm", keep_prob, gnmt_residual_fn, i > 1, seed=10 + i)
             for i in range(NUM_LAYERS)]
    attention_cell = tf.contrib.seq2seq.AttentionWrapper(
        cells.pop(0), mechanism, attention_layer_size=None, output_attention=False,
        alignment_history=True, name="attention")
    cell = GNMTAttentionMultiCell(attention_cell, cells, use_new_attention)
    batch_size = tf.shape(lengths)[0]
    initial_state = tuple(
        zero.clone(cell_state=state)
        if isinstance(zero, tf.contrib.seq2seq.AttentionWrapperState) else state
        for zero, state in zip(cell.zero_state(batch_size, tf.float32), encoder_state))
    helper = tf.contrib.seq2seq.TrainingHelper(targets, lengths)
    basic = tf.contrib.seq2seq.BasicDecoder(cell, helper, initial_state)
    result, state, _ = tf.contrib.seq2seq.dynamic_decode(basic, swap_memory=True)
    return tf.layers.dense(result.rnn_output, VOCAB, use_bias=False, name="output"), state


def model(use_new_attention):
    rng = np.random.RandomState(13)
    lengths = tf.constant([6, 3, 1], tf.int32)
    inputs = tf.constant(rng.uniform(-1, 1, [3, 6, 5]), tf.float32)
    keep_prob = tf.placeholder_with_default(1.0, [])
    with tf.variable_scope("dynamic_seq2seq"):
        outputs, encoder_state = encoder(inputs, lengths, keep_prob)
        with tf.variable_scope("decoder"):
            logits, state = decoder(
                outputs, encoder_state, lengths, inputs[:, ::-1], keep_prob, use_new_attention)
    labels = tf.constant(rng.randint(0, VOCAB, [3, 6]))
    crossent = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)
    loss = tf.reduce_sum(crossent * tf.sequence_mask(lengths, 6, tf.float32)) / 3
    gradients, norm = tf.clip_by_global_norm(tf.gradients(loss, tf.trainable_variables()), 5.0)
    return loss, norm, gradients, logits, state[0].alignment_history.stack(), keep_prob


for new_attention in (False, True):
    with tf.Graph().as_default():
        loss, norm, gradients, logits, history, keep_prob = model(new_attention)
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            print("gnmt_v2" if new_attention else "gnmt", len(tf.trainable_variables()))
            print("loss %.4f  gradient norm %.3f" % (sess.run(loss), norm.eval()))
            print(sess.run(logits).argmax(axis=-1), sess.run(history).shape)
            print("with dropout: differs", loss.eval({keep_prob: 0.5}) != loss.eval())
            print("largest gradient %.3f" % max(np.abs(g).max() for g in sess.run(gradients)))
        names = [v.op.name for v in tf.trainable_variables()]
print("\n".join(names))
