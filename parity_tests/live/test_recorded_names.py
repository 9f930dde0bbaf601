"""Check that a running TensorFlow 1.15.5 has the names that were recorded of it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tf2_port.parity.genuine import find_python
from tf2_port.parity.worker import environment

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "recorder",
    [
        "parity_tests.moved.record",
        "parity_tests.contrib.record",
        "parity_tests.golden.contrib_names",
        "parity_tests.golden.contrib_signatures",
    ],
)
def test_names_are_those_it_has(recorder: str) -> None:
    command = [find_python(), "-m", recorder, "--check"]
    outcome = subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr[-2000:]
