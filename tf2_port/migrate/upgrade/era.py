"""Rewrite names of numpy and of Python's library that are gone since TensorFlow 1's time.

`np.float`, `collections.Mapping`, `time.clock`: what the launcher puts back, by its table.
"""

from __future__ import annotations

import builtins

import libcst as cst

from tf2_port.migrate.upgrade.source import Source, dotted, root_of

_ABC = (
    "AsyncGenerator AsyncIterable AsyncIterator Awaitable ByteString Callable Collection "
    "Container Coroutine Generator Hashable ItemsView Iterable Iterator KeysView Mapping "
    "MappingView MutableMapping MutableSequence MutableSet Reversible Sequence Set Sized "
    "ValuesView"
).split()
# From the old name to a builtin, or to a name in the same or a lower module.
RENAMED = {
    **{f"numpy.{name}": name for name in "bool int float complex object str".split()},
    "numpy.long": "int",
    "numpy.unicode": "str",
    "time.clock": "time.process_time",
    **{f"collections.{name}": f"collections.abc.{name}" for name in _ABC},
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
        if isinstance(statement, cst.ImportFrom) and not isinstance(statement.names, cst.ImportStar):
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
    module = source.text(statement.module)
    olds = [f"{module}.{a.evaluated_name}" for a in statement.names]  # type: ignore[union-attr]
    for old, alias in zip(olds, statement.names):  # type: ignore[call-overload]
        if old in LEFT:
            source.tell(alias, "left", LEFT[old])
    if module == "collections" and all(old in RENAMED for old in olds):
        new = statement.with_changes(module=dotted("collections.abc"))
        source.edits.imports[statement] = [new]
    elif any(old in RENAMED for old in olds):
        gone = ", ".join(old for old in olds if old in RENAMED)
        source.tell(statement, "left", f"{gone}: gone since; import it apart from the others")
