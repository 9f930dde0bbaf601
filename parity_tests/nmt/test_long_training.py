"""Train by both TensorFlows until held-out dates are right, kill one, carry the weights over.

`pytest --long -m long` runs this; it takes a few minutes.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tf2_port.nmt import corpus, train
from tf2_port.nmt.folder import Folder
from tf2_port.nmt.options import BACKENDS
from tf2_port.nmt.translator import Dates

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[2]
CELLS = {"legacy": "lstm", "port": "gru"}
SECONDS = 300
LITTLE = ("--training-dates", "2000", "--evaluate-every", "5")


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "tf2_port.cli", *words]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Trains each in a process of its own, as README says; tells what it printed."""
    room = tmp_path_factory.mktemp("models")
    printed = {}
    for backend, cell in CELLS.items():
        words = ["train", "nmt_with_attention", "--backend", backend, "--cell", cell]
        words += ["--json", "--out", str(room / backend)]
        done = subprocess.run(
            command(*words), cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
        )
        printed[backend] = {**json.loads(done.stdout), "path": room / backend}
    return printed


@pytest.mark.parametrize("backend", BACKENDS)
def test_98_percent_of_held_out_dates_within_5_minutes(
    models: dict[str, dict[str, Any]], backend: str
) -> None:
    results = models[backend]
    assert results["held_out_dates"] == 1000
    assert results["seconds"] <= SECONDS
    for mode in ("greedy", "beam"):
        assert results[mode]["exact_match"] >= 0.98
        assert results[mode]["character_error_rate"] <= 0.005


@pytest.mark.parametrize("backend", BACKENDS)
def test_the_other_one_decodes_the_same(models: dict[str, dict[str, Any]], backend: str) -> None:
    """Every held-out text, token for token, every beam."""
    pairs = corpus.draw().test
    both = [Dates(models[backend]["path"], decoder) for decoder in BACKENDS]
    for mode in ("greedy", "beam"):
        for start in range(0, len(pairs), 250):
            texts = [pair.text for pair in pairs[start : start + 250]]
            one, other = (dates.tokens(texts, mode) for dates in both)
            np.testing.assert_array_equal(one, other)
    for dates in both:
        dates.close()


@pytest.mark.parametrize("backend", BACKENDS)
def test_attention_looks_where_the_year_is(models: dict[str, dict[str, Any]], backend: str) -> None:
    """The last two digits of the year are the text's last two characters."""
    model = Dates(models[backend]["path"])
    right = 0
    texts = ["3 de mayo de 2019", "Tue 7 Jan 97", "17 мая 1985", "9 september 2034"]
    for text in texts:
        translation, alignments = model.attend(text)
        assert translation[2:4] == text[-2:]
        right += sum(alignments[k].argmax() >= len(text) - 3 for k in (2, 3))
    model.close()
    assert right >= 6


@pytest.mark.parametrize("backend", BACKENDS)
def test_killing_and_resuming_gives_the_same_weights(backend: str, tmp_path: Path) -> None:
    """SIGKILL, whatever it is doing, after at least one checkpoint."""
    train_40 = ("train", "nmt_with_attention", "--steps", "40")
    words = (*train_40, "--backend", backend, *LITTLE)
    straight, killed = tmp_path / "straight", tmp_path / "killed"
    subprocess.run(command(*words, "--out", str(straight)), cwd=ROOT, check=True)
    process = subprocess.Popen(command(*words, "--out", str(killed)), cwd=ROOT)
    deadline = time.monotonic() + 120
    while not (killed / "progress.json").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert 0 < Folder.open(killed).progress().step < 40
    subprocess.run(command(*train_40, "--resume", "--out", str(killed)), cwd=ROOT, check=True)
    one, other = (_last_weights(path) for path in (straight, killed))
    assert one.keys() == other.keys()
    for name, weight in one.items():
        np.testing.assert_array_equal(weight, other[name], err_msg=name)


def _last_weights(path: Path) -> dict[str, np.ndarray]:
    run = train.Run(*train.prepare(path, True, {}))
    assert run.progress.step == 40
    weights: dict[str, np.ndarray] = run.trainer.weights()
    run.close()
    return weights
