"""Run programs through the launcher, and compare with what TensorFlow 1.15.5 gave."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

import numpy as np
import pytest

from parity_tests.golden.scenarios.outcome import Outcome
from parity_tests.scripts.run import (
    COMMANDS,
    FOLDER,
    LAUNCHER,
    RECORDER,
    ROOT,
    problems,
    program_names,
    recorded,
    run,
    run_forked,
)

SEEDED = "seeded_training"
REFERENCE = "legacy_script"


# Those that get a Python and an import of their own; the others share one.
PLAIN = (REFERENCE, SEEDED, *COMMANDS)


@pytest.fixture(scope="module")
def launched() -> Iterator[dict[str, Callable[[], Outcome]]]:
    """Starts all programs, two at a time."""
    with ThreadPoolExecutor(1) as pool:
        plain = {name: pool.submit(run, name, LAUNCHER).result for name in PLAIN}
        others = [name for name in program_names() if name not in PLAIN]
        forked = pool.submit(run_forked, others, LAUNCHER)
        yield {**plain, **{name: partial(_one_of, forked, name) for name in others}}


def _one_of(outcomes: Future[dict[str, Outcome]], name: str) -> Outcome:
    return outcomes.result()[name]


@pytest.fixture(scope="module")
def genuine() -> dict[str, Outcome]:
    return recorded()


@pytest.mark.parametrize("name", program_names())
def test_program_gives_what_1_15_5_gave(
    name: str, launched: dict[str, Callable[[], Outcome]], genuine: dict[str, Outcome]
) -> None:
    got = launched[name]()
    found = problems(genuine[name], got)
    again = f"python -m parity_tests.scripts.run {name}"
    assert not found, "\n".join([*found, again, got.message[-3000:]])


def test_what_is_seeded_gives_the_same_bytes_again(
    launched: dict[str, Callable[[], Outcome]],
) -> None:
    """Of all that it fetches in training, with dropout, and of what it prints."""
    first, second = launched[SEEDED](), run(SEEDED, LAUNCHER)
    assert first.texts["stdout"].count("step") == 8
    assert first.texts == second.texts
    assert list(first.arrays) == list(second.arrays)
    for name, array in first.arrays.items():
        assert array.tobytes() == second.arrays[name].tobytes(), name


def test_every_program_is_recorded_and_gives_something(genuine: dict[str, Outcome]) -> None:
    assert set(genuine) == set(program_names())
    for name, result in genuine.items():
        assert result.arrays and result.variables and result.texts["stdout"], name
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 400_000


def test_the_reference_script_is_as_it_was_written(genuine: dict[str, Outcome]) -> None:
    """DESIGN.md says what it prints and which variables it has."""
    result = genuine[REFERENCE]
    assert result.texts["stdout"].startswith("(3, 6, 2)\n(3, 2)\n(3, 2)\n[[[")
    assert result.texts["stdout"].endswith("[6 6 6]\n")
    assert result.variables == {
        "lstm/kernel": "float32[5, 8]",
        "lstm/recurrent_kernel": "float32[2, 8]",
        "lstm/bias": "float32[8]",
        "memory_layer/kernel": "float32[2, 3]",
        "decoder/attention_wrapper/lstm_cell/kernel": "float32[5, 8]",
        "decoder/attention_wrapper/lstm_cell/bias": "float32[8]",
        "decoder/attention_wrapper/bahdanau_attention/query_layer/kernel": "float32[2, 3]",
        "decoder/attention_wrapper/bahdanau_attention/attention_v": "float32[3]",
    }


def test_another_tensorflow_records_nothing() -> None:
    command = [sys.executable, "-m", *RECORDER.split()[2:]]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "1.15.5" in done.stderr.splitlines()[-1]
    assert not done.stdout


def test_a_difference_is_told(genuine: dict[str, Outcome]) -> None:
    """Whatever is changed in an outcome, `problems` names it."""
    good = genuine[REFERENCE]
    assert not problems(good, good)
    name = "forward/run_000/0/rnn_output"
    array = good.arrays[name]
    for changed in (array + np.float32(1e-6), array[:2], array.astype(np.float64)):
        arrays = {**good.arrays, name: changed}
        assert name in "".join(problems(good, Outcome(arrays, good.texts, good.variables)))
    fewer = {key: value for key, value in good.arrays.items() if key != name}
    assert f"{name}" in "".join(problems(good, Outcome(fewer, good.texts, good.variables)))
    exits = {**good.texts, "exit status": "1"}
    assert "exit status" in "".join(problems(good, Outcome(good.arrays, exits, good.variables)))
    longer = {**good.texts, "stdout": good.texts["stdout"] + "more\n"}
    assert "more" in "".join(problems(good, Outcome(good.arrays, longer, good.variables)))
    renamed = {("x" + key if key == "lstm/bias" else key): v for key, v in good.variables.items()}
    assert "lstm/bias" in "".join(problems(good, Outcome(good.arrays, good.texts, renamed)))
