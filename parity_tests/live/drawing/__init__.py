"""Draw random programs that use contrib's library, with hypothesis.

A configuration is the text of a program, which genuine and legacy both run, and
which is printed as it is where they disagree. The simplest choice comes first
everywhere, and what is left at its default is not written: a failing program
shrinks to the few lines that matter.
"""
