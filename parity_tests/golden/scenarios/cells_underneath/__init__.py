"""Put every cell of `tf.nn.rnn_cell` underneath an attention wrapper and a decoder."""
