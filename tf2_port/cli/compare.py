"""Compare legacy and port with TensorFlow 1.15.5: `seq2seq-port compare`."""

from __future__ import annotations

import argparse
import contextlib
import sys
from pathlib import Path
from typing import Any


def add(commands: Any) -> None:
    """Adds this command to the subparsers."""
    parser = commands.add_parser(
        "compare",
        help="run legacy and port, and compare them with TensorFlow 1.15.5",
        description="Exit status: 0 all agree, 1 something differs, 2 bad usage.",
    )
    parser.add_argument("stem", nargs="?", metavar="STEM", help="the variant; default all")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--config", metavar="NAME", help="a recorded case, or all")
    which.add_argument(
        "--all", action="store_const", const="all", dest="config", help="every recorded case"
    )
    parser.add_argument(
        "--inputs",
        type=Path,
        metavar="FILE.npz",
        help="your own arrays, for bahdanau_attention: input_data and decoder_input [batch, "
        "time, depth], optionally sequence_length, memory_sequence_length [batch] and target "
        "[batch, time, depth]",
    )
    parser.add_argument("--seed", type=_seed, metavar="N", help="draw other inputs and weights")
    parser.add_argument(
        "--live", action="store_true", help="run TensorFlow 1.15.5 now (needs Python 3.7)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.set_defaults(run=run)


def _seed(text: str) -> int:
    seed = int(text)
    if not 0 <= seed < 2**32:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 2**32 - 1")
    return seed


def run(arguments: argparse.Namespace) -> int:
    """Compares, and prints tables or JSON; 1 if a row differs."""
    from tf2_port.commands import compare, show
    from tf2_port.parity import genuine

    requests = compare.requests_for(
        arguments.stem, arguments.config, arguments.inputs, arguments.seed
    )
    compare.quiet_tensorflow()
    out = show.console()
    outcomes = []
    with contextlib.ExitStack() as stack:
        live = None
        if arguments.live or not requests[0].is_recorded:
            try:
                live = stack.enter_context(genuine.Genuine()).observe
            except genuine.GenuineError as error:
                if arguments.live:
                    raise ValueError(str(error)) from None
                print(f"seq2seq-port: {error}", file=sys.stderr)
        for request in requests:
            print(f"running {request.stem}, config {request.case}", file=sys.stderr)
            try:
                outcomes.append(compare.compare(request, live))
            except genuine.GenuineError as error:
                raise ValueError(str(error)) from None
    if arguments.json:
        print(show.as_json(outcomes))
    else:
        if len(outcomes) == 1:
            show.show_outcome(outcomes[0], out)
        else:
            show.show_summary(outcomes, out)
        out.print(show.verdict(outcomes), highlight=False, soft_wrap=True)
    return 0 if all(outcome.agrees for outcome in outcomes) else 1
