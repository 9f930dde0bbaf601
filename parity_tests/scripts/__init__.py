"""Prove that whole TensorFlow 1 programs compute through the launcher what 1.15.5 computed."""
