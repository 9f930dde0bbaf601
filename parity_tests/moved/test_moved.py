"""Compare what old roads into `tensorflow.python` lead to with what 1.15.5 has there.

`install` changes a whole process, so that one process of its own looks everything up.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import types
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from legacy_tf1.moved import MODULES, NAMES
from legacy_tf1.moved.opened import open_names
from parity_tests.moved.known import CHANGED, MISSING
from parity_tests.moved.published import PUBLISHED
from parity_tests.moved.record import DATA, VALUES
from parity_tests.moved.roads import ROADS
from parity_tests.moved.values import VALUES as FUNCTIONS

ROOT = Path(__file__).resolve().parents[2]
RECORDED: dict[str, Any] = json.loads(DATA.read_text())
MODULES_OF_1_15 = sorted(set(RECORDED) - {VALUES})


@cache
def report_of(behaviour: str) -> Any:
    """Looks everything up under a behaviour of TensorFlow 2."""
    command = [sys.executable, "-m", "parity_tests.moved.report", behaviour]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stderr[-3000:]
    return json.loads(outcome.stdout)


def takes_the_same(expected: str, got: str) -> bool:
    """Tells whether what 1.15.5 was called with, by position or by name, still does."""
    kind, *old = expected.split()
    new_kind, *new = got.split()
    old, new = ([a for a in names if a != "self" and a[0] != "*"] for names in (old, new))
    return kind == new_kind and new[: len(old)] == old


@pytest.mark.parametrize("module", MODULES_OF_1_15)
def test_names_are_what_they_were(module: str) -> None:
    found, missing, changed = report_of("v1")[module], set(), set()
    for name, expected in RECORDED[module].items():
        if "error" in found[name]:
            missing.add(name)
        elif not takes_the_same(expected, found[name]["is"]):
            changed.add(name)
    assert missing == set(MISSING.get(module, "").split()), [found[name] for name in missing]
    if not module.startswith("tensorflow.python.keras"):
        assert changed == set(CHANGED.get(module, "").split()), {
            name: (RECORDED[module][name], found[name]["is"]) for name in changed
        }


@pytest.mark.parametrize("module", MODULES_OF_1_15)
def test_no_class_is_of_the_other_family(module: str) -> None:
    report = report_of("v1")[module]
    wrong = {name: found["family"] for name, found in report.items() if "family" in found}
    assert not wrong


@pytest.mark.parametrize("behaviour", ["v1", "v2"])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_values_are_those_of_1_15(name: str, behaviour: str) -> None:
    assert report_of(behaviour)[VALUES][name] == RECORDED[VALUES][name]


@pytest.mark.parametrize("behaviour", ["v1", "v2"])
@pytest.mark.parametrize("name", ROADS)
def test_roads(name: str, behaviour: str) -> None:
    failures = report_of(behaviour)["roads"]
    assert name not in failures, failures[name]


def test_all_that_is_listed_is_tested() -> None:
    for module, table in NAMES.items():
        assert set(table) <= set(RECORDED[module]), f"record {module}"
    older = "tensorflow.python.training.checkpointable"
    for module in MODULES:
        package, _, name = module.rpartition(".")
        assert name in RECORDED.get(package, ()) or module.startswith(older), f"record {module}"
    for module, names in PUBLISHED.items():
        assert set(names.split()) <= set(RECORDED[module]), f"record {module}"
    assert set(MISSING) | set(CHANGED) <= set(RECORDED)
    assert not [v for v in RECORDED[VALUES].values() if "Error" in str(v)], "a value is an error"


def test_older_places_of_what_moved_before_1_15() -> None:
    for module in MODULES:
        if "checkpointable" in module:
            newer = module.replace("checkpointable", "tracking")
            assert MODULES[module] == MODULES[newer]


def test_a_module_keeps_what_it_knew() -> None:
    module = types.ModuleType("module")
    exec("kept = 1\ndef __getattr__(name):\n    return 'own ' + name", module.__dict__)
    open_names(module, {"lost": "math:pi", "kept": "math:e", "floor": "math:"})
    assert (module.kept, module.lost, module.floor) == (1, math.pi, math.floor)
    assert module.other == "own other"


def test_importing_the_package_installs_nothing() -> None:
    code = (
        "import sys; before = list(sys.meta_path); import legacy_tf1.moved, legacy_tf1.contrib\n"
        "assert 'tensorflow' not in sys.modules and sys.meta_path == before"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
