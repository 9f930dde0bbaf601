"""Check goldens and other data against a running TensorFlow 1.15.5."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tf2_port import registry
from tf2_port.cli import main
from tf2_port.parity.genuine import VERSION, Genuine, GenuineError, find_python
from tf2_port.parity.worker import environment

ROOT = Path(__file__).resolve().parents[2]
STEM = "bahdanau_attention"


@pytest.fixture(scope="module")
def python() -> str:
    return find_python()


@pytest.fixture(scope="module")
def genuine(python: str) -> Iterator[Genuine]:
    with Genuine(python) as running:
        yield running


@pytest.mark.parametrize(
    "recorder",
    [
        *(f"parity_tests.golden.record --check {v.stem}" for v in registry.VARIANTS),
        "parity_tests.golden.scenarios.record --check",
    ],
)
def test_goldens_are_what_it_computes(python: str, recorder: str) -> None:
    command = [python, "-m", *recorder.split()]
    outcome = subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr[-2000:]


@pytest.mark.parametrize("config", ["default", "everything"])
def test_compare_live(config: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", STEM, "--live", "--config", config]) == 0
    assert f"rows agree with genuine TensorFlow {VERSION} (live)" in capsys.readouterr().out


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_own_arrays_go_through_all_three(
    dtype: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    random = np.random.RandomState(9)
    np.savez(
        tmp_path / "own.npz",
        input_data=random.standard_normal([3, 13, 4]).astype(dtype),
        decoder_input=random.standard_normal([3, 8, 6]).astype(dtype),
        sequence_length=[8, 0, 3],
        memory_sequence_length=[1, 13, 6],
    )
    arguments = ["compare", STEM, "--inputs", str(tmp_path / "own.npz"), "--json"]
    assert main([*arguments, "--config", "two_mechanisms_layered"]) == 0
    (outcome,) = json.loads(capsys.readouterr().out)
    assert outcome["genuine"] == "live"
    shape = {row["tensor"]: row["shape"] for row in outcome["rows"]}["forward/rnn_output"]
    assert shape == [3, 8, 10]


def test_a_failing_request_is_told_and_the_next_one_answered(genuine: Genuine) -> None:
    with pytest.raises(GenuineError, match="no_such_variant"):
        genuine.observe("no_such_variant", {}, {})
    with pytest.raises(GenuineError, match=r"KeyError|Tensor|feed"):
        genuine.observe(STEM, {}, {"input_data": np.zeros([3, 6, 5], np.float32)})
    sizes = {"batch_size": 1, "memory_time": 2, "decoder_time": 1}
    inputs = {
        "input_data": np.ones([1, 2, 5], np.float32),
        "decoder_input": np.ones([1, 1, 1], np.float32),
        "sequence_length": np.ones([1], np.int32),
        "target": np.ones([1, 1, 2], np.float32),
    }
    assert genuine.observe(STEM, sizes, inputs)["forward/rnn_output"].shape == (1, 1, 2)
