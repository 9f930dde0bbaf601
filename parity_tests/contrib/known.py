"""List what of contrib takes other arguments here than in 1.15.5, by package; strict.

Names of `data.experimental` and `eager` that TensorFlow 2 has gone on changing.
"""

from __future__ import annotations

CHANGED: dict[str, str] = {}
