"""Compare what scripts print through the launcher with what TensorFlow 1.15.5 let them print."""

from __future__ import annotations

import pytest

from parity_tests.launcher.launching import LAUNCHER, ROOT, launch
from parity_tests.launcher.record import RUNS, recorded, run

ELSEWHERE = {"seeded", "checkpoint"}  # compared below, and in test_checkpoint.py


def test_every_run_is_recorded() -> None:
    assert sorted(recorded()["runs"]) == sorted(RUNS)
    assert recorded()["tensorflow"] == "1.15.5"


@pytest.mark.parametrize("name", [name for name in RUNS if name not in ELSEWHERE])
def test_prints_what_1_15_5_prints(name: str) -> None:
    got = run(LAUNCHER, RUNS[name], PYTHONPATH=str(ROOT))
    errors = got.pop("stderr")
    expected = recorded()["runs"][name]
    assert got["stdout"] == expected["stdout"], errors[-3000:]
    assert got["status"] == expected["status"], errors[-3000:]
    assert "legacy_tf1/launcher" not in errors


def test_a_second_run_gives_the_same_bits() -> None:
    """Of all variables after three steps, and of what was drawn, under a graph-level seed."""
    runs = [launch("seeded.py", "bits").stdout.splitlines() for _ in range(2)]
    assert runs[0] == runs[1]
    assert runs[0][:-1] == recorded()["runs"]["seeded"]["stdout"] and len(runs[0][-1]) == 64
