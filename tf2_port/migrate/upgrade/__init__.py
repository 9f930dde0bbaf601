"""Rewrite TensorFlow 1 code so that it runs on TensorFlow 2 without the launcher.

Stage one of a migration: mechanical and safe. `tf.contrib.seq2seq.X` becomes
`legacy_tf1.seq2seq.X`, other names go where the launcher's tables find them, and
TensorFlow is `tensorflow.compat.v1` with the behaviour of TensorFlow 2 off. What cannot
be rewritten safely is left and reported.

`source` holds a file, one module each plans what is to be changed in it (`imports`,
`chains`, `switch`, `keras_names`, `era`) or only told (`notes`), and `edits` does it.
`places` knows where names are. TensorFlow is imported to look them up; nothing of the
code that is upgraded is.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tf2_port.migrate.deep import at_any_depth
from tf2_port.migrate.upgrade.notebook import upgrade_notebook
from tf2_port.migrate.upgrade.source import Finding
from tf2_port.migrate.upgrade.text import Upgraded, unchanged, upgrade_bytes

__all__ = ["Finding", "Upgraded", "upgrade_bytes", "upgrade_file", "upgrade_notebook"]


def upgrade_file(path: Path) -> Upgraded:
    """Upgrades a Python file or a notebook, and writes nothing.

    Raises:
      OSError: if it cannot be read.
    """
    data = path.read_bytes()
    upgrade = upgrade_notebook if path.suffix == ".ipynb" else upgrade_bytes
    try:
        return at_any_depth(partial(upgrade, data))
    except RecursionError:
        return unchanged(data, 1, 1, "this is nested too deeply")
