"""Name the nearest supported way for whole packages of contrib that are absent."""

PACKAGES = {
    "cudnn_rnn": "use tf.contrib.rnn.LSTMBlockCell or tf.nn.rnn_cell.LSTMCell with dynamic_rnn, "
    "or tf.keras.layers.LSTM, which takes cuDNN's kernel by itself",
}
