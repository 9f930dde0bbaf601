"""Write and read recordings: what one witness computed, with all it takes to repeat it.

One `.npz` file: `inputs/NAME`, the report, and `manifest`, a line of JSON that tells who
recorded it, how, and every array's shape, dtype, range and hash.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from tf2_port.parity.golden import describe_array, weights_in
from tf2_port.parity.npz import read_npz
from tf2_port.parity.rungs import rung_of

MANIFEST = "manifest"


class RecordingError(ValueError):
    """A file is not a recording, or not what its manifest says."""


class Recording(NamedTuple):
    """What one witness computed; `settings` are the manifest's, but for the arrays."""

    inputs: dict[str, np.ndarray]
    report: dict[str, np.ndarray]
    settings: dict[str, Any]

    @property
    def weights(self) -> dict[str, np.ndarray]:
        return weights_in(self.report)


def save_recording(path: Path, recording: Recording) -> None:
    """Writes a file, the old one staying until the new one is whole."""
    arrays = {"inputs/" + name: array for name, array in recording.inputs.items()}
    arrays.update(recording.report)
    described = {name: describe_array(np.asarray(array)) for name, array in arrays.items()}
    manifest = json.dumps({**recording.settings, "arrays": described})
    temporary = path.with_name(path.name + ".part")
    try:
        with temporary.open("wb") as file:
            np.savez_compressed(file, **{MANIFEST: np.array(manifest)}, **arrays)
        os.replace(str(temporary), str(path))
    except OSError as error:
        raise RecordingError(f"{path} cannot be written: {error.strerror}") from None
    finally:
        if temporary.exists():
            temporary.unlink()


def load_recording(path: Path) -> Recording:
    """Reads a file that `save_recording` wrote.

    Raises:
      RecordingError: if it did not, or something happened to the file since.
    """
    arrays = read_npz(path, RecordingError)
    if MANIFEST not in arrays or arrays[MANIFEST].dtype.kind != "U":
        raise RecordingError(f"{path} is not a recording: it has no manifest")
    try:
        settings = json.loads(str(arrays.pop(MANIFEST)))
        described = dict(settings.pop("arrays"))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise RecordingError(f"{path} is not a recording: its manifest cannot be read") from None
    for name in sorted(set(arrays) | set(described)):
        if name not in arrays or describe_array(arrays[name]) != described.get(name):
            raise RecordingError(f"{path}: array {name} is not what the manifest says")
    inputs = {k.split("/", 1)[1]: v for k, v in arrays.items() if k.startswith("inputs/")}
    report = {k: v for k, v in arrays.items() if not k.startswith("inputs/")}
    for name in report:
        rung_of(name)
    return Recording(inputs, report, settings)
