"""Call functions in a long-lived process of another Python or another TensorFlow.

The other side is `legacy_tf1.worker`. A line of JSON asks and a line answers;
arrays go by `.npz` files. Any number of calls is answered, one after the other.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

# Puts packages into sys.modules by their folders: with the folder above them on the
# path, Python 3.7 would find the packages of another Python there.
_BOOTSTRAP = """
import importlib.util, os, runpy, sys
for folder in sys.argv[1:]:
    name = os.path.basename(folder)
    spec = importlib.util.spec_from_file_location(
        name, os.path.join(folder, "__init__.py"), submodule_search_locations=[folder])
    sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])
runpy.run_module("legacy_tf1.worker", run_name="__main__")
"""


_Self = TypeVar("_Self", bound="Worker")


class WorkerError(RuntimeError):
    """The process cannot be started, has ended, or what it was asked for failed.

    `refused` is the text of the ValueError that was raised there, or empty.
    """

    refused: str = ""


def environment() -> dict[str, str]:
    """Returns this environment without what would mislead another Python or TensorFlow.

    To import TensorFlow 2 sets `TF2_BEHAVIOR`, and that would give TensorFlow 1.15.5
    control flow v2 and resource variables.
    """
    misleading = ("PYTHONPATH", "PYTHONHOME", "PYENV_VERSION", "VIRTUAL_ENV", "TF2_BEHAVIOR")
    kept = {k: v for k, v in os.environ.items() if k not in misleading}
    return {**kept, "TF_CPP_MIN_LOG_LEVEL": "3"}


class Worker:
    """A running process; use it as a context manager.

    `name` begins what it complains of, as an exception of class `error`.
    """

    name: str = "the worker"
    error: type[WorkerError] = WorkerError

    def __init__(self, python: str, packages: Sequence[str] = ("legacy_tf1",)) -> None:
        """Starts the process.

        Args:
          python: the interpreter.
          packages: which of this process's packages it can import beside its own.

        Raises:
          WorkerError: if a package is not installed here.
        """
        folders = []
        for package in packages:
            spec = importlib.util.find_spec(package)
            if spec is None or not spec.submodule_search_locations:
                raise self.error(f"the package {package} is not installed beside tf2_port")
            folders.append(spec.submodule_search_locations[0])
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed in __exit__
        self._folder = tempfile.TemporaryDirectory()
        self._process = subprocess.Popen(
            [python, "-c", _BOOTSTRAP, *folders],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            env=self.environment(),
        )

    def environment(self) -> dict[str, str]:
        """Returns the environment variables of the process."""
        return environment()

    def __enter__(self: _Self) -> _Self:
        return self

    def __exit__(self, *unused: object) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        with contextlib.suppress(BrokenPipeError):  # it may have ended by itself
            self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()
        self._folder.cleanup()
        self._log.close()

    def call(
        self,
        function: str,
        arguments: Mapping[str, Any],
        arrays: Mapping[str, Mapping[str, np.ndarray]] | None = None,
    ) -> dict[str, np.ndarray]:
        """Calls a function there and returns the dict of arrays that it returns.

        Args:
          function: its module and name, `"legacy_tf1.witness.observe"`.
          arguments: by name, whatever JSON can hold.
          arrays: further arguments by name, each of them arrays by name.

        Raises:
          WorkerError: with the error's text, if it fails.
        """
        self.start(function, arguments, arrays)
        return self.finish()

    def start(
        self,
        function: str,
        arguments: Mapping[str, Any],
        arrays: Mapping[str, Mapping[str, np.ndarray]] | None = None,
    ) -> None:
        """Begins a call and does not wait; `finish` does."""
        assert self._process.stdin is not None
        given = {
            f"{argument}/{name}": array
            for argument, by_name in (arrays or {}).items()
            for name, array in by_name.items()
        }
        np.savez(self._path("arrays"), **given)
        request = {
            "function": function,
            "arguments": {**{name: {} for name in arrays or {}}, **arguments},
            "arrays": self._path("arrays"),
            "report": self._path("report"),
        }
        with contextlib.suppress(BrokenPipeError):  # `finish` will tell
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()

    def finish(self) -> dict[str, np.ndarray]:
        """Waits for the call that was begun, and returns as `call` does."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        answer = json.loads(line) if line else {"error": "it ended: " + self._last_words()}
        if "error" in answer:
            error = self.error(f"{self.name}: {answer['error']}")
            error.refused = answer.get("refused", "")
            raise error
        with np.load(self._path("report"), allow_pickle=False) as archive:
            return {name: archive[name] for name in archive.files}

    def _path(self, name: str) -> str:
        return str(Path(self._folder.name) / (name + ".npz"))

    def _last_words(self) -> str:
        self._log.seek(0)
        lines = self._log.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing"
