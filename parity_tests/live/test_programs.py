"""Check recorded programs, and the benchmark, against a running TensorFlow 1.15.5."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from parity_tests.benchmarks import decode_loop
from tf2_port.parity.genuine import find_python
from tf2_port.parity.worker import environment

ROOT = Path(__file__).resolve().parents[2]


def test_programs_give_what_is_recorded() -> None:
    command = [find_python(), "-m", "parity_tests.scripts.record", "--check"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert done.stdout.endswith(" 0 differ\n")


def test_the_benchmark_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert decode_loop.main(["--sizes", "tiny", "--rounds", "1"]) == 0
    printed = capsys.readouterr().out
    for case in decode_loop.CASES:
        assert case in printed
