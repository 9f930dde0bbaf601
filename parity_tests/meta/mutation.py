"""Break our code on purpose, in a copy, and import the broken copy."""

from __future__ import annotations

import contextlib
import importlib
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("legacy_tf1", "tf2_port")
SCENARIOS = "parity_tests.golden.scenarios"  # they hold on to the library they were imported with


@dataclass(frozen=True)
class Mistake:
    """A change of source; `old` must stand in `file` exactly once."""

    name: str
    file: str
    old: str
    new: str


@dataclass(frozen=True)
class ScenarioMutant(Mistake):
    """One mistake, and the scenario that must have another outcome because of it."""

    scenario: str


@dataclass(frozen=True)
class Mutant(Mistake):
    """One mistake, the case that shows it, and where the ladder must name it.

    `tensor` is the first that differs on the lowest rung; `step` and `inside` are
    what rung 4 must name, if it does; `hint` is what the diagnosis must call the mistake.
    """

    case: str
    rung: int
    tensor: str
    inside: str | None = None
    step: int | None = None
    stem: str = "bahdanau_attention"
    hint: str | None = None

    @property
    def witness(self) -> str:
        return "legacy" if self.file.startswith("legacy_tf1") else "port"


def _is_ours(module: str) -> bool:
    return module.split(".")[0] in PACKAGES or (module + ".").startswith(SCENARIOS + ".")


@contextlib.contextmanager
def imported_mutant(mutant: Mistake, folder: Path) -> Iterator[None]:
    """Makes `import legacy_tf1` and `import tf2_port` find a broken copy in `folder`.

    Scenarios that are imported meanwhile are imported anew, and use that copy.
    """
    for package in PACKAGES:
        ignored = shutil.ignore_patterns("__pycache__", "golden")
        shutil.copytree(ROOT / package, folder / package, ignore=ignored)
    path = folder / mutant.file
    source = path.read_text()
    assert source.count(mutant.old) == 1, f"{mutant.file} has changed: mend mutant {mutant.name!r}"
    path.write_text(source.replace(mutant.old, mutant.new))
    ours = {name: m for name, m in sys.modules.items() if _is_ours(name)}
    for name in ours:
        del sys.modules[name]
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        for name in [name for name in sys.modules if _is_ours(name)]:
            del sys.modules[name]
        sys.modules.update(ours)
