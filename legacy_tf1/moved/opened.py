"""Let a module of TensorFlow show names that it has lost."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import Any

from legacy_tf1.contrib.lazy import resolve


def resolve_name(table: Mapping[str, str], name: str) -> Any:
    """Returns what a table of `names.py` says that a name means."""
    place = table[name]
    return resolve(place + name if place.endswith((":", ".")) else place)


def open_names(module: ModuleType, table: Mapping[str, str]) -> None:
    """Resolves the names of a table, where the module has none of its own.

    The module stays what it was, so that a script that assigns to it changes what
    TensorFlow sees. What its own `__getattr__` knew, it still does.

    Args:
      module: to change.
      table: from the names to their places; see `names.py`.
    """
    namespace = module.__dict__
    before = namespace.get("__getattr__")

    def get(name: str) -> Any:
        if name in table:
            found = namespace[name] = resolve_name(table, name)
            return found
        if before is not None:
            return before(name)
        raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")

    namespace["__getattr__"] = get
