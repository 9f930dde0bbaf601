"""Resolve the names of TensorFlow in a module of Python, through imports and assignments.

    names = Names(libcst.parse_module(text))
    for use in names.uses:
        use.node, use.name  # tf.contrib.rnn.LSTMCell, "tensorflow.contrib.rnn.LSTMCell"

Nothing is imported or executed. Followed are absolute imports of every form, star imports
of modules whose names are known, assignments (`contrib = tf.contrib`), scopes, and both
ways through `try` and `if`. Not followed are relative imports, parameters, attributes of
objects, and names in strings.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Callable, Union

import libcst as cst

from tf2_port.migrate.scopes import Binding, Moment, Scope
from tf2_port.migrate.walk import Walk

# What scripts use of `from tensorflow import *`; the names of its packages are known elsewhere.
_TOP = ("compat", "contrib", "estimator", "keras", "layers", "losses", "nn", "train")
_DEPTH = 50  # of assignments to assignments

Resolvable = Union[cst.Name, cst.Attribute]


@dataclass(frozen=True)
class Use:
    """One use of a name of TensorFlow.

    Attributes:
      node: `Name` or `Attribute` in an expression, as long as the name goes on; in an
        import statement its `ImportAlias`, or `ImportStar`.
      name: from `tensorflow` on, such as `tensorflow.contrib.rnn.LSTMCell`; of a star
        import `tensorflow.contrib.rnn.*`. `compat.v1` stays where it was written.
      through: how the first part of `node` got its meaning: `import` (also for the import
        statement itself), `star` (import), or `assignment`.
      certain: if there is no other way through the code on which it is something else
        (other than None).
    """

    node: cst.CSTNode
    name: str
    through: str
    certain: bool

    @property
    def in_import(self) -> bool:
        """Tells whether it is an import statement."""
        return isinstance(self.node, (cst.ImportAlias, cst.ImportStar))


@dataclass(frozen=True)
class _Meaning:
    name: str
    through: str


def no_names(module: str) -> Collection[str]:
    """Lists the names that `from MODULE import *` brings, for a caller who knows none."""
    return _TOP if module in ("tensorflow", "tensorflow.compat.v1") else ()


class Names:
    """Every use of TensorFlow in a module.

    Args:
      module: as libcst parsed it. Nodes are told apart by identity: after
        `MetadataWrapper(module)` pass `wrapper.module`.
      exported: lists the names that `from MODULE import *` brings, given MODULE.

    Attributes:
      module: the same.
      uses: those in import statements first; each kind in the order in which Python
        runs it, function bodies where they stand.
      walk: all that is used, called and imported, TensorFlow's or not.
    """

    def __init__(
        self, module: cst.Module, exported: Callable[[str], Collection[str]] = no_names
    ) -> None:
        self.module = module
        self._exported = exported
        self.walk = Walk().through(module)
        self.uses = self._imports() + self._expressions()

    def name_of(self, node: cst.BaseExpression) -> str | None:
        """Returns the dotted name of an expression, also of other packages, or None.

        Args:
          node: a `Name` or `Attribute` of the module.
        """
        if node not in self.walk.places or not isinstance(node, (cst.Name, cst.Attribute)):
            return None
        meanings = self._meanings(node, *self.walk.places[node])
        best = _best([m for m in meanings if m])
        return best.name if best else None

    def bindings_of(self, node: cst.BaseExpression) -> list[Binding]:
        """Lists what a `Name` may stand for, the latest first; nothing, if not known."""
        if node not in self.walk.places or not isinstance(node, cst.Name):
            return []
        scope, moment = self.walk.places[node]
        for around, then in scope.around(moment):
            if node.value in around.bindings:
                return around.reaching(node.value, then)
        return []

    def _imports(self) -> list[Use]:
        return [
            Use(node, name, "import", True)
            for node, name in self.walk.imports.items()
            if name.split(".")[0] == "tensorflow"
        ]

    def _expressions(self) -> list[Use]:
        found = []
        for node, (scope, moment) in self.walk.uses.items():
            if isinstance(node, (cst.Name, cst.Attribute)):
                meanings = self._meanings(node, scope, moment)
                best = _best([m for m in meanings if m and m.name.split(".")[0] == "tensorflow"])
                if best:
                    names = {meaning.name if meaning else None for meaning in meanings}
                    found.append(Use(node, best.name, best.through, len(names) == 1))
        return found

    def _meanings(
        self, node: Resolvable, scope: Scope, moment: Moment, depth: int = _DEPTH
    ) -> list[_Meaning | None]:
        """Lists what an expression may mean; None stands for what is not known."""
        attributes = []
        root: cst.BaseExpression = node
        while isinstance(root, cst.Attribute):
            attributes.append(root.attr.value)
            root = root.value
        if not isinstance(root, cst.Name) or not depth:
            return [None]
        rest = "".join(f".{name}" for name in reversed(attributes))
        found = self._look_up(root.value, scope, moment, depth)
        return [_Meaning(m.name + rest, m.through) if m else None for m in found]

    def _look_up(
        self, name: str, scope: Scope, moment: Moment, depth: int
    ) -> list[_Meaning | None]:
        for around, then in scope.around(moment):
            if name in around.bindings:
                found: list[_Meaning | None] = []
                for binding in around.reaching(name, then):
                    found += self._meanings_of(binding, depth)
                return found
            for module, at in reversed(around.stars):
                if at.order < then.order and name in self._exported(module):
                    return [_Meaning(f"{module}.{name}", "star")]
        return [None]

    def _meanings_of(self, binding: Binding, depth: int) -> list[_Meaning | None]:
        if binding.imported:
            return [_Meaning(binding.imported, "import")]
        value = binding.value
        if isinstance(value, cst.Name) and value.value == "None":
            return []  # a placeholder: nothing can be used of it
        if binding.index is not None or not isinstance(value, (cst.Name, cst.Attribute)):
            return [None]
        found = self._meanings(value, binding.scope, binding.at, depth - 1)
        return [_Meaning(m.name, "assignment") if m else None for m in found]


def _best(meanings: list[_Meaning]) -> _Meaning | None:
    """Returns the one in contrib if there is one: it is what has to be moved."""
    in_contrib = [m for m in meanings if "contrib" in m.name.split(".")]
    return next(iter(in_contrib or meanings), None)
