"""Prove that the launcher makes TensorFlow 1: scripts say what 1.15.5 lets them say."""
