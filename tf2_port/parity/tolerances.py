"""Declare, in this one place, how far two witnesses may be apart, and why.

Figures were measured over all goldens; see the reason of each.
"""

from __future__ import annotations

from dataclasses import dataclass

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
