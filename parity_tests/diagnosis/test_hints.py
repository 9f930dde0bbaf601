"""See each known mistake named, at the right place, and no other mistake called by its name."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from parity_tests.diagnosis.wrong_ports import WRONG_PORTS, WrongPort
from tf2_port import witness
from tf2_port.compat import tf
from tf2_port.parity import Golden, Rung, Subject, judge, load_golden
from tf2_port.parity.absences import absences_of_port
from tf2_port.parity.hints import HYPOTHESES
from tf2_port.parity.rungs import rung_of
from tf2_port.rerun import Rerunner


@pytest.mark.parametrize("wrong", WRONG_PORTS, ids=str)
def test_wrong_port_is_diagnosed(wrong: WrongPort) -> None:
    tf.random.set_seed(0)  # an op's seed is one half of what dropout draws from
    golden = load_golden(wrong.stem, wrong.case)
    recipe = replace(witness.recipe(wrong.stem, golden.config), restores=False, modes=())
    with wrong.mistake(), witness.as_they_are():
        rerun = Rerunner(recipe, golden.inputs, golden.weights)
        found = observed(wrong, recipe, rerun, golden)
        rungs = {rung_of(tensor) for tensor in found}
        # Rungs that were not climbed, to save time, are not compared.
        expected = {
            tensor: array
            for tensor, array in golden.report.items()
            if rung_of(tensor) in rungs and not tensor.startswith(("greedy/", "beam/"))
        }
        verdict = judge(
            Subject(
                wrong.stem,
                wrong.case,
                "port",
                "genuine",
                expected,
                found,
                golden.inputs,
                absences_of_port(expected),
                rerun=rerun,
                weights=golden.weights,
            )
        )
    assert {Rung.INFERENCE, Rung.LOSS} <= rungs
    assert [hint.name for hint in verdict.hints] == ([wrong.hint] if wrong.hint else [])
    assert verdict.divergence is not None
    assert (verdict.divergence.tensor, verdict.divergence.step) == (wrong.tensor, wrong.step)
    for hint in verdict.hints:
        assert str(hint) in verdict.message
    assert f"diverges  first in {wrong.tensor}" in verdict.message


def observed(
    wrong: WrongPort, recipe: witness.Recipe, rerun: Rerunner, golden: Golden
) -> dict[str, np.ndarray]:
    """Runs a port as far as its mistake can be seen."""
    if wrong.trains:
        return witness.observe_model(replace(recipe, probed=None), golden.inputs, golden.weights)
    report = rerun()
    if not wrong.tensor.startswith("forward/"):
        assert recipe.probed is not None
        steps = len(golden.report["steps/output"])
        report.update(witness.observe_steps(recipe.probed, steps, golden.inputs, golden.weights))
    return report


def test_every_hint_is_proved_by_a_wrong_port_of_two_variants() -> None:
    from parity_tests.meta.mutants_of_port import OF_PORT
    from parity_tests.meta.mutants_of_variants import OF_VARIANTS

    proved: dict[str, set[str]] = {}
    for wrong in (*WRONG_PORTS, *OF_PORT, *OF_VARIANTS):
        if wrong.hint:
            proved.setdefault(wrong.hint, set()).add(wrong.stem)
    known = {name for hypothesis in HYPOTHESES for name in hypothesis.NAMES}
    assert set(proved) == known
    few = {name for name, stems in proved.items() if len(stems) < 2}
    assert few == {"forget bias added to a gradient"}
    assert all("bahdanau_attention" in stems for stems in proved.values())
