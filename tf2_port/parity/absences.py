"""List what the port cannot report, by the end of its name, and why.

Strict: an entry that no longer holds fails the comparison.
"""

from __future__ import annotations

from tf2_port.parity.compare import Absence, Report

_TIME = "tfa's AttentionWrapperState has no time; the decoder counts steps"
_SIGNATURE = "tfa has an API of its own: arguments moved from constructors to calls"
_BEAM_LENGTHS = "contrib returns a counter that does not follow the beams; see beam/state/lengths"


def absences_of_port(report: Report) -> list[Absence]:
    """Returns the tensors of a genuine report that have no counterpart in tfa."""
    absences = []
    for tensor in report:
        if tensor.startswith("symbols/"):
            absences.append(Absence(tensor, _SIGNATURE))
        elif tensor.endswith("state/time"):
            absences.append(Absence(tensor, _TIME))
        elif tensor == "beam/sequence_lengths":
            absences.append(Absence(tensor, _BEAM_LENGTHS))
    return absences
