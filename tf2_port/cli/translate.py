"""Translate dates by a trained model: `seq2seq-port translate`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from tf2_port.cli.train import at_least
from tf2_port.nmt.options import BACKENDS


def add(commands: Any) -> None:
    """Adds this command to the subparsers."""
    parser = commands.add_parser(
        "translate",
        help="translate dates by a model that `train` made",
        description="Prints a line for each text. Exit status: 0 translated, 2 bad usage.",
    )
    parser.add_argument("texts", nargs="*", metavar="TEXT", help="default: lines of standard input")
    add_model(parser)
    parser.add_argument(
        "--beam-width", type=at_least(1), metavar="N", help="search by N beams, not greedily"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of lines")
    parser.set_defaults(run=run)


def add_model(parser: Any) -> None:
    """Adds the arguments that name a model."""
    parser.add_argument("--model", type=Path, required=True, metavar="DIR", help="its folder")
    parser.add_argument(
        "--backend", choices=BACKENDS, help="who decodes; default the one that trained"
    )


def run(arguments: argparse.Namespace) -> int:
    """Translates all texts, or none if one cannot be read."""
    texts = arguments.texts or sys.stdin.read().splitlines()
    from tf2_port.commands.compare import quiet_tensorflow

    quiet_tensorflow()
    from tf2_port.nmt.translator import Dates

    model = Dates(arguments.model, arguments.backend, arguments.beam_width)
    translations = model.translate(texts, "beam" if arguments.beam_width else "greedy")
    model.close()
    if arguments.json:
        pairs = [{"text": text, "date": date} for text, date in zip(texts, translations)]
        print(json.dumps(pairs, ensure_ascii=False, indent=2))
    else:
        print("".join(f"{translation}\n" for translation in translations), end="")
    return 0
