"""Weigh and reduce the cross-entropy of sequences."""
