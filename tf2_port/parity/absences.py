"""List what the port cannot report, by exact name, and why.

Strict: an entry that no longer holds fails the comparison.
"""

from __future__ import annotations

from tf2_port.parity.compare import Absence, Report


def absences_of_port(report: Report) -> list[Absence]:
    """Returns the tensors of a genuine report that have no counterpart in tfa."""
    absences = [
        Absence(
            "forward/state/time",
            "tfa's AttentionWrapperState has no time; the decoder counts steps",
        )
    ]
    absences += [
        Absence(tensor, "tfa has an API of its own: arguments moved from constructors to calls")
        for tensor in report
        if tensor.startswith("symbols/")
    ]
    return absences
