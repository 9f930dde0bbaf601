"""Speech-synthesis style decoding: spectrogram frames are fed back until a stop token is likely."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib.rnn import GRUCell, MultiRNNCell, OutputProjectionWrapper, ResidualWrapper
from tensorflow.contrib.seq2seq import BasicDecoder, BahdanauAttention, AttentionWrapper
from tensorflow.contrib.seq2seq import CustomHelper, Helper

N, T_IN, MELS, R, DEPTH = 3, 6, 5, 2, 6
MAX_STEPS = 12


class FeedbackHelper(Helper):
    """Feeds the last of the R frames of each step back, and stops at the stop token."""

    def __init__(self, batch_size, output_dim, r):
        with tf.name_scope("FeedbackHelper"):
            self._batch_size = batch_size
            self._output_dim = output_dim
            self._end_token = tf.tile([0.0], [output_dim * r])

    @property
    def batch_size(self):
        return self._batch_size

    @property
    def token_output_size(self):
        return 1

    @property
    def sample_ids_shape(self):
        return tf.TensorShape([])

    @property
    def sample_ids_dtype(self):
        return tf.int32

    def initialize(self, name=None):
        return tf.tile([False], [self._batch_size]), _go_frames(self._batch_size, self._output_dim)

    def sample(self, time, outputs, state, name=None):
        return tf.tile([0], [self._batch_size])

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        with tf.name_scope("FeedbackHelper"):
            frames, stop = outputs[:, :-1], outputs[:, -1]
            finished = tf.nn.sigmoid(stop) > 0.5
            return finished, frames[:, -self._output_dim:], state


def _go_frames(batch_size, output_dim):
    return tf.tile([[0.0]], [batch_size, output_dim])


def prenet(inputs, sizes, scope=None, reuse=None):
    x = inputs
    with tf.variable_scope(scope or "prenet", reuse=reuse):
        for i, size in enumerate(sizes):
            x = tf.layers.dense(x, units=size, activation=tf.nn.relu, name="dense_%d" % (i + 1))
    return x


class PrenetWrapper(tf.nn.rnn_cell.RNNCell):

    def __init__(self, cell):
        super(PrenetWrapper, self).__init__()
        self._cell = cell

    @property
    def state_size(self):
        return self._cell.state_size

    @property
    def output_size(self):
        return self._cell.output_size

    def call(self, inputs, state):
        return self._cell(prenet(inputs, [5, 3], scope="decoder_prenet"), state)

    def zero_state(self, batch_size, dtype):
        return self._cell.zero_state(batch_size, dtype)


def synthesizer(memory):
    attention = AttentionWrapper(
        PrenetWrapper(GRUCell(DEPTH)), BahdanauAttention(DEPTH, memory), output_attention=False,
        alignment_history=True)
    stack = MultiRNNCell([
        OutputProjectionWrapper(attention, DEPTH), ResidualWrapper(GRUCell(DEPTH)),
        ResidualWrapper(GRUCell(DEPTH))], state_is_tuple=True)
    cell = OutputProjectionWrapper(stack, MELS * R + 1)
    helper = FeedbackHelper(N, MELS, R)
    (outputs, _), final_state, lengths = tf.contrib.seq2seq.dynamic_decode(
        BasicDecoder(cell, helper, cell.zero_state(N, tf.float32)),
        maximum_iterations=MAX_STEPS)
    mels = tf.reshape(outputs[:, :, :-1], [N, -1, MELS])
    return mels, lengths, tf.transpose(final_state[0].alignment_history.stack(), [1, 2, 0])


def counting(memory):
    """The same idea by CustomHelper: the sample is the position of the largest output."""
    cell = tf.contrib.rnn.LSTMBlockCell(DEPTH)
    helper = CustomHelper(
        initialize_fn=lambda: (tf.zeros([N], tf.bool), memory[:, 0]),
        sample_fn=lambda time, outputs, state: tf.argmax(outputs, axis=-1, output_type=tf.int32),
        next_inputs_fn=lambda time, outputs, state, sample_ids: (
            tf.logical_or(tf.equal(sample_ids, 3), time >= 7), outputs[:, :5], state))
    decoder = BasicDecoder(cell, helper, cell.zero_state(N, tf.float32))
    return tf.contrib.seq2seq.dynamic_decode(decoder)


memory = tf.constant(np.random.RandomState(5).uniform(-1, 1, [N, T_IN, 5]), tf.float32)
mel_outputs, mel_lengths, alignments = synthesizer(memory)
with tf.variable_scope("counting"):
    (counted, sample_ids), _, counts = counting(memory)

config = tf.ConfigProto(allow_soft_placement=True)
config.gpu_options.allow_growth = True
with tf.Session(config=config) as sess:
    sess.run(tf.global_variables_initializer())
    mel, n, align = sess.run([mel_outputs, mel_lengths, alignments])
    print("frames", mel.shape, "steps", n, "alignments", align.shape)
    print(np.round(mel[0, :3], 3))
    print("attended:", align.argmax(axis=1).tolist())
    print(*sess.run([sample_ids, counts]))
