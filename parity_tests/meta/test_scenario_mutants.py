"""Break the library on purpose, and see the scenario that is about it notice.

Every module `mutants_of_AREA` beside this one may list some as `OF_SCENARIOS`.
"""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest

from parity_tests.api.known_differences import DIFFERENCES
from parity_tests.golden.scenarios import outcome, registry
from parity_tests.meta.mutation import SCENARIOS, ScenarioMutant, imported_mutant

MUTANTS: list[ScenarioMutant] = [
    mutant
    for found in pkgutil.iter_modules([str(Path(__file__).parent)])
    if found.name.startswith("mutants_of_")
    for mutant in getattr(
        importlib.import_module("parity_tests.meta." + found.name), "OF_SCENARIOS", ()
    )
]


def test_mutants_are_found() -> None:
    assert {"luong_scaled", "noise_by_seed"} <= {mutant.scenario for mutant in MUTANTS}
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_scenario_notices(mutant: ScenarioMutant, tmp_path: Path) -> None:
    # A scenario that differs anyway would notice nothing.
    assert (mutant.scenario, "v2") not in {(d.scenario, d.behaviour) for d in DIFFERENCES}
    topic = registry.all_scenarios()[mutant.scenario].topic
    expected = outcome.load(topic)[mutant.scenario]
    with imported_mutant(mutant, tmp_path):
        importlib.import_module(f"{SCENARIOS}.{topic}")
        scenarios = importlib.import_module(f"{SCENARIOS}.registry").registered()
        run = importlib.import_module(f"{SCENARIOS}.run").run
        assert str(importlib.import_module("legacy_tf1").__file__).startswith(str(tmp_path))
        got = run(scenarios[mutant.scenario])
    assert outcome.problems(expected, got), f"{mutant.scenario} did not notice: {mutant.name}"
