"""Run `tf.contrib.seq2seq` programs of TensorFlow 1 on TensorFlow 2."""
