"""Show both behaviours wherever tfa differs from tf.contrib.seq2seq, or is said not to."""
