"""Resolve the names of a contrib package when they are used.

A package's module keeps a table, `SYMBOLS`, from its names to where they live
today: `module:attribute`, with dots for attributes of attributes, or a `module`.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, Callable

from legacy_tf1.contrib import genuine
from legacy_tf1.contrib.absent import Absent

_HERE = __name__.rpartition(".")[0] + "."


def resolve(place: str) -> Any:
    """Returns what is at `module:attribute`, or the module at `module`.

    Raises:
      ImportError: if there is no such module, or nothing of that name in it.
    """
    module, _, attributes = place.partition(":")
    found: Any = import_module(module)
    if "tf_slim" in sys.modules:
        import_module(_HERE + "healing").heal()
    for name in filter(None, attributes.split(".")):
        try:
            found = getattr(found, name)
        except AttributeError as error:
            raise ImportError(f"{place} is not in this TensorFlow: {error}") from error
    return found


def at(place: str, names: str) -> dict[str, str]:
    """Makes the part of a table whose names are all in one place, and unchanged.

    Args:
      place: what comes before the names, such as `module:` or `module:attribute.`.
      names: with spaces between them.
    """
    return {name: place + name for name in names.split()}


def lazy_names(
    module: str,
    symbols: Mapping[str, str],
    nearest: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Makes a module's `__getattr__` and `__dir__`.

    What contrib exports and `symbols` lacks is a placeholder that raises when it
    is used; what contrib never had raises `AttributeError`.

    Args:
      module: its `__name__`, `legacy_tf1.contrib.PACKAGE`.
      symbols: the places of its names; see `resolve`.
      nearest: advice for names that are absent; under the empty name, for all others.
    """
    path = module[len(_HERE) :] if module.startswith(_HERE) else module
    return names_of_path(module, path, symbols, nearest)


def names_of_path(
    module: str, path: str, symbols: Mapping[str, str], nearest: Mapping[str, str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Does the same for any path below `tf.contrib`.

    Args:
      module: the key of the module in `sys.modules`, which keeps what was resolved.
      path: below `tf.contrib`; its names, and those of its package, are genuine.
      symbols: the places of its names.
      nearest: advice.
    """
    package = path.partition(".")[0]

    def find(name: str) -> Any:
        if name in symbols:
            return resolve(symbols[name])
        if genuine.has_module(f"{path}.{name}"):
            return import_module(_HERE + "paths").load(f"{path}.{name}")
        if name in genuine.names(path) or name in genuine.names(package):
            advice = nearest.get(name, nearest.get("", ""))
            return Absent(f"tf.contrib.{path}.{name}", advice)
        raise AttributeError(f"module 'tensorflow.contrib.{path}' has no attribute {name!r}")

    def get(name: str) -> Any:
        if name == "__all__":  # `import *` asks for nothing else
            return sorted({*genuine.names(path), *symbols})
        found = find(name)
        if module in sys.modules:
            setattr(sys.modules[module], name, found)
        return found

    return get, lambda: sorted(symbols)
