"""Translate Roman numerals into digits, written in 2018 for TensorFlow 1.12.

    python roman_2018.py train checkpoint/roman
    python roman_2018.py translate checkpoint/roman MCMXCIV
"""

from __future__ import print_function

import sys

import numpy as np
import tensorflow as tf
from tensorflow.contrib import rnn
from tensorflow.contrib import seq2seq as s2s

PAD, GO, END = 0, 1, 2
LETTERS = ["<pad>", "<go>", "<end>"] + list("IVXLCDM")
DIGITS = ["<pad>", "<go>", "<end>"] + list("0123456789")
UNITS = 32
DEPTH = 12
LAYERS = 2
LONGEST = 6


def roman(number):
    text = ""
    for value, letters in zip(
        [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1],
        ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"],
    ):
        text += letters * (number // value)
        number %= value
    return text


def batch(numbers):
    """Source and target ids, padded, with their lengths."""
    sources = [[LETTERS.index(c) for c in roman(n)] for n in numbers]
    targets = [[DIGITS.index(c) for c in str(n)] + [END] for n in numbers]

    def padded(rows):
        longest = max(len(row) for row in rows)
        return np.array([row + [PAD] * (longest - len(row)) for row in rows], np.int32)

    return {
        "source": padded(sources),
        "source_length": np.array([len(row) for row in sources], np.int32),
        "target": padded(targets),
        "target_length": np.array([len(row) for row in targets], np.int32),
    }


class NoLeadingZeroHelper(s2s.Helper):
    """Greedy decoding that never pads, never says GO, and starts with no zero."""

    def __init__(self, embedding, batch_size):
        self._embedding = embedding
        self._batch_size = batch_size
        allowed = np.zeros([len(DIGITS)], np.float32)
        allowed[[PAD, GO]] = -1e9
        self._never = tf.constant(allowed)
        allowed[DIGITS.index("0")] = -1e9
        self._never_first = tf.constant(allowed)

    @property
    def batch_size(self):
        return self._batch_size

    @property
    def sample_ids_shape(self):
        return tf.TensorShape([])

    @property
    def sample_ids_dtype(self):
        return tf.int32

    def initialize(self, name=None):
        start = tf.fill([self._batch_size], GO)
        finished = tf.tile([False], [self._batch_size])
        return finished, tf.nn.embedding_lookup(self._embedding, start)

    def sample(self, time, outputs, state, name=None):
        penalty = tf.cond(tf.equal(time, 0), lambda: self._never_first, lambda: self._never)
        return tf.cast(tf.argmax(outputs + penalty, -1), tf.int32)

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        finished = tf.equal(sample_ids, END)
        return finished, tf.nn.embedding_lookup(self._embedding, sample_ids), state


def encode(features):
    embedding = tf.get_variable("letters", [len(LETTERS), DEPTH])
    inputs = tf.nn.embedding_lookup(embedding, features["source"])

    def cells():
        return [rnn.BasicLSTMCell(UNITS // 2) for _ in range(LAYERS)]

    outputs, fw, bw = rnn.stack_bidirectional_dynamic_rnn(
        cells(),
        cells(),
        inputs,
        sequence_length=features["source_length"],
        dtype=tf.float32,
        scope="encoder",
    )
    state = tuple(
        rnn.LSTMStateTuple(tf.concat([f.c, b.c], -1), tf.concat([f.h, b.h], -1))
        for f, b in zip(fw, bw)
    )
    return outputs, state


def make_decoder(features, training):
    """Everything up to the loop; as in GNMT every decoder layer but the first is residual."""
    memory, state = encode(features)
    batch_size = tf.shape(features["source"])[0]
    embedding = tf.get_variable("digits", [len(DIGITS), DEPTH])
    layers = [rnn.BasicLSTMCell(UNITS)]
    layers += [rnn.ResidualWrapper(rnn.BasicLSTMCell(UNITS)) for _ in range(LAYERS - 1)]
    attention = s2s.LuongAttention(
        UNITS, memory, memory_sequence_length=features["source_length"], scale=True
    )
    cell = s2s.AttentionWrapper(
        rnn.MultiRNNCell(layers),
        attention,
        attention_layer_size=UNITS,
        alignment_history=not training,
    )
    initial = cell.zero_state(batch_size, tf.float32).clone(cell_state=state)
    if training:
        go = tf.fill([batch_size, 1], GO)
        shifted = tf.concat([go, features["target"][:, :-1]], 1)
        inputs = tf.nn.embedding_lookup(embedding, shifted)
        helper = s2s.TrainingHelper(inputs, features["target_length"])
    else:
        helper = NoLeadingZeroHelper(embedding, batch_size)
    to_digits = tf.layers.Dense(len(DIGITS), name="to_digits")
    return memory, s2s.BasicDecoder(cell, helper, initial, output_layer=to_digits)


def loss_of(features, logits):
    weights = tf.sequence_mask(features["target_length"], dtype=tf.float32)
    return s2s.sequence_loss(logits, features["target"], weights)


def placeholders():
    return {
        "source": tf.placeholder(tf.int32, [None, None], "source"),
        "source_length": tf.placeholder(tf.int32, [None], "source_length"),
        "target": tf.placeholder(tf.int32, [None, None], "target"),
        "target_length": tf.placeholder(tf.int32, [None], "target_length"),
    }


def train(path, steps=2500, size=64):
    features = placeholders()
    with tf.variable_scope("roman", use_resource=True):
        _, decoder = make_decoder(features, training=True)
        outputs, _, _ = s2s.dynamic_decode(decoder)
        loss = loss_of(features, outputs.rnn_output)
    rate = tf.train.cosine_decay(5e-3, tf.train.get_or_create_global_step(), steps)
    optimizer = tf.train.AdamOptimizer(rate)
    gradients, variables = zip(*optimizer.compute_gradients(loss))
    gradients, _ = tf.clip_by_global_norm(gradients, 1.0)
    step = optimizer.apply_gradients(
        zip(gradients, variables), tf.train.get_or_create_global_step()
    )
    saver = tf.train.Saver()
    draw = np.random.RandomState(2018)
    tf.set_random_seed(2018)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        for k in range(steps):
            given = batch(draw.choice(np.arange(1, 4000), size))
            feed = {features[name]: array for name, array in given.items()}
            value, _ = session.run([loss, step], feed)
            if k % 250 == 0:
                print(k, value)
        saver.save(session, path, write_meta_graph=False)


def translate(path, texts):
    features = placeholders()
    with tf.variable_scope("roman", use_resource=True):
        _, decoder = make_decoder(features, training=False)
        outputs, _, lengths = s2s.dynamic_decode(decoder, maximum_iterations=LONGEST)
    with tf.Session() as session:
        tf.train.Saver().restore(session, path)
        ids = [[LETTERS.index(c) for c in text] for text in texts]
        for row in ids:
            feed = {features["source"]: [row], features["source_length"]: [len(row)]}
            found, length = session.run([outputs.sample_id, lengths], feed)
            yield "".join(DIGITS[d] for d in found[0][: length[0]] if d != END)


if __name__ == "__main__":
    if sys.argv[1] == "train":
        train(sys.argv[2])
    else:
        for answer in translate(sys.argv[2], sys.argv[3:]):
            print(answer)
