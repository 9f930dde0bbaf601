"""Prove that legacy and port compute what TensorFlow 1.15.5 computes."""
