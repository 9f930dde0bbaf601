"""Check that every variant has its four files and goldens, and no file lacks a variant."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from parity_tests.golden.cases import CASES
from parity_tests.meta.registry_check import missing_pieces
from tf2_port import registry

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("variant", registry.VARIANTS, ids=lambda variant: variant.stem)
def test_every_piece_is_there(variant: registry.Variant) -> None:
    assert not missing_pieces(ROOT, variant)


@pytest.mark.parametrize("variant", registry.VARIANTS, ids=lambda variant: variant.stem)
def test_removal_of_any_piece_is_named(variant: registry.Variant, tmp_path: Path) -> None:
    golden = sorted((ROOT / variant.goldens).glob("*.npz"))[0].name
    pieces = [*variant.files, f"{variant.goldens}/{golden}", f"{variant.goldens}/manifest.json"]
    for lost in pieces:
        copy = tmp_path / lost.replace("/", "_")
        for piece in pieces:
            (copy / piece).parent.mkdir(parents=True, exist_ok=True)
            if piece != lost:
                (copy / piece).write_bytes((ROOT / piece).read_bytes())
        for array in (ROOT / variant.goldens).glob("*.npz"):
            if f"{variant.goldens}/{array.name}" != lost:
                (copy / variant.goldens / array.name).write_bytes(array.read_bytes())
        sentences = missing_pieces(copy, variant)
        assert len(sentences) == 1, sentences
        assert variant.stem in sentences[0]
        assert Path(lost).name in sentences[0]


@pytest.mark.parametrize(
    ("folder", "pattern"),
    [
        ("legacy_tf1/variants", "*.py"),
        ("tf2_port/variants", "*.py"),
        ("parity_tests/golden", "*/manifest.json"),
    ],
)
def test_every_file_has_a_variant(folder: str, pattern: str) -> None:
    of_variants = {variant.stem for variant in registry.VARIANTS}
    # What begins with an underscore is shared by several.
    paths = [path for path in (ROOT / folder).glob(pattern) if not path.name.startswith("_")]
    stems = {path.parent.name if path.name == "manifest.json" else path.stem for path in paths}
    assert stems - {"api"} == of_variants, "tf2_port/registry.py and the files differ"


def test_every_variant_has_cases_to_record() -> None:
    assert set(CASES) == {variant.stem for variant in registry.VARIANTS}


@pytest.mark.parametrize("variant", registry.VARIANTS, ids=lambda variant: variant.stem)
def test_symbols_are_what_the_library_exports(variant: registry.Variant) -> None:
    library = importlib.import_module("legacy_tf1.seq2seq")
    assert set(variant.symbols) <= set(library.__all__)


def test_readme_lists_the_variants() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert rows == [variant.stem for variant in registry.VARIANTS]


def test_the_wheel_carries_every_golden() -> None:
    project = (ROOT / "pyproject.toml").read_text()
    carried = re.findall(
        r'^"parity_tests/golden/(\w+)" = "tf2_port/golden/\1"$', project, re.MULTILINE
    )
    assert carried == [variant.stem for variant in registry.VARIANTS]
