"""Use the fixture and the commands as a user does: in a project of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from tf2_port.cli import main
from tf2_port.commands import diverge, diverge_report
from tf2_port.parity.recording import load_recording, save_recording

ROOT = Path(__file__).resolve().parents[2]
PROJECT = Path(__file__).with_name("project")


RECORD_AND_TEST = """
import sys
import numpy, pytest
from inputs import inputs
from tf2_port.cli import main

numpy.savez("in.npz", **inputs())
commands = (
    "record tf1_model:build --inputs in.npz --out ref.npz --seed 3 --steps 2",
    "record tf2_model:WrongState --port --like ref.npz --out wrong.npz",
)
for command in commands:
    assert main(command.split()) == 0
numpy.savez("in.npz", sorce=numpy.zeros(1))
try:
    main("record tf1_model:build_dense --inputs in.npz --out no.npz".split())
except SystemExit as refused:
    assert refused.code == 2
sys.exit(pytest.main("-q -p tf2_port.parity.plugin -p no:cacheprovider -p no:xdist".split()))
"""


class User(NamedTuple):
    """A project of somebody's own, and what its tests told."""

    folder: Path
    told: str
    errors: str


@pytest.fixture(scope="module")
def user(tmp_path_factory: pytest.TempPathFactory) -> User:
    """Records and tests there in one process, with this checkout as the installed package."""
    folder = tmp_path_factory.mktemp("user") / "project"
    shutil.copytree(PROJECT, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "suite_of_a_user.py").rename(folder / "test_mine.py")
    outcome = subprocess.run(
        [sys.executable, "-c", RECORD_AND_TEST],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TF_CPP_MIN_LOG_LEVEL": "3"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 1, outcome.stderr + outcome.stdout
    return User(folder, outcome.stdout, outcome.stderr)


def test_a_users_own_suite(user: User) -> None:
    told = user.told
    failed = {line.split("::")[1].split(" ")[0] for line in told.splitlines() if "FAILED" in line}
    assert failed == {"test_wrong_state", "test_wrong_epsilon"}, told
    assert "2 failed, 6 passed" in told
    assert "port of test_wrong_state does not agree with legacy_tf1 on TensorFlow 2" in told
    assert "diverges  first in steps/c, time step 0" in told
    assert "hint      h and c exchanged: started from h and c exchanged, the diff" in told
    assert "hint      epsilon of Adam: with 1e-08 the difference vanishes" in told
    # Where CI is set, pytest repeats the whole of each error in its summary.
    shown = told.partition("short test summary info")[0]
    assert shown.count("  hint      ") == 2
    # The traceback ends in the user's line.
    assert "fixture.py" not in told


def test_record_and_diverge(user: User, capsys: pytest.CaptureFixture[str]) -> None:
    folder = user.folder
    assert "ref.npz: 54 arrays by legacy_tf1 on TensorFlow 2" in user.told
    assert "wrong.npz: 54 arrays by port on TensorFlow 2" in user.told
    reference = load_recording(folder / "ref.npz")
    assert (reference.settings["seed"], len(reference.report["training/loss"])) == (3, 2)

    ref, wrong = str(folder / "ref.npz"), str(folder / "wrong.npz")
    assert main(["diverge", ref, ref, "--out", str(folder / "right.html")]) == 0
    assert "ref.npz agrees with ref.npz" in capsys.readouterr().out
    assert "data:image/png;base64," in (folder / "right.html").read_text()
    assert main(["diverge", ref, wrong, "--out", str(folder / "wrong.html")]) == 1
    assert "diverges  first in steps/c, time step 0" in capsys.readouterr().out
    page = (folder / "wrong.html").read_text()
    assert "<h1>wrong.npz parts from ref.npz first in steps/c, time step 0</h1>" in page
    assert page.count("data:image/png;base64,") == 2  # over time, and over depth
    assert '<tr class="differs"><td>steps/c</td>' in page
    assert main(["diverge", ref, wrong, "--out", str(folder / "wrong.md")]) == 1
    text = (folder / "wrong.md").read_text()
    for name in ("over_time", "over_depth"):
        assert f"](wrong_{name}.png)" in text
        assert (folder / f"wrong_{name}.png").read_bytes().startswith(b"\x89PNG")
    assert not list(folder.glob("*.part"))


def test_inputs_of_other_names_are_refused_in_one_line(user: User) -> None:
    assert (
        "\nseq2seq-port: legacy_tf1: graph function tf1_model:build_dense takes (source, target), "
        "and the inputs given are sorce: expected the same names\n"
    ) in "\n" + user.errors
    assert not (user.folder / "no.npz").exists()


def test_the_heat_maps_show_where_the_error_is(user: User) -> None:
    verdict = diverge.diverge(user.folder / "ref.npz", user.folder / "wrong.npz")
    names, errors = diverge_report.error_map(verdict)
    memory, c = errors[names.index("forward/memory")], errors[names.index("steps/c")]
    assert names.index("forward/memory") < names.index("steps/c") < names.index("loss")
    assert np.all(memory < 1e-12)
    assert np.all(c[:5] > 1e-6)
    assert np.isnan(c[5:]).all()  # the memory is longer than the target
    depth = diverge_report.depth_map(verdict)
    assert depth is not None
    assert depth.shape == (5, 5)
    found, expected = (
        side["steps/c"] for side in (verdict.subject.found, verdict.subject.expected)
    )
    assert depth[3, 1] == np.abs(found - expected)[1, :, 3].max()


def test_other_inputs_are_refused(user: User, tmp_path: Path) -> None:
    recording = load_recording(user.folder / "ref.npz")
    inputs = {**recording.inputs, "source": recording.inputs["source"] + 1}
    save_recording(tmp_path / "other.npz", recording._replace(inputs=inputs))
    with pytest.raises(ValueError, match="input source is not that of the reference"):
        diverge.diverge(user.folder / "ref.npz", tmp_path / "other.npz")


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        ("diverge in.npz in.npz", "in.npz is not a recording: it has no manifest"),
        ("diverge none.npz none.npz", "none.npz is not a file"),
        ("record tf1_model --inputs in.npz --out x.npz", "expected MODULE:FUNCTION"),
        ("record nowhere:f --inputs in.npz --out x.npz", "there is no module nowhere"),
        ("record a:b --inputs in.npz --out nowhere/x.npz", "there is no folder nowhere"),
        ("record a:b --out x.npz", "give --inputs or --like: one of them"),
        ("record a:b --port --inputs in.npz --out x.npz", "--port needs --like"),
        ("record a:b --like in.npz --out x.npz --steps 5", "--steps 5 with --like: that recor"),
        ("record a:b --like in.npz --out x.npz --port --seed 0", "--seed 0 with --like: that rec"),
        ("record a:b --inputs text.npz --out x.npz", "array a is <U1[]: expected numbers"),
    ],
)
def test_bad_usage_is_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    problem: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    np.savez("in.npz", a=np.zeros(2))
    np.savez("text.npz", a=np.array("x"))
    with pytest.raises(SystemExit) as exit_:
        main(command.split())
    told = capsys.readouterr().err
    assert exit_.value.code == 2
    assert problem in told
    assert told.count("\n") == 1
    assert not (tmp_path / "x.npz").exists()
