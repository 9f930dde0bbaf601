"""Run a TensorFlow 1 program, as `python -m legacy_tf1` does."""

from __future__ import annotations

import importlib
from collections.abc import Sequence


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
