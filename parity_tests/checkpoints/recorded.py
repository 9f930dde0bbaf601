"""Find the checkpoints that TensorFlow 1.15.5 wrote, and make the models they are for."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from parity_tests.golden.record_checkpoints import EXPECTED, FOLDER, cases_of
from tf2_port import registry, witness

CELLS = FOLDER / "cells"
ALL = [(v.stem, case.name) for v in registry.VARIANTS for case in cases_of(v.stem)]


class Recorded(NamedTuple):
    """A checkpoint of a variant."""

    stem: str
    config: dict[str, Any]
    path: Path
    arrays: dict[str, np.ndarray]

    def part(self, prefix: str) -> dict[str, np.ndarray]:
        """Returns the arrays below a prefix: `inputs`, `decoded/greedy`, `after`."""
        start = f"{prefix}/"
        return {k[len(start) :]: v for k, v in self.arrays.items() if k.startswith(start)}

    def trainer(self, **options: Any) -> witness.Trainer:
        """Makes the port with weights of its own, and TensorFlow 1's Adam."""
        model = witness.make_model(self.stem, self.config, **options)
        return witness.Trainer(model, self.part("inputs"))


def recorded(stem: str, name: str) -> Recorded:
    """Reads what was recorded of a case."""
    (case,) = (case for case in cases_of(stem) if case.name == name)
    folder = FOLDER / stem / name
    return Recorded(stem, case.config, folder / "model", arrays_in(folder / EXPECTED))


def arrays_in(path: Path) -> dict[str, np.ndarray]:
    with np.load(path, allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}
