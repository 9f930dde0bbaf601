"""Show what is in a TensorFlow 1 checkpoint: `seq2seq-port inspect`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


def add(commands: Any) -> None:
    """Adds this command to the subparsers."""
    parser = commands.add_parser(
        "inspect",
        help="show the layers in a TensorFlow 1 checkpoint",
        description="Exit status: 0 shown, 2 no checkpoint of tf.train.Saver, or a damaged one.",
    )
    parser.add_argument(
        "checkpoint",
        type=Path,
        metavar="CHECKPOINT",
        help="what Saver.save returned, with or without .index, or the folder it is in",
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints a table or JSON."""
    from tf2_port.commands.compare import quiet_tensorflow

    quiet_tensorflow()  # before it is imported
    from tf2_port.commands import inspect, show

    contents = inspect.inspect(arguments.checkpoint)
    if arguments.json:
        print(inspect.as_json(contents))
    else:
        inspect.show(contents, show.console())
    return 0
