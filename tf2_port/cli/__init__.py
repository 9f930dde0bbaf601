"""Give the command line: `seq2seq-port <command>`, one module here for each command.

Results go to standard output, chatter to standard error. Exit status: 0 if all
agree, 1 if something differs, 2 for bad usage. TensorFlow is imported only when
a command needs it.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

# Modules of this package with `add(commands)`, in the order of --help.
COMMANDS = (
    "run",
    "scan",
    "upgrade",
    "inspect",
    "convert",
    "compare",
    "listing",
    "record",
    "diverge",
    "train",
    "translate",
    "plot_attention",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns the exit status."""
    words = [*(sys.argv[1:] if argv is None else argv)]
    if words[:1] == ["run"]:  # what follows is the script's, options included
        return importlib.import_module("tf2_port.cli.run").run(words[1:])
    parser = _parser()
    arguments = parser.parse_args(words)
    try:
        status: int = arguments.run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except ValueError as error:  # also GoldenError, InputError
        parser.exit(2, f"seq2seq-port: {error}\n")
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="seq2seq-port",
        description="Run, port and prove models of tf.contrib.seq2seq.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in COMMANDS:
        importlib.import_module(f"tf2_port.cli.{name}").add(commands)
    return parser
