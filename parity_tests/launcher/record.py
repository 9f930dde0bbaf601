"""Keep what TensorFlow 1.15.5 prints for each of `scripts/`, in `genuine.json`.

    python3.7 -m parity_tests.launcher.record            # writes
    python3.7 -m parity_tests.launcher.record --check    # compares

Runs on Python 3.7 too.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Dict, List, Sequence

HERE = Path(__file__).resolve().parent
RECORDED = HERE / "genuine.json"

# The scripts that say the same on both, with their arguments.
RUNS = {
    "as_in_1_15": ["as_in_1_15.py", "FOLDER"],
    "variable_names": ["variable_names.py"],
    "assigning": ["assigning.py"],
    "processes": ["processes.py"],
    "flags": ["flags_app.py", "--steps", "7", "--notrain", "--rate=0.25", "rest", "--kind", "gru"],
    "python_3_7": ["python_3_7.py"],
}


def run(python: Sequence[str], words: Sequence[str], **variables: str) -> Dict[str, Any]:
    """Runs a script and returns what it printed, line by line, and its status."""
    with tempfile.TemporaryDirectory() as folder:
        script, *arguments = [folder if word == "FOLDER" else word for word in words]
        done = subprocess.run(
            [*python, str(HERE / "scripts" / script), *arguments],
            capture_output=True,
            cwd=str(HERE / "scripts"),
            env=dict(os.environ, **variables),
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
    if list(argv) == ["--check"]:
        same: List[str] = [name for name in RUNS if runs[name] == recorded()["runs"].get(name)]
        print("differ:", sorted(set(RUNS) - set(same)) or "none")
        return int(len(same) < len(RUNS))
    RECORDED.write_text(json.dumps(produced, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
