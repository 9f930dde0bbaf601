"""Find names of `tf.contrib` where the launcher's tables find them."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

from tf2_port.migrate.upgrade import renamed
from tf2_port.migrate.upgrade.place import V1, Left, Place, exists, load, same, spelt

_OURS = "legacy_tf1.contrib"
_SEQ2SEQ = "legacy_tf1.seq2seq"


def find(parts: tuple[str, ...]) -> Place | Left:
    """Returns the place of `tf.contrib.PARTS`.

    Args:
      parts: below `tensorflow.contrib`; none for `tf.contrib` itself.
    """
    if not parts:
        return Place(_OURS)
    paths = importlib.import_module("legacy_tf1.contrib.paths")
    genuine = importlib.import_module("legacy_tf1.contrib.genuine")
    for end in range(len(parts), 0, -1):
        try:
            module = paths.load(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        if end == len(parts) > 1:  # contrib has functions that hide the module they are from
            around = paths.load(".".join(parts[:-1]))
            if not isinstance(getattr(around, parts[-1], module), ModuleType):
                module, end = around, end - 1
        return _in_module(module, parts, end)
    if parts[0] in genuine.names(""):  # a function, such as tf.contrib.stateless.…
        return _checked(Place(_OURS, parts), parts)
    return Left(f"tf.contrib.{parts[0]} is not in TensorFlow 1.15.5")


def _in_module(module: ModuleType, parts: tuple[str, ...], end: int) -> Place | Left:
    name, package = module.__name__, f"{_OURS}.{parts[0]}"
    if not name.startswith("tensorflow."):
        return _checked(Place(name, parts[end:]), parts)
    if load(package) is None:
        return renamed.find(parts) or Left(_advice(parts, module))
    return _checked(Place(load(package).__name__, parts[end:]), parts)  # type: ignore[union-attr]


def _checked(place: Place, parts: tuple[str, ...]) -> Place | Left:
    """Returns the place, a public one if TensorFlow has the same thing in the open."""
    absent = importlib.import_module("legacy_tf1.contrib.absent").Absent
    here: Any = load(place.module)
    for index, name in enumerate(place.attributes):
        if not isinstance(here, ModuleType):
            break
        try:
            here = getattr(here, name)
        except (AttributeError, ImportError):
            short = ".".join(parts[: len(parts) - len(place.attributes) + index + 1])
            return Left(f"tf.contrib.{short} has no counterpart in legacy_tf1")
        if isinstance(here, absent):
            return renamed.find(parts) or Left(_advice(parts, here))
    return place


def _advice(parts: tuple[str, ...], absent: Any) -> str:
    nearest = vars(absent).get("_nearest", "")
    if isinstance(absent, ModuleType):
        table = importlib.import_module("legacy_tf1.contrib.nearest").PACKAGES
        nearest = table.get(parts[0], "")
    return f"tf.contrib.{'.'.join(parts)} is not available" + (f"; {nearest}" if nearest else "")


def public(place: Place) -> Place:
    """Returns the place in `tensorflow.compat.v1` of what contrib only shows again.

    So `tf.contrib.rnn.LSTMCell` becomes `tf.nn.rnn_cell.LSTMCell`.
    """
    table = getattr(load(place.module), "SYMBOLS", {}) if place.attributes else {}
    spelling = table.get(place.attributes[0], "") if place.attributes else ""
    if spelling.startswith(V1 + ":"):
        better = spelt(spelling)
        better = Place(better.module, better.attributes + place.attributes[1:])
        if exists(better) and same(better, place):
            return better
    return place
