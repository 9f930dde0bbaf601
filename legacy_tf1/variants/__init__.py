"""Hold the tutorial's models as TensorFlow 1 programs.

Every file here runs unchanged on TensorFlow 1.15.5 with its own `tf.contrib`
(Python 3.7) and on TensorFlow 2 with `legacy_tf1.seq2seq`.
"""
