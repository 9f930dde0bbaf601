"""List uses of tf.contrib in code: `seq2seq-port scan`."""

from __future__ import annotations

import argparse
from typing import Any


def add(commands: Any) -> None:
    """Adds this command to the subparsers."""
    parser = commands.add_parser(
        "scan",
        help="list uses of tf.contrib in your code, and what becomes of them",
        description="Reads Python files and notebooks, and never executes them. Lists each use "
        "of tf.contrib, what it is under legacy_tf1 and in TensorFlow 2, and the hazards that "
        "its arguments run into when it is ported.",
        epilog="Exit status: 0 nothing found, 1 uses of tf.contrib found, 2 bad usage, or a file "
        "that mentions contrib could not be read; what could be read is reported all the same.",
    )
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a file, or a directory to look through for .py, .pyw and .ipynb",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON instead of tables")
    form.add_argument("--sarif", action="store_true", help="print SARIF 2.1.0, for code hosts")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Scans, and prints a report; 1 if something was found, 2 if something was not read."""
    from tf2_port.migrate.scan import scan

    report = scan(arguments.paths)
    if arguments.json:
        from tf2_port.migrate.scan_json import as_json

        print(as_json(report))
    elif arguments.sarif:
        from tf2_port.migrate.sarif import as_sarif

        print(as_sarif(report))
    else:
        from tf2_port.commands import show
        from tf2_port.migrate.report import show as show_report

        show_report(report, show.console())
    return report.status
