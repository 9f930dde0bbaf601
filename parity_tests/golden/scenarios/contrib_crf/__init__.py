"""Show what `tf.contrib.crf` and `tf.contrib.sparsemax` do."""
