"""Say where a name of TensorFlow 1 is on TensorFlow 2, or why it is nowhere."""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

V1 = "tensorflow.compat.v1"

# `import tensorflow.compat.v1.nn.rnn_cell` finds another family of cells than the attribute
# `tf.nn.rnn_cell`, and puts it in its place. The same cells can be imported from ours.
_STAND_INS = {V1 + ".nn.rnn_cell": "legacy_tf1.contrib.rnn"}


@dataclass(frozen=True)
class Place:
    """Where something is: a module that `import` finds, and attributes below it."""

    module: str
    attributes: tuple[str, ...] = ()

    @property
    def dotted(self) -> str:
        return ".".join((self.module, *self.attributes))


@dataclass(frozen=True)
class Left:
    """Why a name is left as it is.

    Attributes:
      reason: one line, for the owner of the code.
      modern: if TensorFlow 2 has the name and TensorFlow 1 had not.
    """

    reason: str
    modern: bool = False


@cache
def load(name: str) -> ModuleType | None:
    """Imports a module of a library, or returns None if there is none of that name."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None
    except Exception as error:  # what a module of TensorFlow itself does at import
        print(f"{name} cannot be imported: {error}", file=sys.stderr)
        return None


def spelt(dotted: str) -> Place:
    """Returns the place that a table writes as `module:attribute.attribute`."""
    module, _, attributes = dotted.partition(":")
    return Place(module, tuple(attributes.split(".")) if attributes else ())


def below(place: Place, names: tuple[str, ...]) -> Place:
    """Returns the place of what is further down."""
    return Place(place.module, place.attributes + names)


def found(place: Place) -> tuple[Any, tuple[str, ...]]:
    """Follows a place as far as modules go.

    Returns:
      The last object that was found, and the names that it, a module, has not. What an
      object that is no module has is not asked for: these are attributes of classes.
    """
    here: Any = load(place.module)
    if here is None:
        return None, place.attributes
    for index, name in enumerate(place.attributes):
        if not isinstance(here, ModuleType):
            break
        try:
            here = getattr(here, name)
        except (AttributeError, ImportError):
            return here, place.attributes[index:]
    return here, ()


def exists(place: Place) -> bool:
    """Tells whether something is there."""
    return not found(place)[1] and load(place.module) is not None


def same(one: Place, other: Place) -> bool:
    """Tells whether both are places of the same thing."""
    if one.dotted == other.dotted:
        return True
    (left, missing), (right, also_missing) = found(one), found(other)
    return not missing and not also_missing and left is right


def importable(place: Place) -> str | None:
    """Returns the dotted name under which `import` finds a place as a module, or None."""
    dotted = _STAND_INS.get(place.dotted, place.dotted)
    return dotted if load(dotted) is not None else None


def is_safe_to_import(dotted: str) -> bool:
    """Tells whether importing a module gives what the attribute of that name is."""
    return dotted not in _STAND_INS
