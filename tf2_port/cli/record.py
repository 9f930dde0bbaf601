"""Record what a TensorFlow 1 graph or its port computes: `seq2seq-port record`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any


def add(commands: Any) -> None:
    """Adds this command to the subparsers."""
    parser = commands.add_parser(
        "record",
        help="record what a TensorFlow 1 graph, or its port, computes",
        description="The graph function takes placeholders by the names of the inputs and "
        "returns a dict of tensors; `loss` is trained on. See the fixture `parity`. "
        "Exit status: 0 recorded, 2 bad usage.",
    )
    parser.add_argument("subject", metavar="MODULE:FUNCTION", help="what to run")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.npz")
    parser.add_argument("--inputs", type=Path, metavar="FILE.npz", help="arrays by name")
    parser.add_argument(
        "--like", type=Path, metavar="FILE.npz", help="a recording: take its inputs and weights"
    )
    who = parser.add_mutually_exclusive_group()
    who.add_argument(
        "--legacy",
        action="store_const",
        dest="witness",
        const="legacy",
        default="legacy",
        help="run the graph on legacy_tf1 (default)",
    )
    who.add_argument(
        "--live",
        action="store_const",
        dest="witness",
        const="live",
        help="run the graph on TensorFlow 1.15.5 (needs Python 3.7)",
    )
    who.add_argument(
        "--port", action="store_true", help="it makes a Keras model, not a graph; needs --like"
    )
    parser.add_argument("--seed", type=_natural, metavar="N", help="for the weights (default: 0)")
    parser.add_argument(
        "--steps", type=_natural, metavar="N", help="how many steps of Adam (default: 5)"
    )
    parser.set_defaults(run=run)


def _natural(text: str) -> int:
    number = int(text)
    if not 0 <= number < 2**32:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 2**32 - 1")
    return number


def run(arguments: argparse.Namespace) -> int:
    """Records, and tells what was recorded."""
    from tf2_port.commands.compare import quiet_tensorflow

    quiet_tensorflow()  # before it is imported
    from tf2_port.commands import record
    from tf2_port.parity.worker import WorkerError

    if os.getcwd() not in sys.path:  # where `python -m` would find the user's module
        sys.path.insert(0, os.getcwd())
    names = ("subject", "out", "inputs", "like", "port", "witness", "seed", "steps")
    task = record.Task(**{name: getattr(arguments, name) for name in names})
    try:
        recording = record.record(task)
    except WorkerError as error:
        raise ValueError(str(error)) from None
    print(f"{task.out}: {len(recording.report)} arrays by {recording.settings['producer']}")
    return 0
