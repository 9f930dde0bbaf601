"""Run a TensorFlow 1 program, as `python -m legacy_tf1` does: `seq2seq-port run`."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any


def add(commands: Any) -> None:
    """Adds this command to the subparsers; `main` never parses what follows it."""
    commands.add_parser("run", help="run a TensorFlow 1 script on TensorFlow 2, unchanged")


def run(arguments: Sequence[str]) -> int:
    """Hands over to the launcher, which replaces this process by the script's.

    Args:
      arguments: `SCRIPT.py [ARGUMENT...]` or `-m MODULE [ARGUMENT...]`, untouched.

    Returns:
      An exit status, if there is nothing to run.
    """
    status: int = importlib.import_module("legacy_tf1.launcher.run").main(
        arguments, program="seq2seq-port run"
    )
    return status
