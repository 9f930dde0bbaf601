"""Look at other people's TensorFlow 1 code: what it uses, what becomes of it, what may go wrong."""
