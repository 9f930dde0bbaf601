"""Find any dotted name of TensorFlow 1: each part of TensorFlow has a file that knows it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tf2_port.migrate.upgrade import contrib, private, public
from tf2_port.migrate.upgrade.place import V1, Left, Place, below, exists, same

_GONE = {
    "examples": "TensorFlow 2 comes without tensorflow.examples; tf.keras.datasets has MNIST",
    "models": "tensorflow.models was never part of TensorFlow; install tf-models-official",
}


def below_tensorflow(name: str) -> tuple[str, ...]:
    """Splits a name behind `tensorflow`, or behind `tensorflow.compat.v1`, which is the same."""
    parts = tuple(name.split("."))[1:]
    return parts[2:] if parts[:2] == ("compat", "v1") else parts


def is_of_version_2(name: str) -> bool:
    """Tells whether a name asks for TensorFlow 2 explicitly."""
    return (name + ".").startswith("tensorflow.compat.v2.")


@cache
def find(name: str) -> Place | Left:
    """Returns where a name of TensorFlow 1 is on TensorFlow 2.

    Args:
      name: such as `tensorflow.contrib.rnn.LSTMCell`.
    """
    parts = below_tensorflow(name)
    first = parts[0] if parts else ""
    if first == "contrib":
        return contrib.find(parts[1:])
    if first in private.PACKAGES:
        return private.find(parts)
    if first in _GONE:
        return Left(_GONE[first])
    return public.find(parts)


def for_module(name: str, used: Sequence[tuple[str, ...]]) -> Place | Left:
    """Returns the module that stands for a module of TensorFlow 1 in a file.

    Args:
      name: of the module.
      used: what the file uses below it: names, and attributes of these.

    Returns:
      The one that has most of what is used.
    """
    parts = below_tensorflow(name)
    places = private.candidates(parts) if parts and parts[0] in private.PACKAGES else []
    if not places:
        return find(name)
    return max(places, key=lambda place: sum(answers(place, name, rest) for rest in used))


def answers(place: Place, name: str, rest: tuple[str, ...]) -> bool:
    """Tells whether what is at `rest` below a place is what TensorFlow 1 had below a name."""
    meant = find(".".join((name, *rest)))
    if isinstance(meant, Left):
        return False
    here = below(place, rest)
    return here.dotted == meant.dotted or (exists(here) and same(here, meant))


def stays(module: str) -> bool:
    """Tells whether an upgrade leaves the import of a module, which it writes itself."""
    if module.split(".")[0] != "tensorflow":
        return True
    place = find(module)
    return isinstance(place, Place) and place.dotted == module


def through_tf(place: Place) -> bool:
    """Tells whether something is reached as `tf.…`."""
    return place.module == V1
