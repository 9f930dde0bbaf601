"""Give the command line: `seq2seq-port <command>`.

Results go to standard output, chatter to standard error. Exit status: 0 if all
agree, 1 if something differs, 2 for bad usage. TensorFlow is imported only when
a command needs it.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path

from tf2_port import registry


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns the exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["run"]:  # what follows is the script's, options included
        return _run(words[1:])
    parser = _parser()
    arguments = parser.parse_args(words)
    try:
        status: int = arguments.run(arguments)
    except ValueError as error:  # also GoldenError, InputError
        parser.exit(2, f"seq2seq-port: {error}\n")
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="seq2seq-port",
        description="Run, port and prove models of tf.contrib.seq2seq.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    compare = commands.add_parser(
        "compare",
        help="run legacy and port, and compare them with TensorFlow 1.15.5",
        description="Exit status: 0 all agree, 1 something differs, 2 bad usage.",
    )
    compare.add_argument("stem", nargs="?", metavar="STEM", help="the variant; default all")
    compare.add_argument("--config", metavar="NAME", help="a recorded case, or all")
    compare.add_argument(
        "--inputs",
        type=Path,
        metavar="FILE.npz",
        help="your own arrays: input_data and decoder_input [batch, time, depth], optionally "
        "sequence_length, memory_sequence_length [batch] and target [batch, time, depth]",
    )
    compare.add_argument("--seed", type=_seed, metavar="N", help="draw other inputs and weights")
    compare.add_argument(
        "--live", action="store_true", help="run TensorFlow 1.15.5 now (needs Python 3.7)"
    )
    compare.add_argument("--json", action="store_true", help="print JSON instead of tables")
    compare.set_defaults(run=_compare)

    list_ = commands.add_parser("list", help="show the variants")
    list_.add_argument("--json", action="store_true", help="print JSON instead of a table")
    list_.set_defaults(run=_list)

    commands.add_parser("run", help="run a TensorFlow 1 script on TensorFlow 2, unchanged")
    return parser


def _seed(text: str) -> int:
    seed = int(text)
    if not 0 <= seed < 2**32:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 2**32 - 1")
    return seed


def _run(words: Sequence[str]) -> int:
    from tf2_port.commands import run

    return run.run(words)


def _compare(arguments: argparse.Namespace) -> int:
    from tf2_port.commands import compare, show
    from tf2_port.parity import genuine

    stems = [arguments.stem] if arguments.stem else [v.stem for v in registry.VARIANTS]
    requests = [
        request
        for stem in stems
        for request in compare.requests_for(
            registry.find(stem).stem, arguments.config, arguments.inputs, arguments.seed
        )
    ]
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


def _list(arguments: argparse.Namespace) -> int:
    from tf2_port.commands import show

    if arguments.json:
        print(show.registry_as_json())
    else:
        show.show_registry(show.console())
    return 0


if __name__ == "__main__":
    sys.exit(main())
