"""Know which assignments or imports a name may stand for, as Python's scopes have it.

A binding is *reaching* if no later one that always runs comes between it and the use.
Seen from a function's body, the scopes around it are as they are at their end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import libcst as cst


class Arm(NamedTuple):
    """One way through a statement that has several.

    Attributes:
      statement: a number for the `if`, `try`, `for`, `while` or `match`.
      arm: which of its blocks.
      exclusive: if at most one of its blocks runs, as in an `if`.
    """

    statement: int
    arm: int
    exclusive: bool


@dataclass(frozen=True)
class Moment:
    """Where something happens in a scope: when, and in which arms of which statements."""

    order: float
    arms: tuple[Arm, ...] = ()


END = Moment(float("inf"))


@dataclass(frozen=True)
class Binding:
    """One import, assignment, or anything else that gives a name a value.

    Attributes:
      at: the moment.
      scope: the scope whose names `value` uses.
      imported: the dotted name, if it is an import.
      value: the expression, if it is an assignment.
      index: the position, if `value` is unpacked into several targets.
      function: the scope of its body, if it is a function.
    """

    at: Moment
    scope: Scope
    imported: str = ""
    value: cst.BaseExpression | None = None
    index: int | None = None
    function: Scope | None = None


@dataclass(eq=False)
class Scope:
    """A module, function, class or comprehension, with what is bound in it.

    Attributes:
      kind: `module`, `function` (also a lambda), `class` or `comprehension`.
      parent: the scope around it.
      name: of a function or a class.
      bindings: by name, in the order in which they happen.
      stars: modules of `from … import *`, with their moments.
      returned: what a function returns.
      outer: names that `global` and `nonlocal` send elsewhere, and where to.
    """

    kind: str
    parent: Scope | None = None
    name: str = ""
    bindings: dict[str, list[Binding]] = field(default_factory=dict)
    stars: list[tuple[str, Moment]] = field(default_factory=list)
    returned: list[cst.BaseExpression] = field(default_factory=list)
    outer: dict[str, Scope] = field(default_factory=dict)

    def bind(self, name: str, binding: Binding) -> None:
        """Notes that a name gets a value."""
        self.outer.get(name, self).bindings.setdefault(name, []).append(binding)

    def module(self) -> Scope:
        """Returns the outermost scope."""
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope

    def enclosing_function(self) -> Scope:
        """Returns the scope that `nonlocal` means."""
        scope = self.parent or self
        while scope.kind != "function" and scope.parent is not None:
            scope = scope.parent
        return scope

    def enclosing_class(self) -> Scope | None:
        """Returns the innermost class around, or None."""
        scope: Scope | None = self
        while scope is not None and scope.kind != "class":
            scope = scope.parent
        return scope

    def around(self, moment: Moment) -> Iterator[tuple[Scope, Moment]]:
        """Yields the scopes in which a name is looked up from here, with the moment in each."""
        scope: Scope | None = self
        while scope is not None:
            if scope is self or scope.kind != "class":
                yield scope, moment
            if scope.kind == "function":  # its body runs later
                moment = END
            scope = scope.parent

    def reaching(self, name: str, moment: Moment) -> list[Binding]:
        """Lists the bindings of this scope that a use may mean, the latest first."""
        bindings = self.bindings.get(name, [])
        possible = [b for b in bindings if not _exclude_each_other(b.at.arms, moment.arms)]
        before = [b for b in possible if b.at.order < moment.order]
        found = []
        for binding in reversed(before):
            found.append(binding)
            if moment.arms[: len(binding.at.arms)] == binding.at.arms:  # it has always run
                return found
        return found or list(reversed(possible or bindings))  # as in a loop


def _exclude_each_other(left: tuple[Arm, ...], right: tuple[Arm, ...]) -> bool:
    for one, other in zip(left, right):
        if one != other:
            return one.statement == other.statement and one.exclusive
    return False
