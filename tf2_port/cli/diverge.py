"""Find where two recordings part first, and why: `seq2seq-port diverge`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


def add(commands: Any) -> None:
    """Adds this command to the subparsers."""
    parser = commands.add_parser(
        "diverge",
        help="find where two recordings part first, and why",
        description="Compares two files of `seq2seq-port record`. "
        "Exit status: 0 they agree, 1 they differ, 2 bad usage.",
    )
    parser.add_argument("reference", type=Path, metavar="REFERENCE.npz")
    parser.add_argument("other", type=Path, metavar="OTHER.npz")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="write a report with heat maps of the error over time and depth: .html, or .md "
        "with pictures beside it",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Compares, prints what differs, and writes the report."""
    from tf2_port.commands import diverge
    from tf2_port.commands.diverge_report import headline

    verdict = diverge.diverge(arguments.reference, arguments.other)
    if arguments.out is not None:
        diverge.write_report(verdict, arguments.out)
    print(verdict.message or headline(verdict))
    return 0 if verdict.agrees else 1
