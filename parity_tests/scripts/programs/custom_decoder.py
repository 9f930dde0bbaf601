"""A Decoder of one's own: it walks backwards through its inputs and emits nested outputs."""
from collections import namedtuple

import numpy as np
import tensorflow as tf
from tensorflow.contrib.seq2seq.python.ops import decoder
from tensorflow.contrib.seq2seq.python.ops.decoder import dynamic_decode
from tensorflow.python.framework import ops
from tensorflow.python.framework import tensor_shape
from tensorflow.python.ops import array_ops
from tensorflow.python.ops import control_flow_ops
from tensorflow.python.ops import math_ops
from tensorflow.python.ops import tensor_array_ops
from tensorflow.python.ops.rnn_cell_impl import GRUCell, LSTMCell
from tensorflow.python.util import nest


class PointerOutput(namedtuple("PointerOutput", ("logits", "pointer", "parts"))):
    pass


class PointerDecoder(decoder.Decoder):
    """Points at one of the inputs in each step, feeds that input back, never the same one twice."""

    def __init__(self, cell, candidates, lengths, initial_state, stop_after=None):
        self._cell = cell
        self._candidates = candidates
        self._lengths = ops.convert_to_tensor(lengths, name="lengths")
        self._initial_state = initial_state
        self._stop_after = stop_after
        self._depth = candidates.shape[-1].value
        self._count = candidates.shape[1].value

    @property
    def batch_size(self):
        return array_ops.shape(self._candidates)[0]

    @property
    def output_size(self):
        return PointerOutput(
            tensor_shape.TensorShape([self._count]), tensor_shape.TensorShape([]),
            (tensor_shape.TensorShape([self._depth]), {"gate": tensor_shape.TensorShape([1])}))

    @property
    def output_dtype(self):
        return PointerOutput(tf.float32, tf.int32, (tf.float32, {"gate": tf.float32}))

    @property
    def tracks_own_finished(self):
        return self._stop_after is not None

    def initialize(self, name=None):
        first = array_ops.zeros([self.batch_size, self._depth])
        used = 1.0 - array_ops.sequence_mask(self._lengths, self._count, dtype=tf.float32)
        return math_ops.equal(0, self._lengths), first, (self._initial_state, used)

    def step(self, time, inputs, state, name=None):
        with ops.name_scope(name, "PointerDecoderStep", (time, inputs, state)):
            cell_state, used = state
            output, cell_state = self._cell(inputs, cell_state)
            query = tf.layers.dense(output, self._depth, use_bias=False, name="query")
            logits = math_ops.reduce_sum(self._candidates * query[:, None], axis=2) - 1e9 * used
            pointer = math_ops.argmax(logits, axis=-1, output_type=tf.int32)
            chosen = tf.one_hot(pointer, self._count)
            next_inputs = math_ops.reduce_sum(self._candidates * chosen[:, :, None], axis=1)
            gate = tf.layers.dense(output, 1, tf.sigmoid, name="gate")
            used = math_ops.maximum(used, chosen)
            finished = math_ops.reduce_all(used > 0, axis=1)
            if self._stop_after is not None:
                finished = math_ops.logical_or(finished, gate[:, 0] > self._stop_after)
        outputs = PointerOutput(logits, pointer, (next_inputs, {"gate": gate}))
        return outputs, (cell_state, used), next_inputs, finished

    def finalize(self, outputs, final_state, sequence_lengths):
        mask = array_ops.sequence_mask(sequence_lengths, dtype=tf.int32)
        pointer = array_ops.transpose(outputs.pointer) * mask
        return outputs._replace(pointer=array_ops.transpose(pointer)), final_state


random = np.random.RandomState(3)
candidates = tf.placeholder(tf.float32, [None, 5, 3])
lengths = [5, 2, 4, 0]
feed = {candidates: random.uniform(-1, 1, [4, 5, 3])}
batch = tf.shape(candidates)[0]

cell = GRUCell(6)
with tf.variable_scope("all"):
    every = dynamic_decode(
        PointerDecoder(cell, candidates, lengths, cell.zero_state(batch, tf.float32)),
        output_time_major=True, scope="pointing")
cell = LSTMCell(6, num_proj=4, use_peepholes=True)
with tf.variable_scope("some"):
    some = dynamic_decode(
        PointerDecoder(cell, candidates, lengths, cell.zero_state(batch, tf.float32), 0.8),
        output_time_major=True, maximum_iterations=4, impute_finished=True)

# The same loop by hand, as a check of the bookkeeping.
written = tensor_array_ops.TensorArray(tf.int32, size=5)
_, written = control_flow_ops.while_loop(
    lambda t, _: t < array_ops.shape(every[0].pointer)[0],
    lambda t, array: (t + 1, array.write(t, every[0].pointer[t, 0])), (0, written))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for name, (outputs, state, steps) in (("all", every), ("some", some)):
        result, n = sess.run((outputs, steps), feed)
        print(name, "lengths", n)
        print(result.pointer.T)
        print(["%s %s" % (a.dtype, a.shape) for a in nest.flatten(result)])
        sess.run(nest.flatten(state), feed)
    print("by hand", sess.run(written.stack(), feed))
