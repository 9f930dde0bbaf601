"""Prove that `legacy_tf1.contrib` is what `tf.contrib` of 1.15.5 was."""
