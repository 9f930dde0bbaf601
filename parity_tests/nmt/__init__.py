"""Prove the whole job of `nmt_with_attention`: data, training, decoding, commands."""
