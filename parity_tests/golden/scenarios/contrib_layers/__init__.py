"""Show what `tf.contrib.layers` does."""
