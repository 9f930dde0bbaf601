"""Assign to TensorFlow's modules, as scripts do, and see who notices."""

# mypy: ignore-errors

import tensorflow as tf

calls = []


def noting(name, function):
    """Calls a function and notes its name."""

    def wrapper(*args, **kwargs):
        calls.append(name)
        return function(*args, **kwargs)

    return wrapper


def noted():
    found = sorted(set(calls))
    del calls[:]
    return found


x = tf.zeros([2, 3, 4])
lengths = [3, 1]

tf.layers.flatten = noting("tf.layers.flatten", lambda x: x)  # before anything is read
tf.layers.max_pooling1d(x, 2, 2)
tf.layers.flatten(x)
print(noted())
tf.layers.dropout = noting("tf.layers.dropout", tf.layers.dropout)
tf.layers.dropout(x)
from tensorflow import layers  # noqa: E402

layers.dense(x, 2)
layers.dropout(x)
print(noted(), tf.layers.dropout is layers.dropout)

tf.glorot_uniform_initializer = tf.constant_initializer
tf.brand_new = 5
x2 = tf.get_variable("x2", [2], initializer=tf.glorot_uniform_initializer(0.5))
print(x2.initial_value.op.type, tf.brand_new)

tf.while_loop = noting("tf.while_loop", tf.while_loop)
tf.nn.dynamic_rnn = noting("tf.nn.dynamic_rnn", tf.nn.dynamic_rnn)
tf.nn.rnn_cell.GRUCell = noting("tf.nn.rnn_cell.GRUCell", tf.nn.rnn_cell.GRUCell)
tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(3), x, dtype=tf.float32)
print(noted())

import tensorflow.contrib.seq2seq as seq2seq  # noqa: E402
from tensorflow.contrib.seq2seq.python.ops import basic_decoder  # noqa: E402

seq2seq.TrainingHelper = noting("TrainingHelper", seq2seq.TrainingHelper)
helper = tf.contrib.seq2seq.TrainingHelper(x, lengths)
cell = tf.nn.rnn_cell.LSTMCell(2)
decoder = tf.contrib.seq2seq.BasicDecoder(cell, helper, cell.zero_state(2, tf.float32))
seq2seq.dynamic_decode(decoder)
print([name for name in noted() if name == "TrainingHelper"])


class Output(basic_decoder.BasicDecoderOutput):
    pass


basic_decoder.BasicDecoderOutput = Output
outputs, _, _ = seq2seq.dynamic_decode(decoder)
print(type(outputs).__name__)
