"""Start Python on a TensorFlow 1 script or module, as `python -m legacy_tf1` does.

The script runs in a Python that knows how to import TensorFlow 1 (`environment`
tells how), not inside this one: `sys.argv`, `__main__`, `sys.path`, exit status
and tracebacks are Python's own.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from legacy_tf1.launcher.environment import environment
from legacy_tf1.launcher.python2 import why_python_2

PROGRAM = "python -m legacy_tf1"
USAGE = "usage: {0} SCRIPT.py [ARGUMENT...]  |  {0} -m MODULE [ARGUMENT...]"
HELP = """
Run a script or module written for TensorFlow 1.4 to 1.15, tf.contrib.seq2seq
included, on TensorFlow 2, unchanged. In that process, and in those that it
starts with the same Python, `import tensorflow` gives TensorFlow 1.
The exit status is the script's own; 2 for bad usage and for Python 2.
"""


class UsageError(Exception):
    """Says in one line why nothing was started."""


def main(argv: Sequence[str] | None = None, program: str = PROGRAM) -> int:
    """Replaces this process by the script's; returns only if there is nothing to run."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    usage = USAGE.format(program)
    if arguments[:1] in (["--help"], ["-h"]):
        print(usage + "\n" + HELP, end="")
        return 0
    try:
        check(arguments, usage)
    except UsageError as error:
        print(f"{program}: {error}", file=sys.stderr)
        return 2
    command = [sys.executable, *_interpreter_options(), *arguments]
    return _replace_process(command, environment(os.environ))


def check(arguments: Sequence[str], usage: str) -> None:
    """Checks that there is something to run.

    Raises:
      UsageError: if no script or module is named, it does not exist, or is Python 2.
    """
    if not arguments:
        raise UsageError(f"no script or module is given; {usage}")
    if sys.flags.ignore_environment:
        raise UsageError("Python's options -E and -I keep TensorFlow 1 from the script")
    first = arguments[0]
    if first == "-m":
        if len(arguments) < 2:
            raise UsageError(f"-m needs the name of a module; {usage}")
        source = _source_of_module(arguments[1])
    elif first.startswith("-"):
        raise UsageError(f"unknown option {first}; {usage}")
    else:
        source = Path(first)
        if not source.exists():
            raise UsageError(f"there is no script {first}")
    reason = why_python_2(source) if source is not None and source.is_file() else None
    if reason is not None:
        raise UsageError(f"{source} is Python 2 ({reason}): convert it to Python 3 first")


def _source_of_module(name: str) -> Path | None:
    """Finds the file of a top-level module; its parents would have to be imported to look deeper.

    Raises:
      UsageError: if there is no such module.
    """
    try:
        spec = importlib.util.find_spec(name.split(".")[0])
    except ValueError:  # it has no spec
        return None
    if spec is None:
        raise UsageError(f"there is no module {name}")
    places = spec.submodule_search_locations
    if places is None:
        return Path(spec.origin) if spec.origin else None
    for place in places:
        file = Path(place, *name.split(".")[1:])
        for candidate in (file / "__main__.py", file.with_suffix(".py")):
            if candidate.is_file():
                return candidate
    return None


def _interpreter_options() -> list[str]:
    """Returns the options that this Python was started with, as in `python -O -m legacy_tf1`."""
    started: list[str] = getattr(sys, "orig_argv", [])
    for index, word in enumerate(started[:-1]):
        if word == "-m" and started[index + 1] == "legacy_tf1":
            return started[1:index]
    return []


def _replace_process(command: list[str], variables: dict[str, str]) -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "nt":  # where exec returns to the shell before the script ends
        return subprocess.call(command, env=variables)
    os.execve(command[0], command, variables)
