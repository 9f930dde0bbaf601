"""Let the package tf-slim find what TensorFlow 2 has moved.

tf-slim 1.1.0, the last, takes names from `tensorflow.python` that TensorFlow 2.15 has
no more, and layers that are of another family than `tf.layers` (or cannot be imported
at all). Its modules are made to see these as scripts do that the launcher runs; nobody
else's are changed.
"""

from __future__ import annotations

import sys
from types import ModuleType

from legacy_tf1.moved.finder import Real, stand_in
from legacy_tf1.moved.modules import MODULES
from legacy_tf1.moved.names import NAMES

_PACKAGE = "tf_slim"
_healed: set[str] = set()
_views: dict[str, ModuleType] = {}


def heal() -> None:
    """Changes the modules of tf-slim that have been imported since the last call."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == _PACKAGE and name not in _healed:
            _healed.add(name)
            for attribute, value in list(vars(module).items()):
                if isinstance(value, ModuleType) and _has_lost(value.__name__):
                    setattr(module, attribute, _view(value))


def _has_lost(name: str) -> bool:
    return name in NAMES or name in MODULES


def _view(module: ModuleType) -> ModuleType:
    name = module.__name__
    if name not in _views:
        _views[name] = stand_in(name, Real(module))
    return _views[name]
