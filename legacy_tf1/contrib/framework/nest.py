"""Be TensorFlow's `nest`, with the names that it has lost since 1.15.5."""

from __future__ import annotations

from typing import Any

from legacy_tf1.contrib.lazy import resolve

_NEST = "tensorflow.python.util.nest"
_LOST = {"is_sequence": "is_nested"}


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(resolve(_NEST), _LOST.get(name, name))


def __dir__() -> list[str]:
    return sorted([*dir(resolve(_NEST)), *_LOST])
