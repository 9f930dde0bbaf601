"""Find the first divergence in the order of computation, and its course over time.

The order: what comes before the first decoding step (encoder outputs, values, keys);
then step by step what each computes; what the decoder returns; loss; gradients;
optimizer steps. Within one tensor the first time step.
"""

from __future__ import annotations

from typing import Mapping, NamedTuple, Sequence

import numpy as np

from tf2_port.parity.compare import Comparison, Report
from tf2_port.parity.rungs import Rung, is_stepwise, place_in_step, rung_of

# What a decoder returns when its steps are done; other tensors of a forward pass go before.
RETURNED = (
    "rnn_output",
    "sample_id",
    "logits",
    "output",
    "outputs",
    "state",
    "final_state",
    "alignments",
    "alignment_history",
    "sequence_lengths",
    "final_sequence_lengths",
    "lengths",
)
_TIME_FIRST = ("alignment_history", "alignments")
_TIME_SECOND = ("rnn_output", "sample_id", "logits", "outputs", "memory")


class Divergence(NamedTuple):
    """The first tensor that differs, and the first step at which it does."""

    comparison: Comparison
    step: int | None  # None where the tensor has no axis of time

    @property
    def tensor(self) -> str:
        return self.comparison.tensor

    def __str__(self) -> str:
        return self.tensor + ("" if self.step is None else f", time step {self.step}")


def time_axis(tensor: str, rank: int, given: Mapping[str, int] | None = None) -> int | None:
    """Returns which axis of a tensor is time, or None.

    Args:
      tensor: its name in a report.
      rank: how many axes it has.
      given: axes by name, for names that nobody here knows.
    """
    if tensor in (given or {}):
        return (given or {})[tensor]
    if is_stepwise(tensor):
        return 0
    names = tensor.split("/")
    if any(name in _TIME_FIRST for name in names) and rank > 2:
        return 0
    return 1 if names[-1] in _TIME_SECOND and rank > 1 else None


def errors_over_time(expected: np.ndarray, got: np.ndarray, axis: int | None) -> np.ndarray:
    """Returns the largest absolute error of each step, `[time]`; `[1]` without an axis.

    Infinite where only one of the two is a number; NaN everywhere if shapes differ.
    """
    steps = 1 if axis is None else expected.shape[axis]
    if expected.shape != got.shape or expected.dtype.kind not in "fiub":
        same = np.array_equal(expected, got)
        return np.full(steps, 0.0 if same else np.nan)
    wide, other = expected.astype(np.float64), got.astype(np.float64)
    same = (wide == other) | (np.isnan(wide) & np.isnan(other))
    with np.errstate(invalid="ignore"):
        error = np.where(same, 0.0, np.abs(wide - other))
    error = np.where(np.isnan(error), np.inf, error)
    if not error.size:
        return np.zeros(steps)
    flat = error if axis is None else np.moveaxis(error, axis, 0)
    return flat.reshape(steps, -1).max(axis=1)


def order_of_computation(report: Report) -> list[str]:
    """Returns a report's tensors in the order they are computed, steps side by side."""
    names = [name for name in report if not name.startswith(("symbols/", "weights/"))]
    place = {name: at for at, name in enumerate(names)}
    return sorted(names, key=lambda name: (*_phase(name), place[name]))


def first_divergence(
    expected: Report,
    found: Report,
    comparisons: Sequence[Comparison],
    time_axes: Mapping[str, int] | None = None,
) -> Divergence | None:
    """Returns where the two reports part first, or None if they agree.

    Signatures and weights, which are not computed, count if nothing else differs.
    """
    wrong = [comparison for comparison in comparisons if not comparison.agrees]
    computed = [c for c in wrong if c.rung not in (Rung.SYMBOLS, Rung.VARIABLES)]
    candidates = []
    for at, comparison in enumerate(computed):
        step = _first_step(expected, found, comparison, time_axes)
        phase, place = _phase(comparison.tensor)
        # Inside the loop a step comes before the next one; elsewhere a tensor does.
        inside = is_stepwise(comparison.tensor)
        when = -1 if step is None else step
        key = (phase, when if inside else 0, place, at)
        candidates.append((key, Divergence(comparison, step)))
    if candidates:
        return min(candidates, key=lambda pair: pair[0])[1]
    return Divergence(wrong[0], None) if wrong else None


def _first_step(
    expected: Report,
    found: Report,
    comparison: Comparison,
    time_axes: Mapping[str, int] | None,
) -> int | None:
    if comparison.index is None:  # shape, dtype, or missing
        return None
    array, got = np.asarray(expected[comparison.tensor]), np.asarray(found[comparison.tensor])
    axis = time_axis(comparison.tensor, array.ndim, time_axes)
    if axis is None:
        return None
    return int(np.argmax(errors_over_time(array, got, axis) > comparison.limit))


def _phase(tensor: str) -> tuple[int, int]:
    """Returns a tensor's phase, and its place in that."""
    rung = rung_of(tensor)
    if rung is Rung.STEPS:
        return (1 if is_stepwise(tensor) else 0, 1 + place_in_step(tensor))
    if rung is Rung.INFERENCE:
        prefix, _, rest = tensor.partition("/")
        returned = prefix != "forward" or rest.split("/")[0] in RETURNED
        return (2, 0) if returned else (0, 0)
    return (rung.value, 0)
