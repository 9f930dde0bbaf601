"""Run a program on genuine and on legacy, under both behaviours of TensorFlow 2, and compare.

`v2` runs in this process; `v1` and the genuine article in one long-lived process
each, all three at the same time.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from parity_tests.golden.scenarios import outcome
from parity_tests.golden.scenarios.outcome import Outcome
from parity_tests.golden.scenarios.programs import outcome_of, run_program
from parity_tests.live.known_differences import known, without_zero_gradients
from tf2_port.parity.genuine import Genuine
from tf2_port.parity.worker import Worker

PACKAGES = ("legacy_tf1", "tf2_port", "parity_tests")
FUNCTION = "parity_tests.golden.scenarios.programs.report"


class Trio:
    """Genuine, and legacy under `v1` and `v2`; runs a program on all of them."""

    def __init__(self, genuine: Worker, v1: Worker) -> None:
        self._genuine, self._v1 = genuine, v1

    def run(self, program: str) -> dict[str, Outcome]:
        """Returns the outcomes of `genuine`, `v1` and `v2`."""
        self._genuine.start(FUNCTION, {"program": program})
        self._v1.start(FUNCTION, {"program": program, "v1": True})
        v2 = run_program(program)
        v1, genuine = (outcome_of(worker.finish()) for worker in (self._v1, self._genuine))
        return {"genuine": genuine, "v1": v1, "v2": v2}


@contextlib.contextmanager
def running_trio(python: str | None = None) -> Iterator[Trio]:
    """Starts the two processes, and ends them."""
    with Genuine(python, PACKAGES) as genuine, Worker(sys.executable, PACKAGES) as v1:
        yield Trio(genuine, v1)


def excused(outcomes: dict[str, Outcome]) -> list[str]:
    """Names the behaviours that cannot be compared, because TensorFlow 2 itself differs."""
    genuine = outcomes["genuine"]
    return [b for b in ("v1", "v2") if known(b, genuine, outcomes[b])]


def disagreements(outcomes: dict[str, Outcome]) -> list[str]:
    """Tells what in legacy's outcomes differs from the genuine one."""
    genuine, found = outcomes["genuine"], []
    for behaviour in ("v1", "v2"):
        if behaviour in excused(outcomes):
            continue
        legacy = outcomes[behaviour]
        if behaviour == "v2":
            legacy = without_zero_gradients(genuine, legacy)
        found += [f"{behaviour}: {problem}" for problem in outcome.problems(genuine, legacy)]
    return found
