"""Rewrite expressions such as `tf.contrib.rnn.LSTMCell`, wherever the import is not enough."""

from __future__ import annotations

from tf2_port.migrate.names import Use
from tf2_port.migrate.upgrade import contrib, places
from tf2_port.migrate.upgrade.bindings import Bindings, split
from tf2_port.migrate.upgrade.place import Left, Place
from tf2_port.migrate.upgrade.source import ROOTS, Source, dotted, root_of


def plan(source: Source, bindings: Bindings) -> None:
    """Plans the edits of all expressions that use names of TensorFlow."""
    for use in source.expressions():
        if places.is_of_version_2(use.name):
            continue
        if use.through != "import":
            _check(source, use)
        elif split(use).imported in ROOTS:
            _plan_through_tf(source, bindings, use)
        else:
            _plan_through_module(source, bindings, use)


def _check(source: Source, use: Use) -> None:
    """Only tells about a name that comes by an assignment or a star import."""
    place = places.find(use.name)
    if isinstance(place, Left):
        source.tell(use.node, "left", place.reason)


def _plan_through_tf(source: Source, bindings: Bindings, use: Use) -> None:
    parts = places.below_tensorflow(use.name)
    if not parts:
        return
    place = places.find(use.name)
    if isinstance(place, Left):
        source.tell(use.node, "left", place.reason)
        return
    if parts[0] == "contrib":
        place = contrib.public(place)
    if places.through_tf(place) and place.attributes == parts:
        return
    _replace(source, bindings, use, place)


def _plan_through_module(source: Source, bindings: Bindings, use: Use) -> None:
    imported, rest = split(use)
    chosen = bindings.place(imported)
    if isinstance(chosen, Left) or not rest or places.answers(chosen, imported, rest):
        return
    place = places.find(use.name)
    if isinstance(place, Left):
        source.tell(use.node, "left", place.reason)
    else:
        _replace(source, bindings, use, place)


def _replace(source: Source, bindings: Bindings, use: Use, place: Place) -> None:
    if not bindings.sure(use):
        name = root_of(use.node).value
        source.tell(use.node, "left", f"{name} may be something else here: {use.name} is left")
        return
    if "#" in source.text(use.node):
        source.tell(use.node, "left", "there is a comment inside this name")
        return
    if places.through_tf(place) and split(use).imported in ROOTS:
        new = ".".join((root_of(use.node).value, *place.attributes))
    else:
        new = bindings.expression(place, use)
    source.edits.expressions[use.node] = dotted(new)
