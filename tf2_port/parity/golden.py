"""Read and write goldens: what TensorFlow 1.15.5 computed, with its manifest.

A golden is one `.npz` file for each case with `inputs/NAME` and the report of the
genuine witness. `manifest.json` beside them says how they were made, and tells
every array's shape, dtype, range and hash; an array that does not fit its entry
was not written by the recorder, and is refused.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any, Mapping, NamedTuple

import numpy as np

MANIFEST = "manifest.json"


class GoldenError(ValueError):
    """A golden is missing, or is not what its manifest says."""


class Golden(NamedTuple):
    """One recorded case."""

    config: dict[str, Any]
    seed: int
    inputs: dict[str, np.ndarray]
    report: dict[str, np.ndarray]

    @property
    def weights(self) -> dict[str, np.ndarray]:
        """The values set before the run, by TensorFlow 1.15.5 variable name."""
        return weights_in(self.report)


def weights_in(report: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Returns the weights of a report, by variable name."""
    prefix = "weights/"
    return {k[len(prefix) :]: v for k, v in report.items() if k.startswith(prefix)}


def golden_root() -> Path:
    """Returns the folder with a folder of goldens for each variant.

    An installed package carries them in itself, a checkout under `parity_tests`.
    """
    package = Path(__file__).resolve().parents[1]
    carried = package / "golden"
    return carried if carried.is_dir() else package.parent / "parity_tests" / "golden"


def case_names(stem: str, root: Path | None = None) -> list[str]:
    """Returns the recorded cases of a variant, in the order they were declared."""
    return list(_manifest(stem, root)["cases"])


def load_golden(stem: str, case: str, root: Path | None = None) -> Golden:
    """Reads one case and checks it against its manifest.

    Raises:
      GoldenError: if it is missing, or an array differs from its entry.
    """
    manifest = _manifest(stem, root)
    entries = manifest["cases"]
    if case not in entries:
        raise GoldenError(
            "{} has no case {!r}; it has: {}".format(stem, case, ", ".join(sorted(entries)))
        )
    entry = entries[case]
    path = (root or golden_root()) / stem / (case + ".npz")
    if not path.exists():
        raise GoldenError(f"golden {path.name} of {stem} is missing; record it again")
    with np.load(str(path), allow_pickle=False) as archive:
        arrays = {name: archive[name] for name in archive.files}
    if set(arrays) != set(entry["arrays"]):
        different = sorted(set(arrays) ^ set(entry["arrays"]))
        raise GoldenError(f"{path.name} and its manifest differ in arrays: {different}")
    for name, described in entry["arrays"].items():
        if describe_array(arrays[name]) != described:
            raise GoldenError(f"{path.name}: array {name} is not what the manifest says")
    inputs = {k.split("/", 1)[1]: v for k, v in arrays.items() if k.startswith("inputs/")}
    report = {f"symbols/{k}": np.array(v) for k, v in manifest["symbols"].items()}
    report.update((k, v) for k, v in arrays.items() if not k.startswith("inputs/"))
    return Golden(entry["config"], entry["seed"], inputs, report)


def save_golden(folder: Path, case: str, golden: Golden) -> dict[str, Any]:
    """Writes one case, and returns its entry for the manifest."""
    arrays = {"inputs/" + name: array for name, array in golden.inputs.items()}
    arrays.update({k: v for k, v in golden.report.items() if not k.startswith("symbols/")})
    temporary = folder / (case + ".npz.part")
    with temporary.open("wb") as file:
        np.savez_compressed(file, **arrays)
    os.replace(str(temporary), str(folder / (case + ".npz")))
    described = {name: describe_array(array) for name, array in arrays.items()}
    return {"config": golden.config, "seed": golden.seed, "arrays": described}


def save_json(path: Path, content: Mapping[str, Any]) -> None:
    """Writes a file, the old one staying until the new one is whole."""
    temporary = path.with_name(path.name + ".part")
    temporary.write_text(json.dumps(content, indent=1) + "\n")
    os.replace(str(temporary), str(path))


def describe_array(array: np.ndarray) -> str:
    """Returns dtype, shape, range and hash of an array, as one line."""
    range_ = ""
    if array.dtype.kind in "fiu" and array.size:
        # Adding 0 makes -0 a 0: which of them is the least depends on numpy's version.
        least, most = array.min().item() + 0, array.max().item() + 0
        range_ = f" from {least:.6g} to {most:.6g}"
    digest = hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest()[:16]
    return f"{array.dtype.str}{list(array.shape)}{range_} sha256 {digest}"


def _manifest(stem: str, root: Path | None) -> dict[str, Any]:
    path = (root or golden_root()) / stem / MANIFEST
    if not path.exists():
        raise GoldenError(f"there are no goldens of {stem}: {path.name} is missing")
    return json.loads(path.read_text())
