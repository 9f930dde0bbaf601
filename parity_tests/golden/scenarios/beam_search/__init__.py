"""Show what beam search in `tf.contrib.seq2seq` of TensorFlow 1.15.5 does."""
