"""Break legacy and port on purpose, and see the ladder name the right place."""

from __future__ import annotations

import importlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import tf2_port
from parity_tests.meta.mutants_of_legacy import OF_LEGACY
from parity_tests.meta.mutants_of_nmt import OF_NMT
from parity_tests.meta.mutants_of_port import OF_PORT
from parity_tests.meta.mutants_of_self_attention import OF_SELF_ATTENTION
from parity_tests.meta.mutants_of_variants import OF_VARIANTS
from parity_tests.meta.mutation import Mutant, imported_mutant
from tf2_port import registry
from tf2_port.parity import (
    Golden,
    Report,
    Rung,
    Subject,
    first_divergent_step,
    first_failure,
    judge,
    load_golden,
)
from tf2_port.parity.absences import absences_of_port
from tf2_port.parity.rungs import rung_of

_MODES = ("greedy/", "beam/")


@pytest.mark.parametrize(
    "mutant",
    OF_LEGACY + OF_PORT + OF_VARIANTS + OF_SELF_ATTENTION + OF_NMT,
    ids=lambda mutant: f"{mutant.witness} of {mutant.stem}: {mutant.name}",
)
def test_mutant_is_caught_and_named(mutant: Mutant, tmp_path: Path) -> None:
    golden = load_golden(mutant.stem, mutant.case)
    package = {"legacy": "legacy_tf1", "port": "tf2_port"}[mutant.witness]
    absences = absences_of_port(golden.report) if mutant.witness == "port" else []
    with imported_mutant(mutant, tmp_path):
        witness = importlib.import_module(f"{package}.witness")
        assert str(witness.__file__).startswith(str(tmp_path))
        report, expected = observed(mutant, golden, witness)
        subject = Subject(
            mutant.stem,
            mutant.case,
            mutant.witness,
            "genuine",
            expected,
            report,
            golden.inputs,
            absences,
            rerun=rerunner(mutant, golden) if mutant.hint and mutant.witness == "port" else None,
        )
        verdict = judge(subject)
    comparisons = verdict.comparisons
    failure = first_failure(comparisons)
    assert failure is not None, f"nothing noticed: {mutant.name}"
    assert (failure.rung.value, failure.tensor) == (mutant.rung, mutant.tensor)
    assert [hint.name for hint in verdict.hints] == ([mutant.hint] if mutant.hint else [])
    if mutant.inside is not None:
        step = first_divergent_step(comparisons)
        assert step is not None
        assert step.tensor == mutant.inside
        if mutant.step is not None:
            assert step.index is not None
            assert step.index[0] == mutant.step


def observed(mutant: Mutant, golden: Golden, witness: Any) -> tuple[Report, Report]:
    """Returns what the broken copy computes, and what of the golden to compare it with.

    Of a port that computes something else already, nobody asks how it would train or decode.
    """
    given = (golden.inputs, golden.weights)
    if mutant.witness == "legacy":
        symbols = registry.find(mutant.stem).symbols
        report = witness.observe(mutant.stem, golden.config, *given, symbols=symbols)
        return report, golden.report
    steps = len(golden.report.get("steps/output", ())) or None
    recipe = replace(witness.recipe(mutant.stem, golden.config), decoding_steps=steps)
    if mutant.rung > Rung.GRADIENTS.value or mutant.tensor.startswith(_MODES):
        return witness.observe_model(recipe, *given), golden.report
    report = witness.observe_model(replace(recipe, steps=0, restores=False, modes=()), *given)
    beyond = (Rung.TRAINING, Rung.RESTORED)
    expected = {
        tensor: array
        for tensor, array in golden.report.items()
        if rung_of(tensor) not in beyond and not tensor.startswith(_MODES)
    }
    return report, expected


def rerunner(mutant: Mutant, golden: Golden) -> Any:
    """Returns what runs the broken copy again."""
    rerun, witness = (importlib.import_module(f"tf2_port.{m}") for m in ("rerun", "witness"))
    assert str(rerun.__file__) != str(Path(tf2_port.__file__).with_name("rerun.py"))
    return rerun.Rerunner(witness.recipe(mutant.stem, golden.config), golden.inputs, golden.weights)
