"""Turn the behaviour of TensorFlow 2 off, once, right behind the import of TensorFlow.

Right behind it, and not behind the last import: what comes next may be a module that
builds a graph while it is imported.
"""

from __future__ import annotations

from tf2_port.migrate.upgrade.bindings import Bindings
from tf2_port.migrate.upgrade.place import V1
from tf2_port.migrate.upgrade.source import Source

CALL = "disable_v2_behavior"


def plan(source: Source, bindings: Bindings) -> None:
    """Plans the call, unless the file has one."""
    for use in source.names.uses:
        if use.name.endswith("." + CALL):
            return
    roots = bindings.roots()
    if roots:
        for statement, name in roots:
            source.edits.add_after(statement, f"{name}.{CALL}()")
        return
    for statement in bindings.first():
        source.edits.add_after(statement, f"from {V1} import {CALL}")
        source.edits.add_after(statement, f"{CALL}()")
