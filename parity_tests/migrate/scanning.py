"""Scan a text, for the tests."""

from __future__ import annotations

from textwrap import dedent

from tf2_port.migrate.reading import Source
from tf2_port.migrate.scan import Item, scan_source

START = """\
import tensorflow as tf
s2s = tf.contrib.seq2seq
cells = tf.nn.rnn_cell
"""
# What Python can parse, and libcst cannot write without a deep stack.
DEEP = {
    "sum": "x = 1" + " + 1" * 600,
    "elif": "if a: pass\n" + "elif b: pass\n" * 500,
    "calls": "x = a" + ".b()" * 300,
}


def items(text: str, start: str = START) -> list[Item]:
    """Lists what a scan of a text finds below its first lines."""
    skipped = start.count("\n")
    found = scan_source(Source("module.py", start + dedent(text)))
    return [item for item in found if item.location.line > skipped]


def rules_of(text: str, start: str = START) -> list[str]:
    """Lists the ids of the rules that find something in a text; `id?` if not surely."""
    return [
        finding.rule.id + ("" if finding.sure else "?")
        for item in items(text, start)
        for finding in item.findings
    ]
