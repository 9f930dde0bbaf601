"""Judge whether a port computes what TensorFlow 1.15.5 computed.

Numpy only: whoever has two reports can compare them, on Python 3.7 too.
"""

from tf2_port.parity.compare import (
    Absence,
    Comparison,
    Report,
    compare_arrays,
    compare_reports,
    first_divergent_step,
    first_failure,
)
from tf2_port.parity.divergence import Divergence, first_divergence
from tf2_port.parity.explain import describe, explain
from tf2_port.parity.golden import Golden, GoldenError, case_names, load_golden
from tf2_port.parity.hints import Hint
from tf2_port.parity.rungs import Rung
from tf2_port.parity.subject import Subject, Verdict, judge
from tf2_port.parity.tolerances import Tolerance, Tolerances

__all__ = [
    "Absence",
    "Comparison",
    "Divergence",
    "Golden",
    "GoldenError",
    "Hint",
    "Report",
    "Rung",
    "Subject",
    "Tolerance",
    "Tolerances",
    "Verdict",
    "case_names",
    "compare_arrays",
    "compare_reports",
    "describe",
    "explain",
    "first_divergence",
    "first_divergent_step",
    "first_failure",
    "judge",
    "load_golden",
]
