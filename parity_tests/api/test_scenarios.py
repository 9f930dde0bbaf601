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
from pathlib import Path
from typing import NamedTuple, Optional

import pytest

from parity_tests.api.known_differences import DIFFERENCES
from parity_tests.golden.scenarios import outcome
from parity_tests.golden.scenarios.outcome import Outcome
from parity_tests.golden.scenarios.registry import all_scenarios
from parity_tests.golden.scenarios.run import run
from tf2_port.parity.golden import MANIFEST

ROOT = Path(__file__).resolve().parents[2]
SCENARIOS = all_scenarios()
COMMAND = [sys.executable, "-m", "parity_tests.golden.scenarios.run"]
PATIENCE = 300.0  # seconds


class Process(NamedTuple):
    """Where the other process writes to, and itself, if it was started here."""

    folder: Path
    process: Optional[subprocess.Popen[bytes]]


@pytest.fixture(scope="session")
def recorded() -> dict[str, Outcome]:
    return outcome.load()


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


@pytest.fixture(scope="session")
def v1_outcomes(v1_process: Process) -> dict[str, Outcome]:
    """Waits for the other process, which writes the manifest last."""
    folder, process = v1_process
    deadline = time.monotonic() + PATIENCE
    while not (folder / MANIFEST).exists():
        alive = process is None or process.poll() in (None, 0)
        if not alive or time.monotonic() > deadline:
            log = (folder / "errors.txt").read_text()[-3000:]
            pytest.fail(f"{' '.join(COMMAND)} FOLDER did not finish:\n{log}")
        time.sleep(0.1)
    return outcome.load(folder)


def assert_recorded(name: str, behaviour: str, recorded: dict[str, Outcome], got: Outcome) -> None:
    __tracebackhide__ = True
    assert name in recorded, (
        f"scenario {name} is not recorded: python3.7 -m parity_tests.golden.scenarios.record"
    )
    found = outcome.problems(recorded[name], got)
    for known in DIFFERENCES:
        if (known.scenario, known.behaviour) == (name, behaviour):
            assert tuple(problem.partition(":")[0] for problem in found) == known.problems, (
                f"the known difference of {name} under {behaviour} does not hold: change or "
                f"delete its entry in known_differences.py\nfound {found or 'no difference'}"
            )
            return
    assert not found, f"{name} under {behaviour} is not what contrib does\n" + "\n".join(found)


@pytest.mark.parametrize("name", SCENARIOS)
def test_v2(name: str, recorded: dict[str, Outcome]) -> None:
    assert_recorded(name, "v2", recorded, run(SCENARIOS[name]))


@pytest.mark.parametrize("name", SCENARIOS)
def test_v1(name: str, recorded: dict[str, Outcome], v1_outcomes: dict[str, Outcome]) -> None:
    assert_recorded(name, "v1", recorded, v1_outcomes[name])


def test_every_recorded_scenario_exists(recorded: dict[str, Outcome]) -> None:
    gone = sorted(set(recorded) - set(SCENARIOS))
    assert not gone, f"{gone} are recorded, but no scenario has such a name: record again"


def test_every_known_difference_names_a_scenario() -> None:
    named = {(known.scenario, known.behaviour) for known in DIFFERENCES}
    assert len(named) == len(DIFFERENCES)
    assert named <= {(name, behaviour) for name in SCENARIOS for behaviour in ("v1", "v2")}
    assert all(known.reason and known.problems for known in DIFFERENCES)


def test_what_contrib_rejects_is_recorded_as_an_error(recorded: dict[str, Outcome]) -> None:
    for name, scenario in SCENARIOS.items():
        assert bool(recorded[name].error) == scenario.rejected, name
