"""Hold the tutorial's models as TensorFlow 2 programs, on Keras and `tfa.seq2seq`."""
