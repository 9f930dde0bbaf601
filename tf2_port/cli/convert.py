"""Carry trained weights between TensorFlow 1 and a Keras model: `seq2seq-port convert`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

_EPILOG = """\
MODULE:FUNCTION is imported from the working directory and called without arguments. --model's
returns a built model, or (model, example inputs), or a model to be called on --inputs.

It writes DIR/model.index and DIR/model.data-..., a tf.train.Checkpoint:
  tf.train.Checkpoint(model=model, optimizer=optimizer).restore("DIR/model").expect_partial()
and DIR/map.toml, which says what went where. --reverse goes back: CHECKPOINT is then such a DIR,
and the new one has model.ckpt, for tf.train.Saver().restore(session, "DIR/model.ckpt").

Exit status: 0 converted, 1 something has no counterpart and nothing was written, 2 bad usage or
a damaged checkpoint. To see what a checkpoint has: seq2seq-port inspect.
"""


def add(commands: Any) -> None:
    """Adds this command to the subparsers."""
    parser = commands.add_parser(
        "convert",
        help="load a TensorFlow 1 checkpoint into your own Keras model, or go back",
        description="Carry weights and optimizer slots over; all of them, or none.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("checkpoint", type=Path, metavar="CHECKPOINT")
    parser.add_argument("--model", required=True, metavar="MODULE:FUNCTION", help="makes the model")
    parser.add_argument("--out", type=Path, metavar="DIR", help="a folder to be made")
    parser.add_argument(
        "--inputs", type=Path, metavar="FILE.npz", help="example inputs to call the model on, once"
    )
    optimizer = parser.add_mutually_exclusive_group()
    optimizer.add_argument(
        "--optimizer",
        metavar="MODULE:FUNCTION",
        help="makes the optimizer that gets the slots; by default the one the model was compiled "
        "with",
    )
    optimizer.add_argument("--no-optimizer", action="store_true", help="leave the slots")
    parser.add_argument("--averages", action="store_true", help="take moving averages as weights")
    parser.add_argument("--map", type=Path, metavar="FILE", help="a TOML file: what goes where")
    parser.add_argument(
        "--draft-map", type=Path, metavar="FILE", help="write such a file, to be completed"
    )
    parser.add_argument(
        "--allow-unused",
        action="append",
        default=[],
        metavar="PATTERN",
        help="tensors of the checkpoint that may be left, such as 'beam/*'; may be repeated",
    )
    parser.add_argument(
        "--reverse", action="store_true", help="write a TensorFlow 1 checkpoint from Keras weights"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Converts; 1 if something has no counterpart."""
    if (arguments.out is None) == (arguments.draft_map is None):
        raise ValueError("give either --out DIR or --draft-map FILE")
    if arguments.reverse and (arguments.draft_map or arguments.allow_unused or arguments.averages):
        raise ValueError("--reverse goes by the map: no --draft-map, --allow-unused, --averages")
    from tf2_port.commands.compare import quiet_tensorflow

    quiet_tensorflow()  # before it is imported
    from tf2_port.checkpoints import MatchError
    from tf2_port.commands import convert
    from tf2_port.commands.user_function import user_function

    if arguments.out is not None and arguments.out.exists():
        raise ValueError(f"--out {arguments.out} exists already: name a new folder")
    model = convert.make_model(arguments.model, arguments.inputs)
    if arguments.draft_map:
        return _draft(arguments, model)
    optimizer = None if arguments.no_optimizer else getattr(model, "optimizer", None)
    if arguments.optimizer:
        optimizer = user_function(arguments.optimizer, "--optimizer")()
    out = arguments.out
    if arguments.reverse:
        names = convert.to_tf1(arguments.checkpoint, model, out, arguments.map, optimizer)
        print(f"{len(names)} tensors written: restore {out / convert.TF1}")
        return 0
    try:
        loaded = convert.to_keras(
            arguments.checkpoint,
            model,
            out,
            arguments.map,
            optimizer=optimizer,
            drop_optimizer=arguments.no_optimizer,
            averages=arguments.averages,
            allow_unused=arguments.allow_unused,
        )
    except MatchError as error:
        for problem in error.problems:
            print(f"seq2seq-port: {problem}", file=sys.stderr)
        print(
            "seq2seq-port: nothing was written; --draft-map FILE writes a map to be completed, "
            "--allow-unused PATTERN leaves tensors",
            file=sys.stderr,
        )
        return 1
    for entry in loaded.mapping.layers:
        print(f"{entry.scope} -> {entry.keras} ({entry.kind}): {loaded.why[entry.keras]}")
    for name in loaded.unused:
        print(f"{name}: unused, as allowed")
    for note in loaded.notes:
        print(f"note: {note}")
    print(f"{len(model.weights)} weights written: restore {out / convert.MODEL}")
    return 0


def _draft(arguments: argparse.Namespace, model: Any) -> int:
    from tf2_port.commands import convert

    text, left = convert.draft_map(
        arguments.checkpoint, model, arguments.map, arguments.allow_unused
    )
    temporary = arguments.draft_map.with_name(arguments.draft_map.name + ".part")
    try:
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(arguments.draft_map)
    except OSError as error:
        raise ValueError(f"--draft-map {arguments.draft_map}: {error.strerror}") from None
    print(f"{arguments.draft_map} written: {left} decisions are left to you")
    return 0
