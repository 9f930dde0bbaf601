"""Compare two recordings, find the first divergence, and write a report with heat maps."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from tf2_port.parity import Verdict, judge
from tf2_port.parity.ports import what_both_tell
from tf2_port.parity.recording import Recording, load_recording
from tf2_port.parity.subject import Subject

SUFFIXES = (".html", ".md")


def diverge(reference: Path, other: Path) -> Verdict:
    """Judges one recording by another.

    Raises:
      ValueError: for files that are no recordings, or of other inputs.
    """
    expected, found = load_recording(reference), load_recording(other)
    _require_same_inputs(expected, found, other)
    told, notes = what_both_tell(expected.report, found.report)
    return judge(
        Subject(
            str(found.settings.get("graph", other.stem)),
            "",
            other.name,
            reference.name,
            told,
            found.report,
            expected.inputs,
            epsilon=float(expected.settings.get("epsilon", 1e-8)),
            learning_rate=float(expected.settings.get("learning_rate", 1e-3)),
            notes=notes,
        )
    )


def _require_same_inputs(expected: Recording, found: Recording, other: Path) -> None:
    for name in sorted(set(expected.inputs) | set(found.inputs)):
        if name not in expected.inputs or name not in found.inputs:
            raise ValueError(f"{other}: only one of the two recordings has the input {name}")
        if not np.array_equal(expected.inputs[name], found.inputs[name]):
            raise ValueError(f"{other}: input {name} is not that of the reference")


def write_report(verdict: Verdict, path: Path) -> None:
    """Writes the report, as HTML in one file, or as Markdown with pictures beside it.

    Raises:
      ValueError: for a path with another ending, or where nothing can be written.
    """
    from tf2_port.commands import diverge_report

    if path.suffix not in SUFFIXES:
        raise ValueError(f"--out {path}: expected a name that ends in {' or '.join(SUFFIXES)}")
    if not path.parent.is_dir():
        raise ValueError(f"--out {path}: there is no folder {path.parent}")
    pictures = diverge_report.pictures(verdict)
    if path.suffix == ".html":
        files = [(path, diverge_report.as_html(verdict, pictures).encode())]
    else:
        beside = {name: path.with_name(f"{path.stem}_{name}.png") for name in pictures}
        links = {name: place.name for name, place in beside.items()}
        files = [(beside[name], png) for name, png in pictures.items()]
        files.append((path, diverge_report.as_markdown(verdict, links).encode()))
    for place, content in files:
        temporary = place.with_name(place.name + ".part")
        try:
            temporary.write_bytes(content)
            os.replace(temporary, place)
        except OSError as error:
            raise ValueError(f"--out {place} cannot be written: {error.strerror}") from None
