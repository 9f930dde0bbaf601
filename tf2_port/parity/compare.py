"""Compare two arrays, or two whole reports, and find where they first differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Sequence

import numpy as np

from tf2_port.parity.rungs import Rung, is_stepwise, place_in_step, rung_of
from tf2_port.parity.tolerances import EXACT, Tolerance, Tolerances

Report = Mapping[str, np.ndarray]
"""Everything that a witness computed; `legacy_tf1.witness` says what the names mean."""

DEFAULT = Tolerances()


@dataclass(frozen=True)
class Absence:
    """A tensor that a witness cannot report, by exact name, and why."""

    tensor: str
    reason: str


@dataclass(frozen=True)
class Comparison:
    """How one tensor of a witness compares with what is expected.

    `problem` is empty if they agree. `index`, `expected` and `got` tell the first
    element that differs by more than the tolerance.
    """

    tensor: str
    shape: tuple[int, ...]
    dtype: str
    tolerance: Tolerance = EXACT
    limit: float = 0.0
    max_abs: float = 0.0
    max_rel: float = 0.0
    problem: str = ""
    index: tuple[int, ...] | None = None
    expected: Any = None
    got: Any = None

    @property
    def rung(self) -> Rung:
        return rung_of(self.tensor)

    @property
    def agrees(self) -> bool:
        return not self.problem

    @property
    def place(self) -> tuple[int, int, int]:
        """Sorts by rung, then by decoding step, then by order of computation."""
        if self.rung is not Rung.STEPS:
            return (self.rung.value, 0, 0)
        step = self.index[0] if self.index and is_stepwise(self.tensor) else -1
        return (self.rung.value, step, place_in_step(self.tensor))


def compare_arrays(
    tensor: str,
    expected: np.ndarray,
    got: np.ndarray,
    scale: float | None = None,
    tolerances: Tolerances = DEFAULT,
) -> Comparison:
    """Compares shape, dtype, and then every element.

    Args:
      tensor: the name in a report, which tells the tolerance.
      expected: what the array should be.
      got: what it is.
      scale: what a relative tolerance refers to; by default the largest finite
        magnitude in `expected`.
      tolerances: what to forgive.
    """
    shape, dtype = tuple(expected.shape), str(expected.dtype)
    if expected.shape != got.shape:
        problem = f"shape {list(got.shape)}, expected {list(expected.shape)}"
        return Comparison(tensor, shape, dtype, problem=problem)
    if expected.dtype.kind == "U":
        same = expected == got
        if np.all(same):
            return Comparison(tensor, shape, "text")
        return Comparison(
            tensor, shape, "text", problem="differs", index=(), expected=expected, got=got
        )
    if expected.dtype != got.dtype:
        problem = f"dtype {got.dtype}, expected {expected.dtype}"
        return Comparison(tensor, shape, dtype, problem=problem)
    tolerance = tolerances.of(tensor, expected.dtype)
    limit = tolerance.limit(_magnitude(expected) if scale is None else scale)
    wide_expected, wide_got = expected.astype(np.float64), got.astype(np.float64)
    # Equal infinities, and NaN where NaN is expected, are no difference.
    same = (wide_expected == wide_got) | (np.isnan(wide_expected) & np.isnan(wide_got))
    with np.errstate(invalid="ignore"):
        error = np.where(same, 0.0, np.abs(wide_expected - wide_got))
    error = np.where(np.isnan(error), np.inf, error)
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = np.where(error == 0.0, 0.0, error / np.abs(wide_expected))
    bad = np.argwhere(error > limit)
    outcome = {
        "tolerance": tolerance,
        "limit": limit,
        "max_abs": float(error.max()) if error.size else 0.0,
        "max_rel": float(np.nanmax(relative)) if error.size else 0.0,
    }  # type: dict[str, Any]
    if len(bad):
        index = tuple(int(i) for i in bad[0])
        outcome.update(problem="differs", index=index, expected=expected[index], got=got[index])
    return Comparison(tensor, shape, dtype, **outcome)


def compare_reports(
    expected: Report,
    got: Report,
    absences: Sequence[Absence] = (),
    tolerances: Tolerances = DEFAULT,
) -> list[Comparison]:
    """Climbs the ladder.

    Args:
      expected: the report of the witness that is right.
      got: the report of the witness in question.
      absences: tensors that the latter cannot report. An entry that does not
        hold (any more) is a problem too.
      tolerances: what to forgive.

    Returns:
      A `Comparison` for every tensor of either report, in the order of the rungs;
      what differs on rung 4 stands in the order of computation.
    """
    excused = {absence.tensor for absence in absences if absence.tensor in expected}
    gradients = [_magnitude(a) for name, a in expected.items() if rung_of(name) is Rung.GRADIENTS]
    comparisons = []
    for tensor, array in expected.items():
        array = np.asarray(array)
        if tensor in excused:
            if tensor in got:
                problem = "is reported, though listed as one that cannot be: delete the entry"
                comparisons.append(
                    Comparison(tensor, array.shape, str(array.dtype), problem=problem)
                )
            continue
        if tensor not in got:
            problem = "is missing"
            comparisons.append(Comparison(tensor, array.shape, str(array.dtype), problem=problem))
            continue
        scale = max(gradients) if rung_of(tensor) is Rung.GRADIENTS else None
        comparisons.append(
            compare_arrays(tensor, array, np.asarray(got[tensor]), scale, tolerances)
        )
    for tensor in got:
        if tensor not in expected:
            extra = np.asarray(got[tensor])
            problem = "is not expected"
            comparisons.append(Comparison(tensor, extra.shape, str(extra.dtype), problem=problem))
    return sorted(comparisons, key=lambda comparison: comparison.place)


def first_failure(comparisons: Sequence[Comparison]) -> Comparison | None:
    """Returns the first tensor that differs on the lowest rung where any does."""
    return next((c for c in comparisons if not c.agrees), None)


def first_divergent_step(comparisons: Sequence[Comparison]) -> Comparison | None:
    """Returns the first tensor, in the order of computation, that differs on rung 4."""
    return first_failure([c for c in comparisons if c.rung is Rung.STEPS])


def _magnitude(array: np.ndarray) -> float:
    if not array.size or array.dtype.kind not in "fiu":
        return 0.0
    finite = np.abs(array[np.isfinite(array)])
    return float(finite.max()) if finite.size else 0.0
