"""Train a variant from text to text: `seq2seq-port train`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from tf2_port.nmt.options import BACKENDS, CELLS, STEM, given

STEPS = 2000


def add(commands: Any) -> None:
    """Adds this command to the subparsers."""
    parser = commands.add_parser(
        "train",
        help="train nmt_with_attention on dates in many languages, and judge it",
        description="Trains until held-out dates are not translated better any more. A run that "
        "was killed is continued by --resume, to the same weights. Exit status: 0 trained, "
        "2 bad usage, 130 interrupted.",
    )
    parser.add_argument("variant", metavar="VARIANT", help=f"{STEM} is what can be trained")
    parser.add_argument("--backend", choices=BACKENDS, help="who trains; default port")
    parser.add_argument(
        "--steps", type=at_least(1), default=STEPS, metavar="N", help=f"at most; default {STEPS}"
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help=f"the model's folder; default {STEM}-BACKEND"
    )
    parser.add_argument("--resume", action="store_true", help="go on with the model in --out")
    parser.add_argument("--cell", choices=CELLS, help="default gru")
    parser.add_argument("--seed", type=at_least(0), metavar="N", help="of weights and batches")
    parser.add_argument(
        "--evaluate-every", type=at_least(1), metavar="N", help="steps; default 100"
    )
    parser.add_argument(
        "--training-dates", type=at_least(1), metavar="N", help="default: all not held out"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.set_defaults(run=run)


def at_least(least: int) -> Any:
    """Returns a parser of whole numbers from `least` to what fits in 31 bits."""

    def number(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) < 2**31:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least} on")
        return int(text)

    return number


def run(arguments: argparse.Namespace) -> int:
    """Trains with a progress bar on standard error, and prints how good the model is."""
    from tf2_port import registry

    if registry.find(arguments.variant).stem != STEM:
        raise ValueError(f"{arguments.variant} has no task to be trained for; {STEM} has")
    from tf2_port.commands.compare import quiet_tensorflow

    quiet_tensorflow()
    from tf2_port.nmt import train

    out = arguments.out or Path(f"{STEM}-{arguments.backend or 'port'}")
    prepared = train.prepare(out, arguments.resume, given(vars(arguments)))
    started = time.monotonic()
    job = train.Run(*prepared)
    try:
        _train_with_bar(job, arguments.steps)
        seconds = time.monotonic() - started
        outcome = job.judge()
    except KeyboardInterrupt:
        print(f"interrupted; --resume --out {out} goes on", file=sys.stderr)
        return 130
    finally:
        job.close()
    results = {
        "variant": STEM,
        "backend": job.folder.options.backend,
        "cell": job.folder.options.cell,
        "steps": outcome.progress.step,
        "best_step": outcome.progress.best_step,
        "seconds": round(seconds, 1),
        "held_out_dates": len(job.pairs.test),
        "greedy": outcome.greedy._asdict(),
        "beam": outcome.beam._asdict(),
    }
    print(json.dumps(results, indent=2) if arguments.json else _text(results))
    return 0


def _train_with_bar(job: Any, steps: int) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, TextColumn("loss {task.fields[loss]:.4f}"), console=console) as bar:
        begun = job.progress.step
        if begun:
            console.print(f"going on from step {begun}", highlight=False)
        task = bar.add_task("training", total=max(steps, begun), completed=begun, loss=0.0)

        def on_step(step: int, loss: float) -> None:
            bar.update(task, completed=step, loss=loss)

        def on_evaluation(step: int, scores: Any) -> None:
            console.print(f"step {step}: validation, {_scores(scores)}", highlight=False)

        job.train(steps, on_step, on_evaluation)
        if job.progress.stopped:
            console.print("stopped early: it does not get better", highlight=False)


def _scores(scores: Any) -> str:
    return (
        f"exact match {100 * scores.exact_match:.2f} %, "
        f"character error rate {100 * scores.character_error_rate:.3f} %"
    )


def _text(results: dict[str, Any]) -> str:
    from tf2_port.nmt.metrics import Scores

    return "\n".join(
        [
            "{variant}, {backend}, {cell}: {steps} steps in {seconds:.0f} s".format(**results),
            "{held_out_dates} held-out dates, with the weights of step {best_step}:".format(
                **results
            ),
            f"  greedy       {_scores(Scores(**results['greedy']))}",
            f"  beam search  {_scores(Scores(**results['beam']))}",
        ]
    )
