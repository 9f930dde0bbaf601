"""Be somebody's model of 2018: for TensorFlow 1.15, with tf.contrib, and never to be changed."""

import tensorflow as tf
from tensorflow.contrib import seq2seq


def build(source, source_length, decoder_input, lengths, target):
    dtype = source.dtype
    memory, last = tf.nn.dynamic_rnn(
        tf.nn.rnn_cell.LSTMCell(5, dtype=dtype), source, source_length, dtype=dtype, scope="encoder"
    )
    mechanism = seq2seq.BahdanauAttention(4, memory, source_length, dtype=dtype)
    cell = seq2seq.AttentionWrapper(
        tf.nn.rnn_cell.LSTMCell(5, dtype=dtype), mechanism, alignment_history=True, dtype=dtype
    )
    state = cell.zero_state(tf.shape(source)[0], dtype).clone(cell_state=last)
    helper = seq2seq.TrainingHelper(decoder_input, lengths)
    layer = tf.layers.Dense(3, name="output", dtype=dtype)
    decoder = seq2seq.BasicDecoder(cell, helper, state, layer)
    outputs, final, final_lengths = seq2seq.dynamic_decode(decoder)
    mask = tf.sequence_mask(lengths, dtype=dtype)
    error = tf.square(outputs.rnn_output - target)
    return {
        "memory": memory,
        "logits": outputs.rnn_output,
        "state": final.cell_state,
        "alignments": final.alignment_history.stack(),
        "lengths": final_lengths,
        "decoder": decoder,
        "loss": tf.reduce_sum(error * mask[:, :, None]),
    }


def build_dense(source, target):
    output = tf.layers.dense(source, 3, name="output")
    return {"output": output, "loss": tf.reduce_mean(tf.square(output - target))}


def not_a_dict(source):
    return source


def broken(source):
    return source.no_such_attribute
