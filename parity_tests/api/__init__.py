"""Prove that the library's options, errors and signatures are contrib's."""
