"""Compare genuine with legacy on programs that hypothesis draws.

    pytest --live parity_tests/live/test_random_configurations.py --configurations 1000 \
        --hypothesis-seed 1

Without a seed the same programs are drawn every time. Where the two disagree, the
program shrinks to a minimal one, which is printed and runs on either Python.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Optional

import pytest
from hypothesis import HealthCheck, assume, given, settings

from parity_tests.golden.scenarios.outcome import Outcome
from parity_tests.live.disagreement import Trio, disagreements, running_trio
from parity_tests.live.drawing.distinct import Distinct
from parity_tests.live.drawing.pen import Program
from parity_tests.live.drawing.programs import programs


MARK = "-" * 80


@pytest.fixture(scope="module")
def trio() -> Iterator[Trio]:
    with running_trio() as running:
        yield running


def report(found: list[str], program: str) -> str:
    """Says what differs, and how to look at it."""
    return "\n".join(
        [
            "legacy does not agree with TensorFlow 1.15.5:",
            *found,
            "Saved in the checkout's top folder as snippet.py, this runs by either:",
            "    PYTHONPATH=. python3.7 snippet.py     (TensorFlow 1.15.5)",
            "    PYTHONPATH=. python snippet.py        (TensorFlow 2)",
            MARK,
            program,
        ]
    )


def compare_random_programs(
    run: Callable[[str], dict[str, Outcome]], count: int, seed: Optional[int]
) -> Counter[str]:
    """Compares `count` programs.

    Args:
      run: a program to the outcomes of `genuine`, `v1` and `v2`.
      count: how many programs to compare, near repetitions not counted.
      seed: what hypothesis was told to draw from; None to draw the same every time.

    Returns:
      How many programs there were by what genuine did.

    Raises:
      AssertionError: with the smallest program found on which they disagree.
    """
    tally: Counter[str] = Counter()
    distinct = Distinct()
    failed = False

    @settings(
        max_examples=count,
        derandomize=seed is None,
        deadline=None,
        database=None,
        print_blob=False,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(programs())
    def agree(program: Program) -> None:
        nonlocal failed
        assume(failed or distinct.is_new(program))
        had_failed, failed = failed, True  # whatever is raised
        outcomes = run(program)
        tally[outcomes["genuine"].error or "computed"] += 1
        found = disagreements(outcomes)
        assert not found, report(found, program)
        failed = had_failed

    agree()
    return tally


def test_random_configurations(
    trio: Trio,
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
) -> None:
    count = request.config.getoption("--configurations")
    tally = compare_random_programs(trio.run, count, request.config.getoption("--hypothesis-seed"))
    summary = ", ".join(f"{number} {what}" for what, number in tally.most_common())
    record_property("random configurations", f"{sum(tally.values())} agree: {summary}")
    assert sum(tally.values()) >= count
    assert tally["computed"] >= 0.6 * count, "most configurations should compute something"
