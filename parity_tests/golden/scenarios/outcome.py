"""Keep what scenarios gave, and compare it.

For each topic, `TOPIC.npz` holds all different arrays, joined by dtype; `TOPIC.json`
beside it tells how they were made, and for each scenario the variables and every
array's shape, dtype, range and hash, or the error.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Iterable, Mapping

import numpy as np

from tf2_port.parity import compare_reports, describe
from tf2_port.parity.golden import GoldenError, describe_array, save_json

FOLDER = Path(__file__).resolve().parents[1] / "api"

# float16 keeps 11 bits. A few operations on the same rounded inputs differ by some
# units in the last place of the largest number they pass through.
FLOAT16_LIMIT = 8 * float(np.finfo(np.float16).eps)


@dataclass(frozen=True)
class Outcome:
    """What one scenario gave: results and variables, or an error.

    `message` is not compared, and not stored: contrib's words are contrib's.
    """

    arrays: dict[str, np.ndarray] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    error: str = ""
    message: str = ""

    @property
    def headline(self) -> str:
        """The first line of the message."""
        return self.message.strip().partition("\n")[0]


def problems(expected: Outcome, got: Outcome) -> list[str]:
    """Tells how an outcome differs from the expected one; empty if it does not."""
    if expected.error != got.error:
        return [
            f"expected {expected.error or 'no error'}, "
            f"got {got.error or 'no error'}: {got.headline or 'it computes something'}"
        ]
    found = _differences("variable", expected.variables, got.variables)
    found += _differences("text", expected.texts, got.texts)
    # tf2_port.parity declares no tolerance for float16.
    half = {
        name
        for name in set(expected.arrays) & set(got.arrays)
        if expected.arrays[name].dtype == got.arrays[name].dtype == np.float16
    }
    for name in sorted(half):
        found += _float16_problems(name, expected.arrays[name], got.arrays[name])
    report = {name: array for name, array in expected.arrays.items() if name not in half}
    live = {name: array for name, array in got.arrays.items() if name not in half}
    for comparison in compare_reports(report, live):
        if not comparison.agrees:
            found.append("; ".join(" ".join(line.split()) for line in describe(comparison)))
    return found


def _differences(what: str, expected: Mapping[str, str], got: Mapping[str, str]) -> list[str]:
    return [
        f"{what} {name}: expected {expected.get(name, 'none')}, got {got.get(name, 'none')}"
        for name in sorted(set(expected) | set(got))
        if expected.get(name) != got.get(name)
    ]


def _float16_problems(name: str, expected: np.ndarray, got: np.ndarray) -> list[str]:
    if expected.shape != got.shape:
        return [f"{name}: shape {list(got.shape)}, expected {list(expected.shape)}"]
    wide, finite = expected.astype(np.float64), np.isfinite(expected)
    # Equal infinities, and NaN where NaN is expected, are no difference, and no scale.
    same = (wide == got) | (np.isnan(wide) & np.isnan(got))
    with np.errstate(invalid="ignore"):
        errors = np.where(same, 0.0, np.abs(wide - got))
    limit = FLOAT16_LIMIT * max(1.0, np.abs(wide[finite]).max() if finite.any() else 0.0)
    if (errors <= limit).all():
        return []
    return [f"{name}: differs by {errors.max():.3g}, limit {limit:.3g}"]


def save(
    folder: Path, topic: str, outcomes: Mapping[str, Outcome], producer: Mapping[str, Any]
) -> None:
    """Writes both files of a topic, the old ones staying until the new ones are whole."""
    folder.mkdir(parents=True, exist_ok=True)
    pool: dict[str, np.ndarray] = {}
    entries = {name: _entry(outcome, pool) for name, outcome in outcomes.items()}
    temporary = folder / (topic + ".npz.part")
    with temporary.open("wb") as file:
        np.savez_compressed(file, **_packed(pool))
    os.replace(str(temporary), str(folder / (topic + ".npz")))
    save_json(folder / (topic + ".json"), {**producer, "scenarios": entries})


def _entry(outcome: Outcome, pool: dict[str, np.ndarray]) -> dict[str, Any]:
    """Describes an outcome, and puts its arrays into the pool by their descriptions."""
    if outcome.error:
        return {"error": outcome.error}
    described = {name: describe_array(array) for name, array in outcome.arrays.items()}
    pool.update((described[name], array) for name, array in outcome.arrays.items())
    entry = {"variables": outcome.variables, "texts": outcome.texts, "arrays": described}
    return {kind: content for kind, content in entry.items() if content}


def _packed(pool: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Joins all arrays of a dtype: thousands of small files would be mostly headers."""
    packed: dict[str, list[np.ndarray]] = {}
    for array in pool.values():
        packed.setdefault(array.dtype.str[1:], []).append(array.ravel())
    return {dtype: np.concatenate(arrays) for dtype, arrays in packed.items()}


def _unpacked(descriptions: Iterable[str], packed: Mapping[str, np.ndarray]) -> dict[str, Any]:
    """Cuts the joined arrays again, in the order of their descriptions."""
    pool: dict[str, np.ndarray] = {}
    read = dict.fromkeys(packed, 0)
    for description in descriptions:
        if description in pool:
            continue
        dtype, shape = re.match(r".(\w+)(\[.*?\])", description).groups()  # type: ignore[union-attr]
        shape = json.loads(shape)
        start, read[dtype] = read[dtype], read[dtype] + int(np.prod(shape, dtype=int))
        pool[description] = packed[dtype][start : read[dtype]].reshape(shape)
        if describe_array(pool[description]) != description:
            raise GoldenError(f"no array is what the manifest says: {description}")
    return pool


def load(topic: str, folder: Path = FOLDER) -> dict[str, Outcome]:
    """Reads what was recorded of a topic, by scenario.

    Raises:
      GoldenError: if a file is missing, or an array is not what the manifest says.
    """
    values, manifest = folder / (topic + ".npz"), folder / (topic + ".json")
    for path in (values, manifest):
        if not path.exists():
            raise GoldenError(
                f"{path.name} of the scenarios is missing; "
                f"record it: python3.7 -m parity_tests.golden.scenarios.record {topic}"
            )
    entries = json.loads(manifest.read_text())["scenarios"]
    with np.load(str(values), allow_pickle=False) as archive:
        packed = {dtype: archive[dtype] for dtype in archive.files}
    descriptions = [d for e in entries.values() for d in e.get("arrays", {}).values()]
    pool = _unpacked(descriptions, packed)
    return {
        name: Outcome(
            {array: pool[described] for array, described in entry.get("arrays", {}).items()},
            entry.get("texts", {}),
            entry.get("variables", {}),
            entry.get("error", ""),
        )
        for name, entry in entries.items()
    }
