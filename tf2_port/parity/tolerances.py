"""Declare, in this one place, how far two witnesses may be apart, and why.

Figures were measured over all goldens; see the reason of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Mapping

import numpy as np

from tf2_port.parity.rungs import Rung, rung_of


@dataclass(frozen=True)
class Tolerance:
    """Accepts `|expected - got| <= absolute + relative * scale`.

    The scale is the largest magnitude in the expected array, or for gradients in
    all gradients together: what cancels to a small value keeps the rounding
    errors of the large values it was made of.
    """

    absolute: float
    relative: float
    reason: str

    def limit(self, scale: float) -> float:
        return self.absolute + self.relative * scale


EXACT = Tolerance(0.0, 0.0, "integers, booleans and text have no rounding")

_ROUNDING = float(np.finfo(np.float32).eps)

_FLOAT32 = {
    Rung.VARIABLES: Tolerance(
        1 * _ROUNDING,
        0.0,
        "weights are set, not computed; folding a forget bias of 1 in and out rounds once",
    ),
    Rung.INFERENCE: Tolerance(
        0.0, 8 * _ROUNDING, "8 roundings of the magnitude; sums are taken in another order"
    ),
    Rung.STEPS: Tolerance(
        0.0, 8 * _ROUNDING, "8 roundings of the magnitude; sums are taken in another order"
    ),
    Rung.LOSS: Tolerance(0.0, 8 * _ROUNDING, "8 roundings of the loss"),
    Rung.GRADIENTS: Tolerance(
        0.0,
        16 * _ROUNDING,
        "16 roundings of the largest gradient: gradients share terms, summed over batch and time",
    ),
    Rung.TRAINING: Tolerance(
        5e-6, 0.0, "Adam divides a gradient by its own size, and so enlarges its rounding"
    ),
}
_FLOAT64 = {
    rung: Tolerance(1e-12, 0.0, "float64 keeps 16 digits; anything above 1e-12 is a difference")
    for rung in Rung
}


def tolerance_for(tensor: str, dtype: np.dtype) -> Tolerance:
    """Returns the tolerance for a tensor of a report.

    Args:
      tensor: its name in the report.
      dtype: of the expected array.

    Raises:
      ValueError: for a floating dtype that nobody has measured.
    """
    dtype = np.dtype(dtype)
    if dtype.kind not in "fc":
        return EXACT
    rung = rung_of(tensor)
    if rung is Rung.RESTORED:
        rung = Rung.TRAINING
    if dtype == np.float32:
        return _FLOAT32[rung]
    if dtype == np.float64:
        return _FLOAT64[rung]
    raise ValueError(f"no tolerance is declared for dtype {dtype} (tensor {tensor})")


class Tolerances:
    """The tolerances above, with a user's own before them; `print` shows all.

    Args:
      own: by pattern of tensor names (`"forward/*"`), or by dtype and pattern
        (`"float32 forward/rnn_output"`). The first that fits is taken.

    Raises:
      ValueError: for a value that is not a `Tolerance`, which has its reason.
    """

    def __init__(self, own: Mapping[str, Tolerance] | None = None) -> None:
        self._own = []
        for key, tolerance in (own or {}).items():
            if not isinstance(tolerance, Tolerance):
                raise ValueError(
                    f"tolerances[{key!r}] is {tolerance!r}: "
                    "expected a Tolerance(absolute, relative, reason)"
                )
            dtype, _, pattern = key.rpartition(" ")
            self._own.append((dtype, pattern, tolerance))

    def of(self, tensor: str, dtype: np.dtype) -> Tolerance:
        """Returns the tolerance for a tensor; raises as `tolerance_for` does."""
        for wanted, pattern, tolerance in self._own:
            if wanted in ("", str(np.dtype(dtype))) and fnmatchcase(tensor, pattern):
                return tolerance
        return tolerance_for(tensor, dtype)

    def __str__(self) -> str:
        rows = [(f"{dtype} {pattern}".strip(), t) for dtype, pattern, t in self._own]
        for dtype, by_rung in (("float32", _FLOAT32), ("float64", _FLOAT64)):
            rows += [(f"{dtype} {rung.title}", t) for rung, t in by_rung.items()]
        return "\n".join(
            f"{name}: {t.absolute:.3g} absolute + {t.relative:.3g} relative ({t.reason})"
            for name, t in [*rows, ("all else", EXACT)]
        )
