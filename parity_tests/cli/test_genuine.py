"""Look for TensorFlow 1.15.5 where there is none, and where it ends too soon."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tf2_port.parity import genuine


def test_a_named_python_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TF1_PYTHON", "/nowhere/python3.7")
    with pytest.raises(genuine.GenuineError, match=r"at TF1_PYTHON=/nowhere/python3.7"):
        genuine.find_python()


def test_a_named_python_of_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TF1_PYTHON", sys.executable)
    with pytest.raises(genuine.GenuineError, match=r"no Python 3.7"):
        genuine.find_python()


def test_no_python_at_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TF1_PYTHON", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(genuine.GenuineError, match="set TF1_PYTHON to one"):
        genuine.find_python()
    command = [sys.executable, "-m", "tf2_port.parity.genuine"]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert outcome.returncode == 1
    assert "set TF1_PYTHON to one" in outcome.stderr


def test_a_worker_that_ends_is_an_error_with_its_last_words(tmp_path: Path) -> None:
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\necho out of order >&2\n")
    program.chmod(0o755)
    with (
        genuine.Genuine(str(program)) as broken,
        pytest.raises(genuine.GenuineError, match="it ended: out of order"),
    ):
        broken.observe("bahdanau_attention", {}, {})
