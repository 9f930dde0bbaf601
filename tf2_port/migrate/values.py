"""Follow an expression to the calls that made its value, and look at a call's arguments.

What is followed: names, attributes that are assigned in the same class, conditional
expressions, functions of the module, and positions of what a call returns. What is not known
stays unknown.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any, NamedTuple

import libcst as cst

from tf2_port.migrate.names import Names
from tf2_port.migrate.scopes import Binding, Scope
from tf2_port.migrate.signatures import SIGNATURES, canonical
from tf2_port.migrate.walk import dotted

_DEPTH = 20
CODE = cst.Module([]).code_for_node


class Origin(NamedTuple):
    """Where a value comes from: an expression, and which part of what it gives."""

    node: cst.BaseExpression
    part: int | None = None


class Values:
    """What the expressions of a module stand for.

    Args:
      names: of that module.
    """

    def __init__(self, names: Names) -> None:
        self.names = names
        self._scopes = names.walk.calls
        self._canonical: dict[cst.CSTNode, str] = {
            use.node: canonical(use.name)
            for use in names.uses
            if isinstance(use.node, (cst.Name, cst.Attribute))
        }

    def name(self, node: cst.BaseExpression) -> str:
        """Returns the canonical name of an expression of TensorFlow; else, empty."""
        return self._canonical.get(node, "")

    def site(self, call: cst.Call) -> Site:
        """Returns a call with its arguments."""
        return Site(call, self)

    def scope(self, call: cst.Call) -> Scope:
        """Returns the scope a call is in."""
        return self._scopes[call]

    def origins(self, node: cst.BaseExpression, depth: int = _DEPTH) -> list[Origin]:
        """Lists where a value may come from; itself, if it is not to be followed.

        Only what TensorFlow or the module gives is followed; a parameter is its own origin.
        """
        if depth == 0:
            return []
        if isinstance(node, cst.Call) and not self.name(node.func):
            returned = [o for value in self._returned(node) for o in self.origins(value, depth - 1)]
            return returned or [Origin(node)]
        if isinstance(node, cst.IfExp):
            return self.origins(node.body, depth - 1) + self.origins(node.orelse, depth - 1)
        if isinstance(node, cst.Subscript):
            index = self.constant_index(node)
            found = self.origins(node.value, depth - 1) if index is not None else []
            if found and all(origin.part is None for origin in found):
                return [part for origin in found for part in self._part(origin, index, depth)]
            return [Origin(node)]
        bindings: list[Binding] = []
        if isinstance(node, cst.Name):
            bindings = self.names.bindings_of(node)
        elif isinstance(node, cst.Attribute) and not self.name(node):
            bindings = self._attribute(node)
        found = []
        for binding in bindings:
            if binding.value is None:
                return [Origin(node)]
            for origin in self.origins(binding.value, depth - 1):
                if binding.index is None:
                    found.append(origin)
                elif origin.part is None:
                    found += self._part(origin, binding.index, depth)
        return found or [Origin(node)]

    def calls(self, node: cst.BaseExpression | None) -> Iterator[tuple[Site, int | None]]:
        """Yields the calls that a value may come from, with the position in what they return."""
        for origin in self.origins(node) if node is not None else []:
            if isinstance(origin.node, cst.Call):
                yield self.site(origin.node), origin.part

    def literal(self, node: cst.BaseExpression | None) -> Any:
        """Returns the number, text, truth or None that an expression is; else `...`."""
        if node is None:
            return ...
        origins = self.origins(node)
        if len(origins) != 1 or origins[0].part is not None:
            return ...
        try:
            return ast.literal_eval(CODE(origins[0].node).strip())
        except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
            return ...

    def constant_index(self, node: cst.Subscript) -> int | None:
        """Returns the number in `x[number]`, or None."""
        if len(node.slice) == 1 and isinstance(node.slice[0].slice, cst.Index):
            value = self.literal(node.slice[0].slice.value)
            return value if type(value) is int else None
        return None

    def _part(self, origin: Origin, index: int | None, depth: int) -> list[Origin]:
        node = origin.node
        if isinstance(node, (cst.Tuple, cst.List)) and index is not None:
            if -len(node.elements) <= index < len(node.elements):
                return self.origins(node.elements[index].value, depth - 1)
            return []
        return [Origin(node, index)]

    def _returned(self, call: cst.Call) -> list[cst.BaseExpression]:
        """Lists what a function or a method of the module itself returns."""
        bindings: list[Binding] = []
        if isinstance(call.func, cst.Name):
            bindings = self.names.bindings_of(call.func)
        elif isinstance(call.func, cst.Attribute) and dotted(call.func.value) in ("self", "cls"):
            around = self._scopes[call].enclosing_class()
            bindings = around.bindings.get(call.func.attr.value, []) if around else []
        return [value for b in bindings if b.function for value in b.function.returned]

    def _attribute(self, node: cst.Attribute) -> list[Binding]:
        """Lists the assignments to `self.x` in the class around a use of it."""
        at = self.names.walk.places.get(node)
        if at is None:
            return []
        return self.names.walk.attributes.get((at[0].enclosing_class(), dotted(node)), [])


class Site:
    """A call, with its arguments by name.

    Attributes:
      node: the call.
      values: of the module.
      name: canonical, of what is called; empty, if it is not TensorFlow's.
      method: the last part of what is called, if it is an attribute; else, empty.
      positional: how many arguments come by position.
      complete: if no arguments are hidden in `*` or `**`.
    """

    def __init__(self, node: cst.Call, values: Values) -> None:
        self.node, self.values = node, values
        self.name = values.name(node.func)
        self.method = node.func.attr.value if isinstance(node.func, cst.Attribute) else ""
        self.positional = sum(arg.keyword is None and not arg.star for arg in node.args)
        self.complete = not any(arg.star for arg in node.args)
        self._arguments: dict[str, cst.BaseExpression] = {}
        parameters = SIGNATURES.get(self.name, ())
        if any(arg.star == "*" for arg in node.args):
            parameters = ()  # which is which is not known
        by_position = [arg.value for arg in node.args if arg.keyword is None and not arg.star]
        self._arguments.update(zip(parameters, by_position))
        self._arguments.update({a.keyword.value: a.value for a in node.args if a.keyword})

    @property
    def receiver(self) -> cst.BaseExpression | None:
        """Returns what a method is called of."""
        return self.node.func.value if isinstance(self.node.func, cst.Attribute) else None

    @property
    def scope(self) -> Scope:
        """Returns the scope it is in."""
        return self.values.scope(self.node)

    def argument(self, name: str) -> cst.BaseExpression | None:
        """Returns an argument, or None if it is not given."""
        return self._arguments.get(name)

    def literal(self, name: str) -> Any:
        """Returns an argument that is a literal; `...` if it is not given or no literal."""
        return self.values.literal(self.argument(name))

    def given(self, name: str) -> bool:
        """Tells whether an argument is given, and not as None."""
        return self.argument(name) is not None and self.literal(name) is not None
