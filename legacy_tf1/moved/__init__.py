"""Keep the old roads into `tensorflow.python` open.

`names.py` lists what TF1 scripts import from there and TensorFlow 2.13 to 2.15 keeps
elsewhere; `modules.py` lists the modules that are gone, or that hold another family
of layers and cells than `tf.layers` and `tf.nn.rnn_cell` do.

`install` is for the launcher's process alone: it changes what the private modules
of TensorFlow show.
"""

from __future__ import annotations

import importlib
import sys

from legacy_tf1.moved.finder import Finder, Real, stand_in
from legacy_tf1.moved.modules import MODULES
from legacy_tf1.moved.names import NAMES
from legacy_tf1.moved.opened import open_names

__all__ = ["MODULES", "NAMES", "install"]


def install() -> None:
    """Makes every name of both tables importable from its old place.

    Modules that are already imported are changed at once, others as soon as they
    are. A name is resolved when it is first used. Imports TensorFlow, whose own
    modules go on seeing what they saw. A second call changes nothing.
    """
    if any(isinstance(finder, Finder) for finder in sys.meta_path):
        return
    importlib.import_module("tensorflow")
    for name, table in NAMES.items():
        if name in sys.modules:
            open_names(sys.modules[name], table)
    for name in MODULES:
        real = sys.modules.get(name)
        if real is not None:
            sys.modules[name] = stand_in(name, Real(real))
    for name in MODULES:  # `from package import module` asks the package first
        package, _, child = name.rpartition(".")
        if name in sys.modules and package in sys.modules:
            setattr(sys.modules[package], child, sys.modules[name])
    sys.meta_path.insert(0, Finder())
