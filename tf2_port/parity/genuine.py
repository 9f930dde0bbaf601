"""Run the genuine article: TensorFlow 1.15.5 in a Python 3.7 process of its own.

    python -m tf2_port.parity.genuine     prints an interpreter that has it

Which interpreter: `TF1_PYTHON` if it is set, else `python3.7` on the path, else
one of pyenv's. If it has no TensorFlow 1.15.5, a virtual environment with it is
made once in the user's cache folder.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
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

VERSION = "1.15.5"
REQUIREMENTS = (f"tensorflow=={VERSION}", "protobuf<3.21")

# Puts one package into sys.modules by its folder: with the folder above it on the
# path, Python 3.7 would find the packages of another Python there.
_BOOTSTRAP = """
import importlib.util, os, runpy, sys
folder = sys.argv[1]
spec = importlib.util.spec_from_file_location(
    "legacy_tf1", os.path.join(folder, "__init__.py"), submodule_search_locations=[folder])
sys.modules["legacy_tf1"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["legacy_tf1"])
runpy.run_module("legacy_tf1.worker", run_name="__main__")
"""


class GenuineError(RuntimeError):
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
            [python, "-c", code], capture_output=True, text=True, env=_environment(), check=False
        )
    except OSError:
        return ""
    return (outcome.stdout.strip().splitlines() or [""])[-1] if not outcome.returncode else ""


def _environment() -> dict[str, str]:
    """Returns this environment without what would mislead another Python."""
    misleading = ("PYTHONPATH", "PYTHONHOME", "PYENV_VERSION", "VIRTUAL_ENV")
    kept = {k: v for k, v in os.environ.items() if k not in misleading}
    return {**kept, "TF_CPP_MIN_LOG_LEVEL": "3"}


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
        command, capture_output=True, text=True, env=_environment(), check=False
    )
    if outcome.returncode:
        last = (outcome.stderr.strip().splitlines() or ["no message"])[-1]
        raise GenuineError(f"cannot install TensorFlow {VERSION}: {last}")


class Genuine:
    """A running TensorFlow 1.15.5; use it as a context manager.

    One process answers any number of requests, each in a graph of its own.
    """

    def __init__(self, python: str | None = None) -> None:
        package = importlib.util.find_spec("legacy_tf1")
        if package is None or not package.submodule_search_locations:
            raise GenuineError("the package legacy_tf1 is not installed beside tf2_port")
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed in __exit__
        self._process = subprocess.Popen(
            [python or find_python(), "-c", _BOOTSTRAP, package.submodule_search_locations[0]],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            env=_environment(),
        )

    def __enter__(self) -> Genuine:
        return self

    def __exit__(self, *unused: object) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        with contextlib.suppress(BrokenPipeError):  # it may have ended by itself
            self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()
        self._log.close()

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
        with tempfile.TemporaryDirectory() as folder:
            arrays, report = str(Path(folder) / "arrays.npz"), str(Path(folder) / "report.npz")
            given = {f"inputs/{name}": array for name, array in inputs.items()}
            given.update({f"weights/{name}": array for name, array in (weights or {}).items()})
            np.savez(arrays, **given)
            self._ask(
                {
                    "stem": stem,
                    "config": dict(config),
                    "seed": seed,
                    "symbols": list(symbols),
                    "arrays": arrays,
                    "report": report,
                }
            )
            with np.load(report, allow_pickle=False) as archive:
                return {name: archive[name] for name in archive.files}

    def _ask(self, request: Mapping[str, Any]) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        answer = json.loads(line) if line else {"error": "it ended: " + self._last_words()}
        if "error" in answer:
            raise GenuineError(f"TensorFlow {VERSION}: {answer['error']}")

    def _last_words(self) -> str:
        self._log.seek(0)
        lines = self._log.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing"


if __name__ == "__main__":
    try:
        print(find_python())
    except GenuineError as error:
        sys.exit(str(error))
