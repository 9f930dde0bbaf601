"""Hold the rules that tell which hazards a call runs into with its arguments.

A rule is a function of one `Site` (a call), or of a class, that yields notes, with
`@rule(id, reference, names)`. `reference` is the id of a row of `hazards.py` or
`symbols.py`, which has the section of the guide and the test.
"""

from __future__ import annotations

import importlib
from functools import cache

from tf2_port.migrate.rules.rule import RULES, Note, Rule, find_reference, rule

__all__ = ["RULES", "Note", "Rule", "all_rules", "find_reference", "rule", "rules_for"]

MODULES = ("attention", "cells", "classes", "decoding", "dtypes", "helpers", "states", "training")


@cache
def all_rules() -> tuple[Rule, ...]:
    """Lists every rule."""
    for name in MODULES:
        importlib.import_module(f"{__name__}.{name}")
    return tuple(RULES)


@cache
def rules_for(name: str) -> tuple[Rule, ...]:
    """Lists the rules for calls of a canonical name or `.method`, or for a `class` from it."""
    return tuple(rule for rule in all_rules() if name in rule.names)
