"""Register scenarios, each by the name of its function."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict

Build = Callable[[], Any]


@dataclass(frozen=True)
class Scenario:
    """A small graph to build and to run.

    `build` adds to the current graph and returns a dict: what to fetch by name,
    and texts that need no session. If `rejected`, building or running it raises.
    """

    name: str
    build: Build
    rejected: bool = False


_SCENARIOS: Dict[str, Scenario] = {}


def scenario(build: Build) -> Build:
    """Registers a function that builds something to compute."""
    return _register(Scenario(build.__name__, build))


def misuse(build: Build) -> Build:
    """Registers a function that does what contrib rejects."""
    return _register(Scenario(build.__name__, build, rejected=True))


def _register(new: Scenario) -> Build:
    if new.name in _SCENARIOS:
        raise ValueError(f"there are two scenarios {new.name!r}: give one another name")
    _SCENARIOS[new.name] = new
    return new.build


def all_scenarios() -> dict[str, Scenario]:
    """Imports every module of this package, and returns what they register by name."""
    package = __name__.rpartition(".")[0]
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        importlib.import_module(f"{package}.{module.name}")
    return dict(_SCENARIOS)
