"""Show what the optimizers of `tf.contrib.opt` do."""
