"""Show what the cells, wrappers and loops of `tf.contrib.rnn` do."""
