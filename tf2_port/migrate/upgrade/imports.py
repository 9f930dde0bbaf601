"""Rewrite import statements, so that each name still comes, from where it is today."""

from __future__ import annotations

from typing import Union

import libcst as cst

from tf2_port.migrate.upgrade import places
from tf2_port.migrate.upgrade.bindings import Bindings
from tf2_port.migrate.upgrade.place import V1, Left, Place, importable, is_safe_to_import
from tf2_port.migrate.upgrade.source import ROOTS, Source, bound_name, dotted


def plan(source: Source, bindings: Bindings) -> None:
    """Plans the edits of all statements that import TensorFlow."""
    for statement in source.imports:
        if isinstance(statement, cst.Import):
            _plan_import(source, bindings, statement)
        elif isinstance(statement.names, cst.ImportStar):
            _plan_star(source, statement)
        elif not statement.relative and statement.module:
            _plan_from(source, bindings, statement)


def _is_ours(name: str) -> bool:
    return name.split(".")[0] == "tensorflow" and not places.is_of_version_2(name)


def _plan_import(source: Source, bindings: Bindings, statement: cst.Import) -> None:
    aliases = []
    for alias in statement.names:
        name, new = alias.evaluated_name, alias
        if _is_ours(name):
            if alias.asname is None or name in ROOTS:
                if alias.asname is None and name != "tensorflow":
                    _tell_if_left(source, alias, places.find(name))
                new = _renamed(alias, V1, bound_name(alias))
            else:
                place = bindings.place(name)
                target = None if isinstance(place, Left) else importable(place)
                if target is None:
                    reason = place if isinstance(place, Left) else _no_module(name)
                    _tell_if_left(source, alias, reason)
                elif target != name:
                    new = _renamed(alias, target, bound_name(alias))
        aliases.append(new)
    if any(new is not old for new, old in zip(aliases, statement.names)):
        source.edits.imports[statement] = [statement.with_changes(names=aliases)]


def _renamed(alias: cst.ImportAlias, name: str, bound: str) -> cst.ImportAlias:
    if alias.evaluated_name == name and bound_name(alias) == bound:
        return alias
    asname = alias.asname
    if asname is None:
        asname = cst.AsName(cst.Name(bound))
    return alias.with_changes(name=dotted(name), asname=asname)


def _no_module(name: str) -> Left:
    return Left(f"there is no module to import for {name}; import its names one by one")


def _tell_if_left(source: Source, node: cst.CSTNode, place: Union[Place, Left]) -> None:
    if isinstance(place, Left):
        source.tell(node, "left", place.reason)


def _plan_star(source: Source, statement: cst.ImportFrom) -> None:
    if statement.relative or statement.module is None:
        return
    name = source.text(statement.module)
    if not _is_ours(name):
        return
    place = places.find(name)
    if isinstance(place, Left):
        source.tell(statement, "left", place.reason)
    elif place.dotted == name:
        pass
    elif place.module.startswith("legacy_tf1.") and importable(place):
        new = statement.with_changes(module=dotted(place.dotted))
        source.edits.imports[statement] = [new]
    else:
        source.tell(statement, "left", f"import the names of {name} one by one, not *")


def _plan_from(source: Source, bindings: Bindings, statement: cst.ImportFrom) -> None:
    assert statement.module is not None and not isinstance(statement.names, cst.ImportStar)
    module = source.text(statement.module)
    if not _is_ours(module):
        return
    groups: dict[str, list[cst.ImportAlias]] = {}
    for alias in statement.names:
        target, new = _new_alias(source, bindings, module, alias)
        groups.setdefault(target, []).append(new)
    if list(groups) == [module] and groups[module] == list(statement.names):
        return
    first, *others = groups
    statements = [_kept(statement, first, groups[first])]
    for target in others:
        names, comments = groups[target], _Comments()
        for alias in names:
            alias.visit(comments)
        plain = [alias.with_changes(comma=cst.MaybeSentinel.DEFAULT) for alias in names]
        statements.append(cst.ImportFrom(dotted(target), plain))
        source.edits.comments[statements[-1]] = comments.found
    source.edits.imports[statement] = list(statements)


def _new_alias(
    source: Source, bindings: Bindings, module: str, alias: cst.ImportAlias
) -> tuple[str, cst.ImportAlias]:
    """Returns the module that a name is now imported from, and the name there."""
    name = f"{module}.{alias.evaluated_name}"
    if places.is_of_version_2(name):
        return module, alias
    place = bindings.place(name)
    if isinstance(place, Left):
        source.tell(alias, "left", place.reason)
        return module, alias
    if place.dotted == V1 or (place.dotted == name and is_safe_to_import(module)):
        return module, alias
    package, _, last = place.dotted.rpartition(".")
    target = importable(Place(package))
    if target is None:
        source.tell(alias, "left", f"{place.dotted}, where {name} is now, cannot be imported")
        return module, alias
    if last == alias.evaluated_name:
        return target, alias
    bound = bound_name(alias)
    asname = alias.asname or (cst.AsName(cst.Name(bound)) if bound != last else None)
    return target, alias.with_changes(name=cst.Name(last), asname=asname)


def _kept(old: cst.ImportFrom, module: str, names: list[cst.ImportAlias]) -> cst.ImportFrom:
    """Returns the statement with some of its names; parentheses and spaces stay."""
    assert not isinstance(old.names, cst.ImportStar)
    if len(names) < len(old.names) and not old.lpar:
        names = [*names[:-1], names[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)]
    return old.with_changes(module=dotted(module), names=names)


class _Comments(cst.CSTVisitor):
    """Collects the comments between names in parentheses."""

    def __init__(self) -> None:
        self.found: list[cst.Comment] = []

    def visit_Comment(self, node: cst.Comment) -> None:
        self.found.append(node)
