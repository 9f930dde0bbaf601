"""Measure decode loops on TensorFlow 1.15.5 and on legacy, in turns, and print the ratios.

    python -m parity_tests.benchmarks.decode_loop [--rounds N] [--sizes tiny|small|large]

Both run the same program (`worker.py`), each in a process of its own; at any time only
one of them computes. A ratio is the median time of a run in legacy by that in 1.15.5.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table

from tf2_port.parity.genuine import find_python

ROOT = Path(__file__).resolve().parents[2]
WORKER = str(Path(__file__).resolve().parent / "worker.py")
CASES = ("training_helper", "training_step", "greedy", "beam_search")
RUNS = 5  # of one process before it is the other's turn
SIZES = {
    "tiny": {"batch": 2, "memory": 3, "units": 4, "vocabulary": 7, "steps": 2, "width": 2},
    "small": {"batch": 4, "memory": 10, "units": 16, "vocabulary": 50, "steps": 30, "width": 3},
    "large": {"batch": 32, "memory": 40, "units": 128, "vocabulary": 2000, "steps": 30, "width": 5},
}


class Measured(NamedTuple):
    """What one process needed for one case, in seconds."""

    building: float
    first: float
    ops: int
    runs: list[float]


class Worker:
    """A process that answers requests."""

    def __init__(self, command: list[str], variables: dict[str, str]) -> None:
        self.command = command
        # TensorFlow 2 sets it, and would give TensorFlow 1.15.5 another control flow.
        inherited = {k: v for k, v in os.environ.items() if k != "TF2_BEHAVIOR"}
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**inherited, "TF_CPP_MIN_LOG_LEVEL": "3", **variables},
        )

    def ask(self, **request: Any) -> dict[str, Any]:
        assert self.process.stdin is not None and self.process.stdout is not None
        print(json.dumps(request), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{' '.join(self.command)} gave up on {request}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        self.process.communicate()  # its input ends, and so does it


def workers() -> dict[str, Worker]:
    """Starts both."""
    return {
        "genuine": Worker([find_python(), WORKER], {"PYTHONPATH": ""}),
        "legacy": Worker([sys.executable, "-m", "legacy_tf1", WORKER], {"PYTHONPATH": str(ROOT)}),
    }


def measure(case: str, sizes: dict[str, int], rounds: int, on: dict[str, Worker]) -> dict[str, Any]:
    """Builds a case on both, then runs it on one after the other, `rounds` times."""
    built = {name: worker.ask(build=case, sizes=sizes) for name, worker in on.items()}
    runs: dict[str, list[float]] = {name: [] for name in on}
    for _ in range(rounds):
        for name, worker in on.items():
            runs[name] += worker.ask(run=case, times=RUNS)["seconds"]
    return {
        name: Measured(b["seconds"], b["first"], b["ops"], runs[name]) for name, b in built.items()
    }


def row(case: str, measured: dict[str, Measured]) -> list[str]:
    genuine, legacy = measured["genuine"], measured["legacy"]
    cells = [case]
    for one, other in (
        (median(genuine.runs), median(legacy.runs)),
        (min(genuine.runs), min(legacy.runs)),
        (genuine.building, legacy.building),
        (genuine.first, legacy.first),
    ):
        cells.append(f"{1e3 * one:.1f} : {1e3 * other:.1f}  [bold]{other / one:.2f}[/bold]")
    return [*cells, f"{genuine.ops} : {legacy.ops}"]


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=20, help=f"of {RUNS} runs each")
    parser.add_argument("--sizes", choices=SIZES, action="append", help="default: small, large")
    arguments = parser.parse_args(argv)
    console = Console(width=None if sys.stdout.isatty() else 120)
    on = workers()
    try:
        for size in arguments.sizes or ["small", "large"]:
            title = f"{size}: " + ", ".join(f"{k} {v}" for k, v in SIZES[size].items())
            table = Table(title=title, caption="milliseconds, genuine : legacy, and their ratio")
            for column in ("loop", "median run", "fastest run", "building", "first run", "ops"):
                table.add_column(column)
            for case in CASES:
                table.add_row(*row(case, measure(case, SIZES[size], arguments.rounds, on)))
            console.print(table)
    finally:
        for worker in on.values():
            worker.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
