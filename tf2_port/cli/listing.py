"""Show the variants: `seq2seq-port list`."""

from __future__ import annotations

import argparse
from typing import Any


def add(commands: Any) -> None:
    """Adds this command to the subparsers."""
    parser = commands.add_parser("list", help="show the variants")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the registry."""
    from tf2_port.commands import show

    if arguments.json:
        print(show.registry_as_json())
    else:
        show.show_registry(show.console())
    return 0
