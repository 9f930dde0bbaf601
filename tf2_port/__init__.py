"""Port `tf.contrib.seq2seq` models to TensorFlow 2 and prove that nothing changed."""
