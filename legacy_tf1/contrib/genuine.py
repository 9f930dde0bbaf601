"""Tell which names TensorFlow 1.15.5 has under `tf.contrib`.

`genuine.json` is recorded from it, by `parity_tests.golden.contrib_names`.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path


@cache
def _recorded() -> dict[str, dict[str, list[str]]]:
    return json.loads(Path(__file__).with_suffix(".json").read_text())


def packages() -> list[str]:
    """Lists the packages that can be imported from `tensorflow.contrib`."""
    return [name for name in _recorded()["packages"] if name]


def modules() -> list[str]:
    """Lists the modules below them, by their paths, such as `rnn.python.ops.rnn_cell`."""
    return list(_recorded()["modules"])


def has_module(path: str) -> bool:
    """Tells whether there is such a module below a package."""
    return path in _recorded()["modules"]


def names(path: str) -> list[str]:
    """Lists what a package exports or a module defines; nothing, if there is no such path.

    Args:
      path: below `tf.contrib`; for the empty one, what `tf.contrib` itself exports.
    """
    recorded = _recorded()
    return recorded["packages"].get(path) or recorded["modules"].get(path) or []
