"""Prove what is read in, and done to, other people's TensorFlow 1 code."""
