"""Hold what a hypothesis may look at, and run the model again as if it were true."""

from __future__ import annotations

import logging
from typing import Any, Callable, Iterator, Mapping, NamedTuple, Sequence

import numpy as np

from tf2_port.parity.compare import (
    DEFAULT,
    Comparison,
    Report,
    compare_arrays,
    compare_reports,
    first_failure,
)
from tf2_port.parity.divergence import time_axis
from tf2_port.parity.rungs import Rung, rung_of
from tf2_port.parity.tolerances import Tolerances

Rerun = Callable[..., Report]
"""Runs the model that is judged again, with something changed, and reports the forward
pass and the loss, or the optimizer steps if `epsilon` is given. Keywords, all optional:

    weights          arrays by TensorFlow 1 variable name
    inputs           arrays by name
    training         the argument of the model
    exchange_states  whether the h and c that decoders and RNN layers start from change places
    dropout          False to turn all dropout off
    epsilon          of Adam
"""


class Hint(NamedTuple):
    """A mistake that was tested for, and explains the difference."""

    name: str
    evidence: str

    def __str__(self) -> str:
        return f"{self.name}: {self.evidence}"


class Evidence(NamedTuple):
    """Two reports that differ, and the means to find out why."""

    expected: Report
    found: Report
    comparisons: Sequence[Comparison]
    inputs: Mapping[str, np.ndarray] = {}
    rerun: Rerun | None = None
    tolerances: Tolerances = DEFAULT
    epsilon: float = 1e-8  # of the reference's Adam
    learning_rate: float = 1e-3
    time_axes: Mapping[str, int] = {}
    weights: Mapping[str, np.ndarray] = {}  # of the reference, by TensorFlow 1 variable name

    @property
    def wrong(self) -> set[str]:
        """The tensors that differ."""
        return {comparison.tensor for comparison in self.comparisons if not comparison.agrees}

    @property
    def rung(self) -> Rung:
        """The lowest rung that computes something and differs; a step counts as inference."""
        rungs = {rung_of(tensor) for tensor in self.wrong} - {Rung.SYMBOLS, Rung.VARIABLES}
        rungs = {Rung.INFERENCE if rung is Rung.STEPS else rung for rung in rungs}
        return min(rungs or {Rung.VARIABLES}, key=lambda rung: rung.value)

    def steps(self, tensor: str) -> tuple[np.ndarray, np.ndarray] | None:
        """Returns what is expected and what was found, time first, if they have steps."""
        expected, found = np.asarray(self.expected[tensor]), np.asarray(self.found[tensor])
        axis = time_axis(tensor, expected.ndim, self.time_axes)
        if axis is None or expected.shape != found.shape or not expected.shape[axis]:
            return None
        return np.moveaxis(expected, axis, 0), np.moveaxis(found, axis, 0)

    def agree(self, tensor: str, array: np.ndarray, expected: np.ndarray | None = None) -> bool:
        """Tells whether an array is what the reference has, to the tensor's tolerance."""
        wanted = self.expected[tensor] if expected is None else expected
        compared = compare_arrays(
            tensor, np.asarray(wanted), np.asarray(array), tolerances=self.tolerances
        )
        return compared.agrees

    def vanishes(self, **changes: Any) -> bool:
        """Tells whether the difference is gone when the model runs again with `changes`.

        All that the new run reports of the rung that failed must be as expected. If the
        model cannot run so, it is not.
        """
        if self.rerun is None:
            return False
        try:
            report = self.rerun(**changes)
        except Exception as error:  # of TensorFlow: the hypothesis does not even run
            what = f"{type(error).__name__}: {error}".splitlines()[0]
            logging.getLogger(__name__).info("%s cannot be tried: %s", sorted(changes), what)
            return False
        told = [t for t in report if rung_of(t) is self.rung and t in self.expected]
        if not self.wrong.intersection(told):
            return False
        expected = {tensor: self.expected[tensor] for tensor in told}
        got = {tensor: report[tensor] for tensor in told}
        return first_failure(compare_reports(expected, got, (), self.tolerances)) is None

    def tells_wrong_weights(self, names: Sequence[str]) -> bool:
        """Tells whether what was found has all these weights, and those alone are wrong.

        All must be there in their shapes, and one or more be wrong.
        """
        for name in names:
            found = self.found.get("weights/" + name)
            if found is None or found.shape != self.weights[name].shape:
                return False
        wrong = {tensor for tensor in self.wrong if rung_of(tensor) is Rung.VARIABLES}
        return bool(wrong) and wrong <= {"weights/" + name for name in names}

    def varies(self) -> bool:
        """Tells whether the same run twice gives two results: something is drawn."""
        if self.rerun is None:
            return False
        one, other = self.rerun(), self.rerun()
        return not all(np.array_equal(one[tensor], other[tensor]) for tensor in one)

    def named(self, *names: str) -> Iterator[str]:
        """Yields the tensors of both reports of which a part of the path is in `names`."""
        for tensor, array in self.expected.items():
            computed = rung_of(tensor) in (Rung.INFERENCE, Rung.STEPS) and np.ndim(array) > 0
            if computed and tensor in self.found and set(names) & set(tensor.split("/")[1:]):
                yield tensor


def cells(weights: Mapping[str, np.ndarray], gates: int) -> list[tuple[str, list[str]]]:
    """Groups the weights of recurrent layers by scope.

    Args:
      weights: by TensorFlow 1 variable name.
      gates: how many share one kernel.

    Returns:
      For each scope with a `bias` whose kernels are as wide, and then for all scopes
      together, a description and the names of kernels and bias.
    """
    found = []
    for name, bias in weights.items():
        scope, _, last = name.rpartition("/")
        kernels = [f"{scope}/{kernel}" for kernel in ("kernel", "recurrent_kernel")]
        kernels = [kernel for kernel in kernels if kernel in weights]
        if last != "bias" or not kernels or bias.ndim != 1 or bias.shape[0] % gates:
            continue
        # A recurrent kernel reads the state, which is as deep as one gate is wide.
        units, rows = bias.shape[0] // gates, weights[kernels[-1]].shape[0]
        fits = rows == units if len(kernels) > 1 else rows > units
        if fits and all(weights[k].shape[-1] == bias.shape[0] for k in kernels):
            found.append((scope, [*kernels, name]))
    if len(found) > 1:
        found.append(("all cells", [name for _, names in found for name in names]))
    return found
