"""Say in a helpful sentence what a variant lacks."""

from __future__ import annotations

from pathlib import Path

from tf2_port.parity.golden import GoldenError, case_names, load_golden
from tf2_port.registry import Variant

_STATES = ("TF1 program", "TF2 program", "test of what is peculiar to it", "lesson")


def missing_pieces(root: Path, variant: Variant) -> list[str]:
    """Returns a sentence for every file or golden of `variant` that `root` lacks."""
    sentences = [
        f"variant {variant.stem} has no {state}: write {file}, or take its row out of "
        "tf2_port/registry.py"
        for state, file in zip(_STATES, variant.files)
        if not (root / file).is_file()
    ]
    folder = (root / variant.goldens).parent
    try:
        for case in case_names(variant.stem, folder):
            load_golden(variant.stem, case, folder)
    except GoldenError as error:
        sentences.append(
            f"variant {variant.stem} lacks a golden: {error}; run "
            f"`python3.7 -m parity_tests.golden.record {variant.stem}`"
        )
    return sentences
