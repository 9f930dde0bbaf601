"""Tell the Pythons that a process starts to give TensorFlow 1 too.

Two environment variables carry it: `PYTHONPATH` begins with the folder of our
`sitecustomize.py`, which every Python reads when it starts, and `LEGACY_TF1`
names the Python installation that is meant, so that others are left alone. A third
chooses TensorFlow's kernels, unless it is set already.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

SITE = str(Path(__file__).resolve().parent / "site")
MARK = "LEGACY_TF1"

# oneDNN, which 1.15.5 does not have, makes the many small ops of a decoding loop up to four
# times as slow, and rounds otherwise. Whoever wants it for large models sets it to 1.
_KERNELS = {"TF_ENABLE_ONEDNN_OPTS": "0"}


def environment(variables: Mapping[str, str]) -> dict[str, str]:
    """Returns `variables` with what makes Python give TensorFlow 1; twice is as once."""
    paths = [p for p in variables.get("PYTHONPATH", "").split(os.pathsep) if p and p != SITE]
    return {
        **_KERNELS,
        **variables,
        "PYTHONPATH": os.pathsep.join([SITE, *paths]),
        MARK: sys.prefix,
    }
