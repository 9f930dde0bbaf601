"""Run several programs, each in a fork of one process that has TensorFlow imported.

    python -m legacy_tf1 parity_tests/scripts/forks.py ROOM PROGRAM.py...

As importing is most of what a small program takes, `run.run_all` starts this in place of
one Python for each. The fork is taken before there is a graph, a session or a thread of
TensorFlow's; from then on a program has a process of its own. In `ROOM/NAME` it leaves
`stdout`, `stderr`, `status` and the witness's `report.npz`; `folder` there is its current one.
"""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path

import tensorflow  # noqa: F401

AT_A_TIME = 2


def become(program: Path, room: Path) -> None:
    """Makes this process the one of a program, as `python PROGRAM.py` would have it."""
    for number, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(os.open(room / name, os.O_WRONLY | os.O_CREAT), number)
    os.environ["WITNESS_REPORT"] = str(room / "report.npz")
    os.chdir(room / "folder")
    sys.argv = [str(program)]
    sys.path[0] = str(program.parent)
    runpy.run_path(str(program), run_name="__main__")


def main(room: Path, programs: list[Path]) -> None:
    """Runs programs; in a fork, returns or raises when its program has come to its end."""
    running: dict[int, Path] = {}
    for program in programs:
        if len(running) == AT_A_TIME:
            _wait(running)
        place = room / program.stem
        (place / "folder").mkdir(parents=True)
        child = os.fork()
        if not child:
            become(program, place)
            return
        running[child] = place
    while running:
        _wait(running)


def _wait(running: dict[int, Path]) -> None:
    child, status = os.wait()
    place = running.pop(child)
    (place / "status").write_text(str(os.waitstatus_to_exitcode(status)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(program) for program in sys.argv[2:]])
