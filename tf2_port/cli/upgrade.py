"""Rewrite TensorFlow 1 code for TensorFlow 2, without the launcher: `seq2seq-port upgrade`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

STATUS = (
    "Exit status: 0 if nothing is left to be done by hand (and with --write, all is "
    "written), 1 if something is, 2 for bad usage or what cannot be read or written."
)


def add(commands: Any) -> None:
    """Adds this command to the subparsers."""
    parser = commands.add_parser(
        "upgrade",
        help="rewrite TensorFlow 1 code so that it runs on TensorFlow 2 without the launcher",
        description="Stage one of a migration: mechanical and safe. Without an option it only "
        "tells what it would do. What cannot be rewritten safely is left and reported. " + STATUS,
    )
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="a Python file, a notebook, or a directory"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--diff", action="store_true", help="print the changes, for `patch -p0`")
    how.add_argument("--write", action="store_true", help="change the files")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Upgrades each file, and goes on with the next whatever becomes of one."""
    from tf2_port.commands.compare import quiet_tensorflow

    quiet_tensorflow()
    from tf2_port.migrate.reading import files
    from tf2_port.migrate.upgrade import report, upgrade_file
    from tf2_port.migrate.upgrade.files import replace

    told = sys.stderr if arguments.diff else sys.stdout  # of a diff, patch reads all
    left = errors = changed = 0
    for path in list(files(arguments.paths)):
        try:
            upgraded = upgrade_file(Path(path))
            if upgraded.changed and arguments.write:
                replace(Path(path), upgraded.before, upgraded.after)
        except (OSError, ValueError) as error:
            print(f"seq2seq-port: {error}", file=sys.stderr)
            errors += 1
            continue
        changed += upgraded.changed
        left += len(upgraded.left)
        if arguments.diff:
            sys.stdout.write(report.diff(os.path.normpath(path), upgraded))
        for line in report.lines(path, upgraded, arguments.write):
            print(line, file=told)
    print(report.summary(changed, left, arguments.write), file=told)
    return 2 if errors else 1 if left else 0
