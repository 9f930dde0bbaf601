"""Prove that the old roads into `tensorflow.python` lead to the right places."""
