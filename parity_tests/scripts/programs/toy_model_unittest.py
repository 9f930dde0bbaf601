"""Tests for a toy decoder, in the style of TensorFlow's own: run with `-m unittest`."""

from __future__ import absolute_import
from __future__ import division
from __future__ import print_function

import os

import numpy as np
import tensorflow as tf

from tensorflow.contrib.seq2seq.python.ops import basic_decoder
from tensorflow.contrib.seq2seq.python.ops import helper as helper_py
from tensorflow.contrib.seq2seq.python.ops import decoder
from tensorflow.python.framework import dtypes
from tensorflow.python.ops import rnn_cell
from tensorflow.python.ops import variable_scope
from tensorflow.python.platform import test


class ToyModelTest(test.TestCase):

    def _inputs(self, shape):
        return np.random.RandomState(29).randn(*shape).astype(np.float32)

    def testTrainingShapes(self):
        with self.test_session(use_gpu=False) as sess:
            inputs = self._inputs([5, 4, 7])
            cell = rnn_cell.LSTMCell(6)
            my_decoder = basic_decoder.BasicDecoder(
                cell=cell, helper=helper_py.TrainingHelper(inputs, [3, 4, 1, 0, 2]),
                initial_state=cell.zero_state(dtype=dtypes.float32, batch_size=5))
            self.assertEqual(basic_decoder.BasicDecoderOutput(6, tf.TensorShape([])),
                             my_decoder.output_size)
            finished, first_inputs, first_state = my_decoder.initialize()
            outputs, state, next_inputs, ended = my_decoder.step(
                tf.constant(0), first_inputs, first_state)
            sess.run(tf.global_variables_initializer())
            results = sess.run([finished, first_inputs, outputs, state, next_inputs, ended])
            self.assertAllEqual([False, False, False, True, False], results[0])
            self.assertAllClose(inputs[:, 0], results[1])
            self.assertAllEqual([False, False, True, True, False], results[5])
            print("first outputs %.5f" % results[2].rnn_output.sum())

    def testGreedyStopsAtEndToken(self):
        with self.cached_session():
            embedding = np.eye(5, dtype=np.float32)[[1, 2, 3, 4, 0]]  # each token is followed by the next
            helper = helper_py.GreedyEmbeddingHelper(tf.constant(embedding), [0, 2], 4)

            class Echo(tf.nn.rnn_cell.RNNCell):
                state_size = 1
                output_size = 5

                def __call__(self, inputs, state, scope=None):
                    return inputs, state + 1

            my_decoder = basic_decoder.BasicDecoder(Echo(), helper, tf.zeros([2, 1]))
            outputs, state, lengths = decoder.dynamic_decode(my_decoder, maximum_iterations=9)
            self.assertAllEqual([[1, 2, 3, 4], [3, 4, 0, 1]], outputs.sample_id.eval())
            self.assertAllEqual([4, 2], lengths.eval())
            self.assertAllEqual([[4.0], [4.0]], self.evaluate(state))

    def testRejectsWhatIsNoCell(self):
        with self.assertRaisesRegexp(TypeError, "cell"):
            basic_decoder.BasicDecoder("cell", None, None)
        with variable_scope.variable_scope("scope"):
            with self.assertRaises(ValueError):
                helper_py.TrainingHelper(self._inputs([2, 3, 4]), [[1, 2]])

    def testSaveInTempDir(self):
        with self.session(graph=tf.Graph()) as sess:
            v = tf.get_variable("v", initializer=[1.0, 2.0])
            sess.run(v.initializer)
            path = tf.train.Saver().save(sess, os.path.join(self.get_temp_dir(), "ckpt"))
            self.assertEqual([("v", [2])], tf.train.list_variables(path))
            sess.run(tf.assign(v, [0.0, 0.0]))
            tf.train.Saver().restore(sess, path)
            self.assertEqual(2, len(v.eval()))

    @test.mock.patch.object(tf, "identity")
    def testMockedFunctionIsSeen(self, identity):
        identity.return_value = "mocked"
        self.assertEqual("mocked", tf.identity(1))


if __name__ == "__main__":
    test.main()
