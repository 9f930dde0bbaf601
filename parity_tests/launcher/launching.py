"""Start scripts through the launcher, and without it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = Path(__file__).resolve().parent / "scripts"
LAUNCHER = [sys.executable, "-m", "legacy_tf1"]
PATIENCE = 300.0  # seconds


def start(
    command: list[str], folder: Path = SCRIPTS, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Runs a command to its end, with this tree's packages, in a folder."""
    # TensorFlow 2 sets this when it is imported here, and a 1.15.5 would obey it.
    inherited = {name: value for name, value in os.environ.items() if name != "TF2_BEHAVIOR"}
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(ROOT), **variables},
        timeout=PATIENCE,
        check=False,
    )


def launch(*words: str, folder: Path = SCRIPTS) -> subprocess.CompletedProcess[str]:
    """Runs `python -m legacy_tf1 WORDS`."""
    return start([*LAUNCHER, *words], folder)
