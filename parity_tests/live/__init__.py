"""Run TensorFlow 1.15.5 itself beside legacy and port."""
