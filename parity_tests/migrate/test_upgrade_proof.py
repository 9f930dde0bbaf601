"""Run TensorFlow 1 programs after the upgrade, and compare with what 1.15.5 gave before it.

Plain Python, without the launcher: same weights by name, same results, same variables.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from parity_tests.golden.scenarios.outcome import Outcome
from parity_tests.migrate.record import RULES, TOGETHER, homes, recorded
from parity_tests.scripts import run as scripts
from tf2_port.migrate.upgrade import upgrade_file

# Keras layers and the reference; stars, checkpoints, optimizer; unittest. All: parity_tests/live.
CHOSEN = ("legacy_script", "save_and_continue", "toy_model_unittest")


def upgrade_into(folder: Path, programs: Path) -> Path:
    """Writes upgraded copies of programs; nothing may be left to do by hand in any."""
    for path in programs.rglob("*.py"):
        upgraded = upgrade_file(path)
        assert not upgraded.left, (path, upgraded.left)
        assert upgraded.changed or path.stem == TOGETHER, path
        copy = folder / path.relative_to(programs)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(upgraded.after)
    return folder


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[Outcome]]]:
    """Starts the upgraded programs, two at a time."""
    rules = upgrade_into(tmp_path_factory.mktemp("rules"), RULES)
    programs = upgrade_into(tmp_path_factory.mktemp("programs"), scripts.PROGRAMS)
    with ThreadPoolExecutor(2) as pool:
        started = {
            name: pool.submit(scripts.run, name, (), rules / home.relative_to(RULES))
            for name, home in homes().items()
        }
        started.update({name: pool.submit(scripts.run, name, (), programs) for name in CHOSEN})
        yield started


@pytest.mark.parametrize("name", homes())
def test_every_rule(name: str, running: dict[str, Future[Outcome]]) -> None:
    """The programs of `programs`: one for each rule."""
    got = running[name].result()
    found = scripts.problems(recorded()[name], got)
    assert not found, "\n".join([*found, got.message[-3000:]])


@pytest.mark.parametrize("name", CHOSEN)
def test_program(name: str, running: dict[str, Future[Outcome]]) -> None:
    got = running[name].result()
    found = scripts.problems(scripts.recorded()[name], got)
    assert not found, "\n".join([*found, got.message[-3000:]])


def test_all_rules_are_recorded() -> None:
    genuine = recorded()
    assert set(genuine) == set(homes())
    printed = genuine[TOGETHER].texts["stdout"]
    for path in RULES.glob("*.py"):
        assert path.stem == TOGETHER or f"== {path.name}\n" in printed
    assert len(genuine[TOGETHER].arrays) >= 15
