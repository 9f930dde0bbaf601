"""Run the genuine article: TensorFlow 1.15.5 in a Python 3.7 process of its own.

    python -m tf2_port.parity.genuine     prints an interpreter that has it

Which interpreter: `TF1_PYTHON` if it is set, else `python3.7` on the path, else
one of pyenv's. If it has no TensorFlow 1.15.5, a virtual environment with it is
made once in the user's cache folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs

from tf2_port.parity.worker import Worker, WorkerError, environment

VERSION = "1.15.5"
REQUIREMENTS = (f"tensorflow=={VERSION}", "protobuf<3.21")


class GenuineError(WorkerError):
    """TensorFlow 1.15.5 cannot be run here, or it refused a request."""


def find_python() -> str:
    """Returns an interpreter that has TensorFlow 1.15.5.

    Raises:
      GenuineError: if there is no Python 3.7, or the installation fails.
    """
    named = os.environ.get("TF1_PYTHON")
    candidates = [named] if named else list(_pythons())
    for python in candidates:
        if _output(python, "import tensorflow; print(tensorflow.__version__)") == VERSION:
            return python
    for python in candidates:
        if _output(python, "import sys; print('%d.%d' % sys.version_info[:2])") == "3.7":
            return _installed(python)
    raise GenuineError(
        f"no Python 3.7 for TensorFlow {VERSION} "
        + (f"at TF1_PYTHON={named}" if named else "found: set TF1_PYTHON to one")
    )


def _pythons() -> Iterator[str]:
    on_path = shutil.which("python3.7")
    if on_path:
        yield on_path
    if shutil.which("pyenv"):
        outcome = subprocess.run(["pyenv", "root"], capture_output=True, text=True, check=False)
        versions = Path(outcome.stdout.strip()) / "versions"
        yield from (str(python) for python in sorted(versions.glob("3.7*/bin/python")))


def _output(python: str, code: str) -> str:
    """Returns the last line that `python -c code` prints, or nothing."""
    try:
        outcome = subprocess.run(
            [python, "-c", code], capture_output=True, text=True, env=environment(), check=False
        )
    except OSError:
        return ""
    return (outcome.stdout.strip().splitlines() or [""])[-1] if not outcome.returncode else ""


def _installed(python: str) -> str:
    """Makes the virtual environment if it is not there, and returns its Python."""
    folder = Path(platformdirs.user_cache_dir("seq2seq-port")) / f"tensorflow-{VERSION}"
    found = folder / "bin" / "python"
    if found.exists():
        return str(found)
    print(f"installing TensorFlow {VERSION} into {folder}, once", file=sys.stderr)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as room:
        # Only its Python is used, so that it may be renamed when it is whole.
        unfinished = Path(room) / "venv"
        _run([python, "-m", "venv", str(unfinished)])
        _run([str(unfinished / "bin" / "python"), "-m", "pip", "install", "--quiet", *REQUIREMENTS])
        if not found.exists():  # somebody else may have been faster
            unfinished.rename(folder)
    return str(found)


def _run(command: Sequence[str]) -> None:
    outcome = subprocess.run(
        command, capture_output=True, text=True, env=environment(), check=False
    )
    if outcome.returncode:
        last = (outcome.stderr.strip().splitlines() or ["no message"])[-1]
        raise GenuineError(f"cannot install TensorFlow {VERSION}: {last}")


class Genuine(Worker):
    """A running TensorFlow 1.15.5; use it as a context manager.

    One process answers any number of requests, each in a graph of its own.
    """

    name, error = f"TensorFlow {VERSION}", GenuineError

    def __init__(
        self, python: str | None = None, packages: Sequence[str] = ("legacy_tf1",)
    ) -> None:
        super().__init__(python or find_python(), packages)

    def observe(
        self,
        stem: str,
        config: Mapping[str, Any],
        inputs: Mapping[str, np.ndarray],
        weights: Mapping[str, np.ndarray] | None = None,
        seed: int = 0,
        symbols: Sequence[str] = (),
    ) -> dict[str, np.ndarray]:
        """Runs `legacy_tf1.witness.observe` there; same arguments, same report.

        Raises:
          GenuineError: with the error's text, if it fails.
        """
        arguments = {"stem": stem, "config": dict(config), "seed": seed, "symbols": list(symbols)}
        arrays = {"inputs": inputs, **({"weights": weights} if weights else {})}
        return self.call("legacy_tf1.witness.observe", arguments, arrays)


if __name__ == "__main__":
    try:
        print(find_python())
    except GenuineError as error:
        sys.exit(str(error))
