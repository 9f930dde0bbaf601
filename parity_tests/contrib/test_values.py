"""Compare what `legacy_tf1.contrib` gives with what `tf.contrib` of 1.15.5 gave.

`v2` runs in this process, inside a `tf.Graph()`; `v1` in one of its own, after
`tf.disable_v2_behavior()`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from parity_tests.contrib.record import DATA
from parity_tests.contrib.registry import VALUES, evaluate

ROOT = Path(__file__).resolve().parents[2]
RECORDED: dict[str, Any] = json.loads(DATA.read_text())["values"]


@pytest.fixture(scope="module")
def v1_values() -> Any:
    command = [sys.executable, "-m", "parity_tests.contrib.run"]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stderr[-3000:]
    return json.loads(outcome.stdout)


@pytest.mark.parametrize("name", VALUES)
def test_v2(name: str) -> None:
    assert evaluate(name) == RECORDED[name]


@pytest.mark.parametrize("name", VALUES)
def test_v1(name: str, v1_values: Any) -> None:
    assert v1_values[name] == RECORDED[name]


def test_every_value_is_recorded() -> None:
    assert set(RECORDED) == set(VALUES), "record again"
