"""Compare genuine with legacy on programs that hypothesis draws.

    pytest --live parity_tests/live/test_random_configurations.py --configurations 1000 \
        --hypothesis-seed 1

Without a seed the same programs are drawn every time. Where the two disagree, the
program shrinks to a minimal one, which is printed and runs on either Python.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Optional

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings

from legacy_tf1.seq2seq import luong_attention
from parity_tests.golden.scenarios.outcome import Outcome
from parity_tests.live.disagreement import Trio, disagreements, excused, running_trio
from parity_tests.live.drawing.distinct import Distinct
from parity_tests.live.drawing.pen import Program
from parity_tests.live.drawing.programs import KINDS, Kind, programs
from tf2_port.parity.genuine import find_python
from tf2_port.parity.worker import environment

MARK = "-" * 80
ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """\
from parity_tests.golden.scenarios.parts import named, seq2seq, tensor, tf
from parity_tests.golden.scenarios.programs import show


def build():
    cell = tf.nn.rnn_cell.GRUCell(4, dtype=tf.float64)
    mechanism = seq2seq.LuongAttention(4, tensor("memory", 2, 5, 3), dtype=tf.float64)
    cell = seq2seq.AttentionWrapper(cell, mechanism, output_attention=False, dtype=tf.float64)
    helper = seq2seq.TrainingHelper(tensor("inputs", 2, 3, 1), [3, 1])
    decoder = seq2seq.BasicDecoder(cell, helper, cell.zero_state(2, tf.float64))
    outputs, state, lengths = seq2seq.dynamic_decode(decoder)
    return {**named("outputs", outputs), **named("state", state), "lengths": lengths}


if __name__ == "__main__":
    show(build)
"""


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
    run: Callable[[str], dict[str, Outcome]],
    count: int,
    seed: Optional[int],
    kinds: Sequence[Kind] = KINDS,
    shrink: bool = True,
) -> tuple[Counter[str], Counter[str]]:
    """Compares `count` programs.

    Args:
      run: a program to the outcomes of `genuine`, `v1` and `v2`.
      count: how many programs to compare, near repetitions not counted.
      seed: what hypothesis was told to draw from; None to draw the same every time.
      kinds: of programs.
      shrink: whether to look for a smaller program where one disagrees.

    Returns:
      How many programs there were by what genuine did; and how many of these, with
      which behaviour, could not be compared for a known difference.

    Raises:
      AssertionError: with a program on which they disagree, the smallest found.
    """
    tally: Counter[str] = Counter()
    excuses: Counter[str] = Counter()
    distinct = Distinct()
    failed = False

    @settings(
        max_examples=count,
        derandomize=seed is None,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink] if shrink else [Phase.generate],
        print_blob=False,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(programs(kinds))
    def agree(program: Program) -> None:
        nonlocal failed
        assume(failed or distinct.is_new(program))
        had_failed, failed = failed, True  # whatever is raised
        outcomes = run(program)
        tally[outcomes["genuine"].error or "computed"] += 1
        excuses.update(f"known difference under {b}" for b in excused(outcomes))
        found = disagreements(outcomes)
        if found:
            raise AssertionError(report(found, program))
        failed = had_failed
        if not failed and sum(tally.values()) % 50 == 0:
            print(sum(tally.values()), "agree", flush=True)  # for pytest -s

    agree()
    return tally, excuses


def test_random_configurations(
    trio: Trio,
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
) -> None:
    count = request.config.getoption("--configurations")
    seed = request.config.getoption("--hypothesis-seed")
    tally, excuses = compare_random_programs(trio.run, count, seed)
    counted = [*tally.most_common(), *excuses.most_common()]
    summary = ", ".join(f"{number} {what}" for what, number in counted)
    record_property("random configurations", f"{sum(tally.values())} agree: {summary}")
    assert sum(tally.values()) >= count
    assert tally["computed"] >= 0.6 * count, "most configurations should compute something"
    assert sum(excuses.values()) <= 0.1 * count, "known differences should be rare"


def test_a_mistake_of_the_library_in_this_process_is_seen(
    trio: Trio, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert disagreements(trio.run(PROGRAM)) == []
    right = luong_attention._luong_score
    monkeypatch.setattr(luong_attention, "_luong_score", lambda q, k, s: 1.001 * right(q, k, s))
    found = disagreements(trio.run(PROGRAM))
    assert found and all(problem.startswith("v2: ") for problem in found)


def test_what_is_printed_runs_by_either_python(tmp_path: Path) -> None:
    path = tmp_path / "snippet.py"
    path.write_text(PROGRAM)
    shown = [
        subprocess.run(
            [python, str(path)],
            env={**environment(), "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        for python in (find_python(), sys.executable)
    ]
    # Variables, names, dtypes and shapes, without the numbers.
    genuine, legacy = ([line for line in lines if line[:1].isalpha()] for lines in shown)
    assert genuine == legacy and "forward/outputs/rnn_output float64[2, 3, 4]" in genuine
