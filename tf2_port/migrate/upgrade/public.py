"""Find public names of TensorFlow 1, `tf.…`, in `tensorflow.compat.v1`."""

from __future__ import annotations

import importlib

from tf2_port.migrate.upgrade.place import V1, Left, Place, exists, found


def find(parts: tuple[str, ...]) -> Place | Left:
    """Returns the place of `tf.PARTS`.

    Args:
      parts: below `tensorflow`; none for `tf` itself.
    """
    place = Place(V1, parts)
    missing = found(place)[1]
    if not missing:
        return place
    name = ".".join(parts[: len(parts) - len(missing) + 1])
    nearest = importlib.import_module("legacy_tf1.launcher.absences").NEAREST.get(name)
    if nearest:
        return Left(f"tf.{name} is not in TensorFlow 2; {nearest}")
    if exists(Place("tensorflow", tuple(name.split(".")))):
        return Left(f"tf.{name} is of TensorFlow 2, not of TensorFlow 1", modern=True)
    return Left(f"tf.{name} is not in tensorflow.compat.v1")
