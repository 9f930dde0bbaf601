"""Give TensorFlow 1.15.5 checkpoints that went to Keras and back: `Saver.restore` reads them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest

from parity_tests.checkpoints.recorded import ALL, arrays_in, recorded
from parity_tests.checkpoints.test_variants import assert_close
from parity_tests.golden.record_checkpoints import FOLDER
from tf2_port.checkpoints import load_tf1, save_tf1
from tf2_port.compat import tf
from tf2_port.parity.genuine import find_python
from tf2_port.parity.worker import environment

ROOT = Path(__file__).resolve().parents[2]


def genuine(*words: str) -> str:
    done = subprocess.run(
        [find_python(), "-m", *words],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    return done.stdout


@pytest.mark.parametrize("recorder", ["record_checkpoints", "record_cells"])
def test_recorded_checkpoints_are_what_it_goes_on_from(recorder: str) -> None:
    assert "DIFFERS" not in genuine(f"parity_tests.golden.{recorder}", "--check")


@pytest.fixture(scope="module")
def went_back(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Carries every checkpoint to Keras and back, and lets TensorFlow 1.15.5 go on from there."""
    folder: Path = tmp_path_factory.mktemp("back")
    for stem, case in ALL:
        known = recorded(stem, case)
        trainer = known.trainer()
        adam = tf.keras.optimizers.Adam(epsilon=1e-8)
        loaded = load_tf1(trainer.model, known.path, optimizer=adam)
        path = folder / stem / case / "model.ckpt"
        save_tf1(
            trainer.model, path, loaded.mapping, optimizer=adam, global_step=loaded.global_step
        )
    genuine("parity_tests.golden.record_checkpoints", "--resume", str(folder))
    return folder


@pytest.mark.parametrize(("stem", "case"), ALL)
def test_it_decodes_and_trains_on_from_what_went_back(
    stem: str, case: str, went_back: Path
) -> None:
    expected = arrays_in(FOLDER / stem / case / "expected.npz")
    got = arrays_in(went_back / stem / case / "resumed.npz")
    assert set(got) == set(expected)
    for name, array in expected.items():
        rung = name.replace("after/", "training/").replace("decoded/training", "forward")
        if array.dtype.kind == "f" and not name.startswith("inputs/"):
            assert_close(name, array, got[name], rung.replace("decoded/", ""))
        else:
            np.testing.assert_array_equal(got[name], array, err_msg=name)
