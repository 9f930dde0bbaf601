"""Find names of `tensorflow.python`, which many scripts import, where they are today.

The tables are the launcher's (`legacy_tf1.moved`). What TensorFlow 2 still has in its old
place is left there.
"""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

from tf2_port.migrate.upgrade.place import V1, Left, Place, below, exists, found, load, same, spelt

PACKAGES = ("python", "core", "compiler", "tools")  # of them TensorFlow 2 has modules, unlisted


def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, dict[str, str]]]:
    moved: Any = importlib.import_module("legacy_tf1.moved")
    return moved.MODULES, moved.NAMES


def _split(parts: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Splits a name behind the longest module that TensorFlow 1 or 2 has."""
    modules, names = _tables()
    for end in range(len(parts), 0, -1):
        name = ".".join(("tensorflow", *parts[:end]))
        if name in modules or name in names or load(name) is not None:
            return name, parts[end:]
    return "", parts


def candidates(parts: tuple[str, ...]) -> list[Place]:
    """Lists the modules that may stand for a module of `tensorflow.python`, the best first.

    Args:
      parts: below `tensorflow`, such as `("python", "layers", "core")`.

    Returns:
      Nothing, if it is no module.
    """
    module, rest = _split(parts)
    if not module or rest:
        return []
    modules, _ = _tables()
    places = [spelt(text) for text in modules.get(module, ())]
    places.sort(key=lambda place: place.module != V1)  # the public ones first
    if not places and load(module) is not None:
        places = [Place(module)]
    return places


def find(parts: tuple[str, ...]) -> Place | Left:
    """Returns the place of `tensorflow.PARTS`, a module's or a name's in a module."""
    module, rest = _split(parts)
    dotted = ".".join(("tensorflow", *parts))
    if not module:
        return Left(f"{dotted} is not in TensorFlow 2")
    if not rest:
        places = candidates(parts)
        return places[0] if places else Left(f"{dotted} is not in TensorFlow 2")
    modules, names = _tables()
    name, table = rest[0], names.get(module, {})
    if name in table:
        spelling = table[name] + (name if table[name].endswith((":", ".")) else "")
        return below(spelt(spelling), rest[1:])
    if module in modules:
        place = _answering(modules[module], rest)
        if place is not None:
            return place
    place = Place(module, rest)
    if exists(place) and not (module in modules and _is_of_the_other_family(place)):
        return place
    return Left(f"{module}.{name} is not in TensorFlow 2")


def _answering(texts: tuple[str, ...], rest: tuple[str, ...]) -> Place | None:
    """Returns the launcher's first place that has a name, or the same thing in public."""
    having = [place for text in texts if exists(place := below(spelt(text), rest))]
    for place in having:
        if place.module == V1 and same(place, having[0]):
            return place
    return having[0] if having else None


def _is_of_the_other_family(place: Place) -> bool:
    here, _ = found(place)
    if isinstance(here, ModuleType) or not isinstance(here, type):
        return False
    return here.__module__.startswith("tensorflow.python.keras.")
