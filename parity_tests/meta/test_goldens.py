"""Check that goldens are what TensorFlow 1.15.5 wrote, and that they can tell."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from parity_tests.golden.cases import CASES
from tf2_port import registry
from tf2_port.parity import Golden, GoldenError, case_names, load_golden

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "parity_tests" / "golden"
STEMS = [variant.stem for variant in registry.VARIANTS]


@pytest.mark.parametrize("stem", STEMS)
def test_goldens_stay_small(stem: str) -> None:
    size = sum(path.stat().st_size for path in (GOLDEN / stem).iterdir())
    assert size < 5_000_000


@pytest.mark.parametrize("stem", STEMS)
def test_manifest_names_the_genuine_article(stem: str) -> None:
    manifest = json.loads((GOLDEN / stem / "manifest.json").read_text())
    assert manifest["tensorflow"] == "1.15.5"
    assert manifest["command"].endswith(f"parity_tests.golden.record {stem}")
    assert {"producer", "numpy", "python", "symbols", "cases"} <= set(manifest)


@pytest.mark.parametrize("stem", STEMS)
def test_files_manifest_and_cases_are_the_same_set(stem: str) -> None:
    declared = {case.name: case for case in CASES[stem]}
    assert case_names(stem, GOLDEN) == list(declared)
    assert {path.stem for path in (GOLDEN / stem).glob("*.npz")} == set(declared)
    for name, case in declared.items():
        golden = load_golden(stem, name, GOLDEN)
        assert (golden.config, golden.seed) == (case.config, case.seed)


@pytest.mark.parametrize("stem", STEMS)
def test_goldens_exercise_what_can_go_wrong(stem: str) -> None:
    goldens = [load_golden(stem, case, GOLDEN) for case in case_names(stem, GOLDEN)]
    assert len(goldens) >= 24
    assert {str(g.report["loss"].dtype) for g in goldens} == {"float32", "float64"}
    lengths = [g.inputs["sequence_length"] for g in goldens]
    times = [g.inputs["decoder_input"].shape[1] for g in goldens]
    assert any(0 in some and most in some for some, most in zip(lengths, times))
    biggest = max(goldens, key=lambda g: g.report["forward/memory"].size)
    assert biggest.report["forward/memory"].shape == (8, 40, 64)
    for golden in goldens:
        for name, weight in golden.weights.items():
            assert not np.any(weight == 1.0), name
            if weight.ndim == 2 and weight.shape[0] == weight.shape[1]:
                assert np.abs(weight - weight.T).max() > 0.1, name


@pytest.mark.parametrize("stem", STEMS)
def test_siblings_differ(stem: str) -> None:
    """Options that were ignored would give the same numbers: no two cases may."""
    goldens = {case: load_golden(stem, case, GOLDEN) for case in case_names(stem, GOLDEN)}
    for (one, a), (other, b) in combinations(goldens.items(), 2):
        first, second = a.report["forward/rnn_output"], b.report["forward/rnn_output"]
        if first.shape == second.shape:
            assert np.abs(first - second).max() > 1e-3, f"{one} and {other} look alike"


def test_alignments_depend_on_memory_and_on_time() -> None:
    """Uniform or constant alignments are the same whatever the weights are."""
    for case in case_names("bahdanau_attention", GOLDEN):
        report = load_golden("bahdanau_attention", case, GOLDEN).report
        for name in ("steps/alignments", "steps/alignments/1"):
            alignments = report.get(name)
            if alignments is None or alignments.shape[0] == 1:
                continue
            attended = alignments[alignments > 0]
            assert attended.max() / attended.min() > 4, f"{case}: the same for all memory"
            assert alignments.std(axis=0).max() > 0.005, f"{case}: the same at every step"


@pytest.mark.parametrize("recorder", ["record", "scenarios.record"])
def test_another_tensorflow_records_nothing(recorder: str) -> None:
    command = [sys.executable, "-m", f"parity_tests.golden.{recorder}"]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 2
    assert "1.15.5" in outcome.stderr.splitlines()[-1]
    assert not outcome.stdout


def tampered(folder: Path, golden: Golden, name: str, change: float) -> None:
    path = folder / "bahdanau_attention" / "ragged.npz"
    with np.load(path) as archive:
        arrays = dict(archive)
    arrays[name] = arrays[name] + np.asarray(change, arrays[name].dtype)
    np.savez_compressed(path, **arrays)


def test_a_golden_edited_by_hand_is_refused(tmp_path: Path) -> None:
    shutil.copytree(GOLDEN / "bahdanau_attention", tmp_path / "bahdanau_attention")
    golden = load_golden("bahdanau_attention", "ragged", tmp_path)
    tampered(tmp_path, golden, "forward/rnn_output", 1e-6)
    with pytest.raises(GoldenError, match="forward/rnn_output is not what the manifest says"):
        load_golden("bahdanau_attention", "ragged", tmp_path)


def test_a_missing_golden_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldenError, match="no goldens of bahdanau_attention"):
        load_golden("bahdanau_attention", "plain", tmp_path)
    shutil.copytree(GOLDEN / "bahdanau_attention", tmp_path / "bahdanau_attention")
    (tmp_path / "bahdanau_attention" / "plain.npz").unlink()
    with pytest.raises(GoldenError, match=r"plain\.npz of bahdanau_attention is missing"):
        load_golden("bahdanau_attention", "plain", tmp_path)
    with pytest.raises(GoldenError, match="has no case 'nothing'"):
        load_golden("bahdanau_attention", "nothing", tmp_path)
