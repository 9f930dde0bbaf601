"""Compare the launcher with a running TensorFlow 1.15.5: output and checkpoints."""

from __future__ import annotations

from pathlib import Path

import pytest

from parity_tests.launcher.launching import LAUNCHER, ROOT, SCRIPTS, start
from parity_tests.launcher.record import AFTER, CHECKPOINT
from parity_tests.launcher.test_checkpoint import assert_same_variables
from tf2_port.parity.genuine import find_python


@pytest.fixture(scope="module")
def genuine() -> list[str]:
    return [find_python()]


def test_record_is_what_it_does(genuine: list[str]) -> None:
    command = [*genuine, "-m", "parity_tests.launcher.record", "--check"]
    done = start(command, ROOT)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]


@pytest.mark.parametrize("version", ["V2", "V1"])
@pytest.mark.parametrize("writer", ["launcher", "genuine"])
def test_one_goes_on_from_what_the_other_saved(
    writer: str, version: str, genuine: list[str], tmp_path: Path
) -> None:
    """One more step from there gives the same variables and slots as 1.15.5 on its own."""
    commands = [LAUNCHER, genuine] if writer == "launcher" else [genuine, LAUNCHER]
    script = str(SCRIPTS / "checkpoint.py")
    saved = start([*commands[0], script, "train", str(tmp_path), version])
    assert saved.returncode == 0, saved.stderr[-2000:]
    went_on = start([*commands[1], script, "go_on", str(tmp_path), str(tmp_path / AFTER)])
    assert went_on.returncode == 0, went_on.stderr[-2000:]
    assert_same_variables(CHECKPOINT / AFTER, tmp_path / AFTER)
