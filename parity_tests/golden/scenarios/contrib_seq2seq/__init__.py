"""Show what the models, decoders and losses of `tf.contrib.legacy_seq2seq` do."""
