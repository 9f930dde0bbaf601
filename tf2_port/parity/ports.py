"""Run a user's port on what a reference was recorded with, and say what to judge."""

from __future__ import annotations

import importlib
from typing import Any, Callable, Mapping, NamedTuple, Sequence

import numpy as np

from tf2_port.parity.compare import Absence, Report
from tf2_port.parity.golden import weights_in
from tf2_port.parity.hints import Rerun
from tf2_port.parity.rungs import Rung, rung_of

_CARRIED_BACK = (Rung.VARIABLES, Rung.GRADIENTS, Rung.TRAINING)


class Port(NamedTuple):
    """What a port computed, and the means to run it again."""

    report: Report
    rerun: Rerun


def run_port(
    make: Callable[[], Any],
    reference: Report,
    inputs: Mapping[str, np.ndarray],
    **options: Any,
) -> Port:
    """Runs a port with the weights of a reference.

    Args:
      make: makes the Keras model.
      reference: a report, which tells weights, and how many steps to look into.
      inputs: arrays by name.
      **options: of `tf2_port.user_model.recipe_of`.

    Raises:
      ValueError: if the model cannot be run so.
    """
    user_model = importlib.import_module("tf2_port.user_model")
    witness = importlib.import_module("tf2_port.witness")
    rerun = importlib.import_module("tf2_port.rerun")
    told = [len(array) for name, array in reference.items() if name == "steps/output"]
    recipe = user_model.recipe_of(make, decoding_steps=told[0] if told else 0, **options)
    weights = weights_in(reference)
    with witness.as_they_are():
        report = witness.observe_model(recipe, inputs, weights)
    return Port(report, rerun.Rerunner(recipe, inputs, weights))


def what_both_tell(reference: Report, found: Report) -> tuple[dict[str, np.ndarray], list[str]]:
    """Leaves out whole rungs that a port cannot tell.

    Returns:
      The reference without the steps, if the port's decoder was not stepped, and without
      what belongs to variables, if its weights were set without rules; and a line for
      each that was left out.
    """
    rungs = {rung_of(name) for name in found}
    kept, notes = dict(reference), []
    if Rung.STEPS not in rungs and any(rung_of(name) is Rung.STEPS for name in kept):
        kept = {name: array for name, array in kept.items() if rung_of(name) is not Rung.STEPS}
        notes.append("single steps are not compared: the model has no decoder and start(inputs)")
    if Rung.VARIABLES not in rungs:
        dropped = [n for n in kept if rung_of(n) in _CARRIED_BACK and n != "training/loss"]
        kept = {name: array for name, array in kept.items() if name not in dropped}
        notes.append("gradients and trained weights are not compared: load returned no rules")
    return kept, notes


def absences_of(names: Mapping[str, str] | Sequence[str]) -> list[Absence]:
    """Returns what a user says that the port cannot tell: names, with reasons if given."""
    reasons = names if isinstance(names, Mapping) else dict.fromkeys(names, "the user says so")
    return [Absence(name, reason) for name, reason in reasons.items()]
