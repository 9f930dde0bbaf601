"""Hold one file while it is upgraded: its tree, its names, and the edits to come.

Rules look at the tree and add edits; `edits` carries them out in one pass, so that what
no rule has named stays as it is, comments and spaces included.
"""

from __future__ import annotations

import builtins
import importlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Optional, Union

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from tf2_port.migrate.names import Names, Use, no_names
from tf2_port.migrate.scopes import Scope
from tf2_port.migrate.upgrade.place import V1

Import = Union[cst.Import, cst.ImportFrom]
ROOTS = ("tensorflow", V1)


class Finding(NamedTuple):
    """Something to tell the owner of the code.

    Attributes:
      line: from 1; in a notebook, of the cell.
      column: from 1.
      level: `left`, if it waits for a hand; `note`, if it only should be known.
      message: one line.
      cell: of a notebook, from 1 among all its cells.
    """

    line: int
    column: int
    level: str
    message: str
    cell: Optional[int] = None


@dataclass
class Edits:
    """What is to be changed.

    Attributes:
      expressions: the new expression for a node.
      imports: the new import statements in place of one.
      after: statements to put behind an import statement.
      comments: what goes above a new import statement that was split off.
    """

    expressions: dict[cst.CSTNode, cst.BaseExpression] = field(default_factory=dict)
    imports: dict[cst.CSTNode, list[cst.BaseSmallStatement]] = field(default_factory=dict)
    after: dict[cst.CSTNode, list[str]] = field(default_factory=dict)
    comments: dict[cst.CSTNode, list[cst.Comment]] = field(default_factory=dict)

    def add_after(self, statement: cst.CSTNode, text: str) -> None:
        """Puts a line behind an import statement, once."""
        lines = self.after.setdefault(statement, [])
        if text not in lines:
            lines.append(text)


class Source:
    """A parsed file.

    Args:
      module: its tree.
    """

    def __init__(self, module: cst.Module) -> None:
        wrapper = MetadataWrapper(module, unsafe_skip_copy=True)
        self.module = wrapper.module
        self.edits = Edits()
        self.findings: list[Finding] = []
        self._positions = wrapper.resolve(PositionProvider)
        self.names = Names(self.module, exported)
        self._statements = _Statements()
        self.module.visit(self._statements)
        self._bound = set(_bound(self.names))
        used = {root_of(node).value for node in self.names.walk.uses}
        self._taken = {*dir(builtins), *used, *self._bound}

    def tell(self, node: cst.CSTNode, level: str, message: str) -> None:
        """Notes a finding at a node."""
        start = self._positions[node].start
        self.findings.append(Finding(start.line, start.column + 1, level, message))

    def line(self, node: cst.CSTNode) -> int:
        return self._positions[node].start.line

    @property
    def imports(self) -> list[Import]:
        """All import statements, in order."""
        return list(self._statements.imports)

    def statement_of(self, alias: cst.CSTNode) -> Import:
        """Returns the statement that an `ImportAlias` or `ImportStar` is part of."""
        return self._statements.of_alias[alias]

    def in_function(self, statement: cst.CSTNode) -> bool:
        """Tells whether an import statement is inside a function or a class."""
        return statement in self._statements.nested

    def is_conditional(self, statement: cst.CSTNode) -> bool:
        """Tells whether an import statement is inside an `if`, `try` or loop."""
        return statement in self._statements.conditional

    def expressions(self) -> Iterator[Use]:
        """Yields the uses of TensorFlow's names outside import statements."""
        return (use for use in self.names.uses if not use.in_import)

    def is_bound(self, name: str) -> bool:
        """Tells whether the file gives a name a meaning of its own, anywhere."""
        return name in self._bound

    def text(self, node: cst.CSTNode) -> str:
        return self.module.code_for_node(node)

    def free_name(self, wanted: str) -> str:
        """Returns a name that the file does not use for anything: `wanted`, or one like it."""
        names = [f"legacy_{wanted}", *(f"legacy_{wanted}_{n}" for n in range(2, 99))]
        if not any(isinstance(node, cst.ImportStar) for node in self.names.walk.imports):
            names.insert(0, wanted)  # which a star import might bring, too
        for name in names:
            if name not in self._taken:
                self._taken.add(name)
                return name
        raise ValueError(f"there is no free name like {wanted}")


_SCOPES = (cst.FunctionDef, cst.ClassDef)
_CONDITIONS = (cst.If, cst.Try, cst.For, cst.While)


class _Statements(cst.CSTVisitor):
    """Collects import statements."""

    def __init__(self) -> None:
        self.imports: list[Import] = []
        self.of_alias: dict[cst.CSTNode, Import] = {}
        self.nested: set[cst.CSTNode] = set()
        self.conditional: set[cst.CSTNode] = set()
        self._around: list[cst.CSTNode] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, (*_SCOPES, *_CONDITIONS)):
            self._around.append(node)
        return super().on_visit(node)

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if self._around and self._around[-1] is original_node:
            self._around.pop()

    def _note(self, node: Import) -> None:
        self.imports.append(node)
        if any(isinstance(around, _SCOPES) for around in self._around):
            self.nested.add(node)
        if any(isinstance(around, _CONDITIONS) for around in self._around):
            self.conditional.add(node)
        aliases = [node.names] if isinstance(node.names, cst.ImportStar) else node.names
        for alias in aliases:
            self.of_alias[alias] = node

    def visit_Import(self, node: cst.Import) -> None:
        self._note(node)

    def visit_ImportFrom(self, node: cst.ImportFrom) -> None:
        self._note(node)


def _bound(names: Names) -> Iterator[str]:
    for scope, _ in names.walk.uses.values():
        around: Optional[Scope] = scope
        while around is not None:
            yield from around.bindings
            around = around.parent


def exported(module: str) -> Collection[str]:
    """Lists the names that `from MODULE import *` brings, if the module is contrib's."""
    package, _, path = module.partition(".contrib.")
    if package in ROOTS and path:
        names: Collection[str] = importlib.import_module("legacy_tf1.contrib.genuine").names(path)
        return names
    return no_names(module)


def root_of(node: cst.CSTNode) -> cst.Name:
    """Returns `tf` of `tf.contrib.rnn`."""
    while isinstance(node, cst.Attribute):
        node = node.value
    assert isinstance(node, cst.Name)
    return node


def bound_name(alias: cst.ImportAlias) -> str:
    """Returns the name that an alias gives in its statement: `rnn` of `import a.b as rnn`."""
    return alias.evaluated_alias or alias.evaluated_name.split(".")[0]


def dotted(text: str) -> Union[cst.Name, cst.Attribute]:
    """Returns the expression of a dotted name."""
    expression = cst.parse_expression(text)
    assert isinstance(expression, (cst.Name, cst.Attribute))
    return expression
