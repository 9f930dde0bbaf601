"""Register scenarios, each by the name of its function."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, Sequence

Build = Callable[[], Any]


@dataclass(frozen=True)
class Scenario:
    """A small graph to build and to run.

    `build` adds to the current graph and returns a dict: what to fetch by name,
    and texts that need no session. If `rejected`, building or running it raises.
    `topic` is the module it stands in, as seen from this package: its golden's name.
    """

    name: str
    build: Build
    rejected: bool = False
    topic: str = ""


_PACKAGE = __name__.rpartition(".")[0]
_SCENARIOS: Dict[str, Scenario] = {}


def scenario(build: Build) -> Build:
    """Registers a function that builds something to compute."""
    return _register(build, rejected=False)


def misuse(build: Build) -> Build:
    """Registers a function that does what contrib rejects."""
    return _register(build, rejected=True)


def _register(build: Build, rejected: bool) -> Build:
    name, topic = build.__name__, build.__module__.replace(_PACKAGE + ".", "")
    if name in _SCENARIOS:
        raise ValueError(f"there are two scenarios {name!r}: give one another name")
    _SCENARIOS[name] = Scenario(name, build, rejected, topic)
    return build


def registered() -> dict[str, Scenario]:
    """Returns, by name, what the modules imported so far register."""
    return dict(_SCENARIOS)


def all_scenarios() -> dict[str, Scenario]:
    """Imports every module of this package, and returns what they register by name."""
    for module in pkgutil.walk_packages([str(Path(__file__).parent)], _PACKAGE + "."):
        importlib.import_module(module.name)
    return registered()


def by_topic(names: Sequence[str] = ()) -> dict[str, dict[str, Scenario]]:
    """Groups scenarios by topic, and by name within it.

    Args:
      names: the topics wanted; all, if there are none.

    Raises:
      ValueError: if no topic has such a name.
    """
    topics: Dict[str, Dict[str, Scenario]] = {}
    for scenario in all_scenarios().values():
        topics.setdefault(scenario.topic, {})[scenario.name] = scenario
    unknown = sorted(set(names) - set(topics))
    if unknown:
        raise ValueError(f"no topic is named {unknown}; there are {sorted(topics)}")
    return {topic: topics[topic] for topic in names or sorted(topics)}
