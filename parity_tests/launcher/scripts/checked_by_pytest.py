"""Be a module of tests that are written for TensorFlow 1, for pytest and for unittest."""

# mypy: ignore-errors

import unittest

import tensorflow as tf


class Case(tf.test.TestCase):
    def test_running(self):
        with self.session() as sess:
            self.assertAllEqual(sess.run(tf.placeholder_with_default([1, 2], [2])), [1, 2])

    def test_failing(self):
        self.assertEqual(tf.VERSION, "no such thing")


if __name__ == "__main__":
    unittest.main()
