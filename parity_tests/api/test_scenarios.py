"""Compare every scenario with what TensorFlow 1.15.5 did, under both behaviours of TensorFlow 2.

`v2` runs in this process, inside a `tf.Graph()`. `v1` runs in one process of its
own, after `tf.disable_v2_behavior()`, meanwhile.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Optional

import pytest

from parity_tests.api.known_differences import DIFFERENCES
from parity_tests.golden.scenarios import outcome
from parity_tests.golden.scenarios.outcome import Outcome
from parity_tests.golden.scenarios.registry import all_scenarios, by_topic
from parity_tests.golden.scenarios.run import run

ROOT = Path(__file__).resolve().parents[2]
SCENARIOS = all_scenarios()
COMMAND = [sys.executable, "-m", "parity_tests.golden.scenarios.run"]
PATIENCE = 900.0  # seconds


class Process(NamedTuple):
    """Where the other process writes to, and itself, if it was started here."""

    folder: Path
    process: Optional[subprocess.Popen[bytes]]


@cache
def recorded(topic: str) -> dict[str, Outcome]:
    return outcome.load(topic)


@pytest.fixture(scope="session", autouse=True)
def v1_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """Starts the other process; of several workers of pytest-xdist, one does for all."""
    base, shared = tmp_path_factory.getbasetemp(), "PYTEST_XDIST_WORKER" in os.environ
    folder = (base.parent if shared else base) / "v1_scenarios"
    try:
        folder.mkdir()
    except FileExistsError:
        yield Process(folder, None)
        return
    with (folder / "errors.txt").open("wb") as errors:
        process = subprocess.Popen([*COMMAND, str(folder)], cwd=ROOT, stdout=errors, stderr=errors)
        yield Process(folder, process)
        if shared:
            process.wait(PATIENCE)  # for the other workers
        process.kill()
        process.wait()


def v1_outcomes(topic: str, folder: Path, process: Any) -> dict[str, Outcome]:
    """Waits for the other process, which writes a topic's manifest last."""
    deadline = time.monotonic() + PATIENCE
    while not (folder / (topic + ".json")).exists():
        alive = process is None or process.poll() in (None, 0)
        if not alive or time.monotonic() > deadline:
            log = (folder / "errors.txt").read_text()[-3000:]
            pytest.fail(f"{' '.join(COMMAND)} FOLDER did not finish:\n{log}")
        time.sleep(0.1)
    return outcome.load(topic, folder)


def assert_recorded(name: str, behaviour: str, got: Outcome) -> None:
    __tracebackhide__ = True
    topic = SCENARIOS[name].topic
    assert name in recorded(topic), (
        f"{name} is not recorded: python3.7 -m parity_tests.golden.scenarios.record {topic}"
    )
    found = outcome.problems(recorded(topic)[name], got)
    for known in DIFFERENCES:
        if (known.scenario, known.behaviour) == (name, behaviour):
            assert tuple(problem.partition(":")[0] for problem in found) == known.problems, (
                f"the known difference of {name} under {behaviour} does not hold: change or "
                f"delete its entry in known_differences.py\nfound {found or 'no difference'}"
            )
            return
    assert not found, f"{name} under {behaviour} is not what contrib does\n" + "\n".join(found)


@pytest.mark.parametrize("name", SCENARIOS)
def test_v2(name: str) -> None:
    assert_recorded(name, "v2", run(SCENARIOS[name]))


@pytest.mark.parametrize("name", SCENARIOS)
def test_v1(name: str, v1_process: Process) -> None:
    assert_recorded(name, "v1", v1_outcomes(SCENARIOS[name].topic, *v1_process)[name])


def test_every_recorded_scenario_exists() -> None:
    topics = by_topic()
    for suffix in (".npz", ".json"):
        files = {path.name for path in outcome.FOLDER.glob("*" + suffix)} - {"exported.json"}
        assert files == {topic + suffix for topic in topics}, "record again, or delete files"
    for topic, scenarios in topics.items():
        assert set(recorded(topic)) == set(scenarios), f"record {topic} again"


def test_every_known_difference_names_a_scenario() -> None:
    named = {(known.scenario, known.behaviour) for known in DIFFERENCES}
    assert len(named) == len(DIFFERENCES)
    assert named <= {(name, behaviour) for name in SCENARIOS for behaviour in ("v1", "v2")}
    assert all(known.reason and known.problems for known in DIFFERENCES)


def test_what_contrib_rejects_is_recorded_as_an_error() -> None:
    for name, scenario in SCENARIOS.items():
        assert bool(recorded(scenario.topic)[name].error) == scenario.rejected, name
