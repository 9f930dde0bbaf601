"""Keep the names of variables of Keras layers, by which checkpoints find them.

TensorFlow 2 calls `lstm/kernel` of `tf.keras.layers.LSTM` `lstm/lstm_cell/kernel`. The
launcher has what gives the names of TensorFlow 1.15.5, and a script may call it, too.
"""

from __future__ import annotations

from tf2_port.migrate.upgrade import places
from tf2_port.migrate.upgrade.bindings import Bindings, import_line
from tf2_port.migrate.upgrade.source import Source

MODULE = "legacy_tf1.launcher.keras_names"
# What makes layers, or derives from them.
_LAYERS = {"Model", "Sequential", "applications", "experimental", "layers", "models"}


def plan(source: Source, bindings: Bindings) -> None:
    """Plans the call in a file that makes Keras layers."""
    statements = [statement for statement, _ in bindings.roots()] or bindings.first()
    if not any(_makes_layers(use.name) for use in source.names.uses):
        return
    if any(name == MODULE for name in source.names.walk.imports.values()):
        return
    name = source.free_name("keras_names")
    for statement in statements:
        source.edits.add_after(statement, import_line(MODULE, name))
        source.edits.add_after(statement, f"{name}.install()")


def _makes_layers(name: str) -> bool:
    parts = places.below_tensorflow(name)
    if parts[:1] in (("python",), ("contrib",)):
        parts = parts[1:]
    return parts[:1] == ("keras",) and (len(parts) == 1 or parts[1] in _LAYERS)
