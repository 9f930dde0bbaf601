"""Draw what a trained model attends to: `seq2seq-port plot-attention`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from tf2_port.cli.translate import add_model


def add(commands: Any) -> None:
    """Adds this command to the subparsers."""
    parser = commands.add_parser(
        "plot-attention",
        help="draw which characters of a date each character of its translation came from",
        description="Prints the translation. Exit status: 0 drawn, 2 bad usage.",
    )
    parser.add_argument("text", metavar="TEXT", help="a date")
    add_model(parser)
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE.png", help="where the picture goes"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Translates a text, and draws its alignments."""
    from tf2_port.commands.compare import quiet_tensorflow

    quiet_tensorflow()
    from tf2_port.nmt import plot
    from tf2_port.nmt.translator import Dates

    plot.check(arguments.out)
    model = Dates(arguments.model, arguments.backend)
    translation, alignments = model.attend(arguments.text)
    model.close()
    plot.save(plot.alignment_figure(arguments.text, translation, alignments), arguments.out)
    print(translation)
    print(f"wrote {arguments.out}", file=sys.stderr)
    return 0
