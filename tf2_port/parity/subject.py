"""Judge one witness by another: the engine of the ladder, the fixture and `diverge`."""

from __future__ import annotations

from typing import Mapping, NamedTuple, Sequence

import numpy as np

from tf2_port.parity.compare import DEFAULT, Absence, Comparison, Report, compare_reports
from tf2_port.parity.divergence import Divergence, first_divergence
from tf2_port.parity.explain import explain
from tf2_port.parity.golden import weights_in
from tf2_port.parity.hints import Evidence, Hint, Rerun, hints_for
from tf2_port.parity.tolerances import Tolerances


class Subject(NamedTuple):
    """Two reports of one model, and what else is known about it.

    `rerun` runs the witness that is judged again, for hypotheses that need it; see
    `hints.evidence.Rerun`. Epsilon and learning rate are those of the reference's Adam.
    """

    name: str  # of the model
    case: str
    witness: str  # who is judged
    reference: str  # by whom
    expected: Report
    found: Report
    inputs: Mapping[str, np.ndarray] = {}
    absences: Sequence[Absence] = ()
    tolerances: Tolerances = DEFAULT
    time_axes: Mapping[str, int] = {}
    rerun: Rerun | None = None
    reproduce: str = ""  # a command
    epsilon: float = 1e-8
    learning_rate: float = 1e-3
    weights: Mapping[str, np.ndarray] | None = None  # those that `expected` tells if None
    notes: Sequence[str] = ()  # what else a bug report should say


class Verdict(NamedTuple):
    """How far a witness agrees, where it parts first, and why, if that is known."""

    subject: Subject
    comparisons: Sequence[Comparison]
    divergence: Divergence | None
    hints: Sequence[Hint]
    message: str  # a bug report; empty if all agree

    @property
    def agrees(self) -> bool:
        return self.divergence is None


def judge(subject: Subject) -> Verdict:
    """Compares every tensor; if one differs, finds the first divergence and tests hypotheses."""
    comparisons = compare_reports(
        subject.expected, subject.found, subject.absences, subject.tolerances
    )
    divergence = first_divergence(subject.expected, subject.found, comparisons, subject.time_axes)
    if divergence is None:
        return Verdict(subject, comparisons, None, (), "")
    evidence = Evidence(
        subject.expected,
        subject.found,
        comparisons,
        subject.inputs,
        subject.rerun,
        subject.tolerances,
        subject.epsilon,
        subject.learning_rate,
        subject.time_axes,
        weights_in(subject.expected) if subject.weights is None else subject.weights,
    )
    hints = hints_for(evidence)
    message = explain(
        subject.name,
        subject.case,
        subject.witness,
        subject.reference,
        comparisons,
        divergence=divergence,
        hints=[str(hint) for hint in hints],
        notes=subject.notes,
        reproduce=subject.reproduce,
    )
    return Verdict(subject, comparisons, divergence, hints, message or "")
