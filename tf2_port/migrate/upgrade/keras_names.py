"""Keep the names of variables of Keras layers, by which checkpoints find them.

TensorFlow 2 calls `lstm/kernel` of `tf.keras.layers.LSTM` `lstm/lstm_cell/kernel`. The
launcher has what gives the names of TensorFlow 1.15.5, and a script may call it, too.
"""

from __future__ import annotations

from tf2_port.migrate.upgrade import places
from tf2_port.migrate.upgrade.bindings import Bindings
from tf2_port.migrate.upgrade.source import Source

MODULE = "legacy_tf1.launcher.keras_names"
_LINES = ("from legacy_tf1.launcher import keras_names", "keras_names.install()")
# What makes layers, or derives from them.
_LAYERS = {"Model", "Sequential", "applications", "experimental", "layers", "models"}


def plan(source: Source, bindings: Bindings) -> None:
    """Plans the call in a file that makes Keras layers."""
    roots = bindings.roots()
    if not roots or any(_makes_layers(use.name) for use in source.names.uses) is False:
        return
    if any(name == MODULE for name in source.names.walk.imports.values()):
        return
    nested = source.in_function(roots[0][0])
    name = source.free_name("keras_names")
    for statement, _ in roots if nested else roots[:1]:
        alias = "" if name == "keras_names" else f" as {name}"
        source.edits.add_after(statement, _LINES[0] + alias)
        source.edits.add_after(statement, f"{name}.install()")


def _makes_layers(name: str) -> bool:
    parts = places.below_tensorflow(name)
    if parts[:1] in (("python",), ("contrib",)):
        parts = parts[1:]
    return parts[:1] == ("keras",) and (len(parts) == 1 or parts[1] in _LAYERS)
