"""Run programs by plain commands, watched by `witness`, and tell what they gave.

    python -m parity_tests.scripts.run PROGRAM

runs one through the launcher, as the tests do, and prints what differs from what
TensorFlow 1.15.5 gave. It also runs on Python 3.7, as far as recording goes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Mapping, NamedTuple, Sequence

import numpy as np

from parity_tests.golden.scenarios import outcome
from parity_tests.golden.scenarios.outcome import Outcome
from parity_tests.scripts.printed import differences

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "parity_tests" / "golden" / "scripts"
PROGRAMS = Path(__file__).resolve().parent / "programs"
FORKS = Path(__file__).resolve().parent / "forks.py"
WITNESS = Path(__file__).resolve().parent / "witness"
TOPIC = "programs"
RECORDER = "python3.7 -m parity_tests.scripts.record"
LAUNCHER = ("-m", "legacy_tf1")
PATIENCE = 300.0  # seconds


class Command(NamedTuple):
    """How a program is run: `python PROGRAM.py ARGUMENTS`, or `python -m MODULE PROGRAM`."""

    arguments: tuple[str, ...] = ()
    module: str = ""


# Those that need more than their name.
COMMANDS = {
    "flags_and_hparams": Command(
        (
            "--mode=eval",
            "--hparams=batch_size=2,scales=[3.5,4.5],activation=relu",
            "--layers=3",
            "--layers",
            "4",
            "--cell=nas",
            "rest",
        )
    ),
    "toy_model_unittest": Command(module="unittest"),
}


def program_names() -> list[str]:
    return sorted(path.stem for path in PROGRAMS.glob("*.py"))


def words(name: str, programs: Path = PROGRAMS) -> list[str]:
    """Returns what stands behind `python` or `python -m legacy_tf1` to run a program."""
    command = COMMANDS.get(name, Command())
    if command.module:
        return ["-m", command.module, name, *command.arguments]
    return [str(programs / (name + ".py")), *command.arguments]


def environment(report: Path | None, programs: Path = PROGRAMS) -> dict[str, str]:
    """Returns the environment of a program; with a `report`, the witness watches."""
    paths = [str(ROOT), str(programs)] + ([str(WITNESS)] if report else [])
    variables = {"PYTHONPATH": os.pathsep.join(paths), "TF_CPP_MIN_LOG_LEVEL": "3"}
    if report:
        variables["WITNESS_REPORT"] = str(report)
    return {**os.environ, **variables}


def start(
    name: str,
    prefix: tuple[str, ...],
    folder: Path,
    report: Path | None = None,
    programs: Path = PROGRAMS,
) -> subprocess.CompletedProcess[bytes]:
    """Runs a program in `folder`.

    Args:
      name: of the program.
      prefix: what stands between Python and the program, such as `LAUNCHER`.
      folder: the current one of the program.
      report: the `.npz` file for the witness; without it, nothing is watched.
      programs: the folder of the program.
    """
    return subprocess.run(
        [sys.executable, *prefix, *words(name, programs)],
        cwd=str(folder),
        env=environment(report, programs),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )


def run(name: str, prefix: tuple[str, ...] = (), programs: Path = PROGRAMS) -> Outcome:
    """Runs a program in a new folder; what it wrote to standard error is the `message`."""
    with tempfile.TemporaryDirectory() as room:
        report, folder = Path(room) / "report.npz", Path(room) / "folder"
        folder.mkdir()
        done = start(name, prefix, folder, report, programs)
        return _outcome(report, done.stdout, done.stderr, str(done.returncode))


def run_forked(names: Sequence[str], prefix: tuple[str, ...]) -> dict[str, Outcome]:
    """Runs programs that need no more than their name by `forks`: one import for all."""
    assert not set(names) & set(COMMANDS)
    with tempfile.TemporaryDirectory() as room:
        paths = [words(name)[0] for name in names]
        done = subprocess.run(
            [sys.executable, *prefix, str(FORKS), room, *paths],
            env=environment(Path(room) / "forks.npz"),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
        found = {}
        for name in names:
            place = Path(room) / name
            stdout, stderr = ((place / kind).read_bytes() for kind in ("stdout", "stderr"))
            status = (place / "status").read_text()
            found[name] = _outcome(place / "report.npz", stdout, stderr, status)
        return found


def _outcome(report: Path, stdout: bytes, stderr: bytes, status: str) -> Outcome:
    arrays: Mapping[str, Any] = {}
    if report.exists():
        with np.load(str(report), allow_pickle=False) as archive:
            arrays = {key: archive[key] for key in archive.files}
    variables = {k: str(v) for k, v in arrays.items() if k.startswith("variables/")}
    return Outcome(
        arrays={k: v for k, v in arrays.items() if k not in variables},
        texts={"stdout": stdout.decode("utf-8"), "exit status": status},
        variables={k[len("variables/") :]: v for k, v in variables.items()},
        message=stderr.decode("utf-8", "replace"),
    )


def problems(expected: Outcome, got: Outcome) -> list[str]:
    """Tells how a program's outcome differs from the expected one; empty if it does not."""
    found = differences(expected.texts["stdout"], got.texts["stdout"])
    for one in (expected, got):
        assert set(one.texts) == {"stdout", "exit status"}
    same = {**got.texts, "stdout": expected.texts["stdout"]}
    return found + outcome.problems(expected, replaced(got, same))


def replaced(result: Outcome, texts: dict[str, str]) -> Outcome:
    """Returns an outcome with other texts."""
    return Outcome(result.arrays, texts, result.variables, result.error, result.message)


def recorded() -> dict[str, Outcome]:
    """Reads what 1.15.5 gave, by program."""
    return outcome.load(TOPIC, FOLDER)


def main() -> int:
    name = sys.argv[1]
    got = run(name, LAUNCHER)
    found = problems(recorded()[name], got)
    print("\n".join(found) or f"{name} agrees, {len(got.arrays)} arrays")
    if got.texts["exit status"] != recorded()[name].texts["exit status"]:
        print(got.message[-3000:])
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
