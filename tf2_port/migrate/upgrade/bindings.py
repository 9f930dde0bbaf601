"""Decide what each imported name of TensorFlow shall be imported from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple, Union

import libcst as cst

from tf2_port.migrate.names import Use
from tf2_port.migrate.scopes import Binding
from tf2_port.migrate.upgrade import places
from tf2_port.migrate.upgrade.place import V1, Left, Place
from tf2_port.migrate.upgrade.source import ROOTS, Import, Source, bound_name, root_of


class Split(NamedTuple):
    """A use of an imported name: what was imported, and the attributes that follow."""

    imported: str
    rest: tuple[str, ...]


def split(use: Use) -> Split:
    """Splits `tensorflow.contrib.rnn.LSTMCell`, used as `rnn.LSTMCell`, before `LSTMCell`."""
    parts, count, node = use.name.split("."), 0, use.node
    while isinstance(node, cst.Attribute):
        count, node = count + 1, node.value
    end = len(parts) - count
    return Split(".".join(parts[:end]), tuple(parts[end:]))


class Bindings:
    """What a file imports of TensorFlow, and the place of each.

    Attributes:
      places: by the dotted name that was imported.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._used: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for use in source.expressions():
            if use.through == "import":
                imported, rest = split(use)
                self._used[imported].append(rest)
        self.places: dict[str, Union[Place, Left]] = {}
        self._added: dict[str, str] = {}  # names of what the file did not import

    def place(self, name: str) -> Union[Place, Left]:
        """Returns the place that stands for an imported name in this file."""
        if name not in self.places:
            used = [rest for rest in self._used[name] if rest]
            self.places[name] = places.for_module(name, used)
        return self.places[name]

    def aliases(self) -> Iterator[tuple[cst.ImportAlias, Import, str]]:
        """Yields what is imported of TensorFlow: alias, statement, and dotted name."""
        for alias, name in self._source.names.walk.imports.items():
            if isinstance(alias, cst.ImportAlias) and name.split(".")[0] == "tensorflow":
                yield alias, self._source.statement_of(alias), name

    def roots(self) -> list[tuple[Import, str]]:
        """Lists the statements that import TensorFlow itself, and the names they give it.

        Those behind which it is certainly there: up to the first that always runs. Those
        inside functions only if there are no others.
        """
        found = []
        for alias, statement, name in self.aliases():
            plain = isinstance(statement, cst.Import) and alias.asname is None
            if name in ROOTS or (plain and not places.is_of_version_2(name)):
                found.append((statement, bound_name(alias)))
        outside = [pair for pair in found if not self._source.in_function(pair[0])]
        for index, (statement, _) in enumerate(outside):
            if not self._source.is_conditional(statement):
                return outside[: index + 1]
        return outside or found

    def first(self) -> list[Import]:
        """Returns the first import, outside functions, of anything of TensorFlow, if any."""
        for alias, name in self._source.names.walk.imports.items():
            if name.split(".")[0] == "tensorflow" and not places.is_of_version_2(name):
                statement = self._source.statement_of(alias)
                if not self._source.in_function(statement):
                    return [statement]
        return []

    def sure(self, use: Use) -> bool:
        """Tells whether the first name of a use is TensorFlow on every way through the code."""
        if use.certain:
            return True
        found = self._reaching(use, root_of(use.node).value)
        return bool(found) and all(
            binding.imported in (*ROOTS, split(use).imported)
            or (isinstance(binding.value, cst.Name) and binding.value.value == "None")
            for binding, _ in found
        )

    def expression(self, place: Place, use: Use) -> str:
        """Returns what reaches a place where something is used, importing it if need be."""
        module, attributes = place.module, place.attributes
        if attributes and not places.stays(module):
            # The next upgrade would take this module for one that has moved; its names stay.
            return ".".join((self._imported(module, attributes[0], use), *attributes[1:]))
        name = self._present(module, use)
        if name is None:
            package, _, last = module.rpartition(".")
            name = self._imported(package, last, use)
        return ".".join((name, *attributes))

    def _imported(self, module: str, name: str, use: Use) -> str:
        """Imports a name of a module beside what brings the first name of a use."""
        dotted = f"{module}.{name}"
        if dotted not in self._added:
            self._added[dotted] = self._source.free_name("tf" if dotted == V1 else name)
        text = import_line(dotted, self._added[dotted])
        for statement in self._statements_that_bind(split(use).imported, root_of(use.node).value):
            self._source.edits.add_after(statement, text)
        return self._added[dotted]

    def _statements_that_bind(self, imported: str, bound: str) -> list[Import]:
        found = [
            statement
            for alias, statement, name in self.aliases()
            if bound_name(alias) == bound and (name == imported or imported in ROOTS)
        ]
        outside = [statement for statement in found if not self._source.in_function(statement)]
        return outside or found

    def _present(self, module: str, use: Use) -> str | None:
        """Returns the name by which a use could reach a module that the file imports anyway."""
        for alias, statement, name in self.aliases():
            place = Place(V1) if name in ROOTS else self.place(name)
            if isinstance(place, Left) or place.dotted != module:
                continue
            if name not in ROOTS and name.rpartition(".")[2] != module.rpartition(".")[2]:
                continue  # it is the same module today, but to the reader another one
            if self._source.line(statement) < self._source.line(use.node) and self._sees(
                use, bound_name(alias), name
            ):
                return bound_name(alias)
        return None

    def _sees(self, use: Use, bound: str, imported: str) -> bool:
        """Tells whether a name is this import where it is used, and nothing else."""
        found = self._reaching(use, bound)
        return bool(found) and all(b.imported == imported and always for b, always in found)

    def _reaching(self, use: Use, name: str) -> list[tuple[Binding, bool]]:
        """Lists what a name may be where something is used, and whether that always runs."""
        scope, moment = self._source.names.walk.uses[use.node]  # type: ignore[index]
        for around, then in scope.around(moment):
            if name in around.bindings:
                found = around.reaching(name, then)
                return [(b, then.arms[: len(b.at.arms)] == b.at.arms) for b in found]
        return []


def import_line(dotted: str, name: str) -> str:
    """Returns the import statement that gives a module, or a name in one, a name here."""
    if dotted == V1:
        return f"import {V1} as {name}"
    package, _, last = dotted.rpartition(".")
    return f"from {package} import {last}" + ("" if name == last else f" as {name}")
