"""Rewrite names of numpy and of Python's library that are gone since TensorFlow 1's time.

`np.float`, `collections.Mapping`, `time.clock`: what the launcher puts back, by its table.
"""

from __future__ import annotations

import builtins
import collections.abc

import libcst as cst

from tf2_port.migrate.upgrade.source import Source, dotted, root_of

_BUILTINS = ("bool", "int", "float", "complex", "object", "str")
# From the old name to a builtin, or to a name in the same or a lower module.
RENAMED = {
    **{f"numpy.{name}": name for name in _BUILTINS},
    "numpy.long": "int",
    "numpy.unicode": "str",
    "time.clock": "time.process_time",
    **{f"collections.{name}": f"collections.abc.{name}" for name in collections.abc.__all__},
}
LEFT = {
    "inspect.getargspec": "inspect.getargspec is gone from Python 3.11; "
    "inspect.getfullargspec returns seven fields instead of four",
}


def plan(source: Source) -> None:
    """Plans the edits of what is used by `module.name`, and of what is imported by its name."""
    for node in source.names.walk.uses:
        name = source.names.name_of(node) or ""
        for old in (name, name.rpartition(".")[0]):  # also an attribute of it
            if old in RENAMED and isinstance(node, cst.Attribute):
                _replace(source, node, old, name[len(old) :])
            elif old in LEFT:
                source.tell(node, "left", LEFT[old])
    for statement in source.imports:
        if isinstance(statement, cst.ImportFrom) and not isinstance(
            statement.names, cst.ImportStar
        ):
            _plan_from(source, statement)


def _replace(source: Source, node: cst.Attribute, old: str, rest: str) -> None:
    new, module = RENAMED[old], old.partition(".")[0]
    written = source.text(node)[: -len(rest) or None]
    if not written.endswith("." + old.rpartition(".")[2]):
        return  # it was imported by its name
    if hasattr(builtins, new):
        if source.is_bound(new):
            source.tell(node, "left", f"{old} was Python's {new}, which means another thing here")
            return
        source.edits.expressions[node] = dotted(new + rest)
        return
    prefix = written.rpartition(".")[0]
    if root_of(node).value != prefix:
        return
    source.edits.expressions[node] = dotted(prefix + new[len(module) :] + rest)


def _plan_from(source: Source, statement: cst.ImportFrom) -> None:
    if statement.module is None or statement.relative:
        return
    assert not isinstance(statement.names, cst.ImportStar)
    module = source.text(statement.module)
    names = {alias: f"{module}.{alias.evaluated_name}" for alias in statement.names}
    for alias, old in names.items():
        if old in LEFT:
            source.tell(alias, "left", LEFT[old])
    gone = [old for old in names.values() if old in RENAMED]
    if gone and len(gone) == len(names) and module == "collections":
        new = statement.with_changes(module=dotted("collections.abc"))
        source.edits.imports[statement] = [new]
    elif gone:
        source.tell(statement, "left", f"{', '.join(gone)}: gone since; see {RENAMED[gone[0]]}")
