"""Keep what TensorFlow 1.15.5 prints for each of `scripts/`, and a checkpoint that it writes.

`genuine.json` has the output, `genuine_checkpoint/` what `scripts/checkpoint.py` saves
and `after.npz`, all variables after one more step from there.

    python3.7 -m parity_tests.launcher.record            # writes
    python3.7 -m parity_tests.launcher.record --check    # compares

Runs on Python 3.7 too.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Dict, List, Sequence

import numpy as np

HERE = Path(__file__).resolve().parent
RECORDED = HERE / "genuine.json"
CHECKPOINT = HERE / "genuine_checkpoint"
SAVED = ["checkpoint", "model-3.index", "model-3.data-00000-of-00001"]
AFTER = "after.npz"

# The scripts that say the same on both, with their arguments.
RUNS = {
    "as_in_1_15": ["as_in_1_15.py", "FOLDER"],
    "variable_names": ["variable_names.py"],
    "assigning": ["assigning.py"],
    "processes": ["processes.py"],
    "flags": ["flags_app.py", "--steps", "7", "--notrain", "--rate=0.25", "rest", "--kind", "gru"],
    "python_3_7": ["python_3_7.py"],
    "seeded": ["seeded.py"],
    "seeded_attention": ["seeded_attention.py"],
    "checkpoint": ["checkpoint.py", "train", "FOLDER"],
}


def run(python: Sequence[str], words: Sequence[str], **variables: str) -> Dict[str, Any]:
    """Runs a script and returns what it printed, line by line, and its status."""
    # TensorFlow 2 sets this when it is imported, and 1.15.5 would obey it.
    inherited = {name: value for name, value in os.environ.items() if name != "TF2_BEHAVIOR"}
    with tempfile.TemporaryDirectory() as folder:
        script, *arguments = [folder if word == "FOLDER" else word for word in words]
        done = subprocess.run(
            [*python, str(HERE / "scripts" / script), *arguments],
            capture_output=True,
            cwd=str(HERE / "scripts"),
            env=dict(inherited, **variables),
        )
    return {
        "stdout": done.stdout.decode().replace(str(HERE), "HERE").splitlines(),
        "status": done.returncode,
        "stderr": done.stderr.decode(),
    }


def recorded() -> Dict[str, Any]:
    """Returns the record: of each run, its `stdout` and `status`."""
    found: Dict[str, Any] = json.loads(RECORDED.read_text())
    return found


def save_and_go_on(folder: Path) -> None:
    """Writes the checkpoint and `after.npz`."""
    script = str(HERE / "scripts" / "checkpoint.py")
    for words in (["train", "."], ["go_on", ".", AFTER]):  # a path in `checkpoint` that can move
        subprocess.run(
            [sys.executable, script, *words],
            check=True,
            cwd=str(folder),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def keep_checkpoint(folder: Path) -> None:
    CHECKPOINT.mkdir(exist_ok=True)
    for name in [*SAVED, AFTER]:
        shutil.copy(str(folder / name), str(CHECKPOINT / name))


def same_arrays(one: Path, other: Path) -> bool:
    """Tells whether two files have the same arrays, bit for bit."""
    a, b = np.load(str(one)), np.load(str(other))
    return sorted(a) == sorted(b) and all(a[name].tobytes() == b[name].tobytes() for name in a)


def main(argv: Sequence[str]) -> int:
    import tensorflow as tf

    runs: Dict[str, Any] = {}
    for name, words in RUNS.items():
        outcome = run([sys.executable], words)
        errors = outcome.pop("stderr")
        print(name, "status", outcome["status"], len(outcome["stdout"]), "lines")
        if outcome["status"] not in (0, 7):
            print(errors[-2000:])
        runs[name] = outcome
    produced = {
        "command": "python3.7 -m parity_tests.launcher.record",
        "tensorflow": tf.__version__,
        "python": sys.version.split()[0],
        "runs": runs,
    }
    with tempfile.TemporaryDirectory() as folder:
        save_and_go_on(Path(folder))
        if list(argv) == ["--check"]:
            differ: List[str] = [n for n in RUNS if runs[n] != recorded()["runs"].get(n)]
            if not same_arrays(Path(folder, AFTER), CHECKPOINT / AFTER):
                differ.append(AFTER)
            print("differ:", differ or "nothing")
            return int(bool(differ))
        keep_checkpoint(Path(folder))
    RECORDED.write_text(json.dumps(produced, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
