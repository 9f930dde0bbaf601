"""Say what a rule is, and keep those that there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Callable, Union

from tf2_port.migrate import hazards, symbols
from tf2_port.migrate.hazards import Hazard
from tf2_port.migrate.symbols import Symbol

Check = Callable[[Any], Iterator["Note"]]


@dataclass(frozen=True)
class Note:
    """What a rule says of one call.

    Attributes:
      message: one sentence without a full stop.
      sure: if the call runs into it whatever the rest of the program does; else it does so
        under the condition that the message names.
    """

    message: str
    sure: bool = True


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
      id: its name in reports.
      reference: the hazard, or the symbol, that it is about.
      names: canonical names of what is called; methods with a dot before them, and base
        classes with `class ` before them.
      check: yields notes of a `Site`; for base classes, of a `ClassDef`.
    """

    id: str
    reference: Union[Hazard, Symbol]
    names: tuple[str, ...]
    check: Check

    @property
    def title(self) -> str:
        """The heading in the migration guide."""
        is_hazard = isinstance(self.reference, Hazard)
        return self.reference.title if is_hazard else self.reference.name  # type: ignore[union-attr]

    @property
    def silent(self) -> bool:
        """Tells whether nothing is raised."""
        return isinstance(self.reference, Hazard) and self.reference.silent


RULES: list[Rule] = []


def find_reference(id: str) -> Union[Hazard, Symbol]:
    """Returns the hazard or the symbol of this id.

    Raises:
      ValueError: if there is none.
    """
    if id.startswith("symbols/"):
        return symbols.find(id.removeprefix("symbols/"))
    return hazards.find(id)


def rule(id: str, reference: str, *names: str) -> Callable[[Check], Check]:
    """Registers a function as a rule; see `Rule` for the arguments."""

    def register(check: Check) -> Check:
        RULES.append(Rule(id, find_reference(reference), names, check))
        return check

    return register
