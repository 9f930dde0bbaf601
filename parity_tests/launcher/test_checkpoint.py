"""Read what TensorFlow 1.15.5 saved, go on from there, and save what it would save."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import tensorflow.compat.v1 as tf

from parity_tests.launcher.launching import launch
from parity_tests.launcher.record import AFTER, CHECKPOINT, recorded

TOLERANCE = 1e-12  # all variables are float64


def assert_same_variables(expected: Path, got: Path) -> None:
    want, have = np.load(expected), np.load(got)
    assert sorted(have) == sorted(want)
    for name in want:
        assert have[name].dtype == want[name].dtype, name
        np.testing.assert_allclose(have[name], want[name], rtol=0, atol=TOLERANCE, err_msg=name)


def test_restores_and_trains_on(tmp_path: Path) -> None:
    """Adam's slots, moving averages and the step counter too, or the next step would differ."""
    shutil.copytree(CHECKPOINT, tmp_path / "saved")
    done = launch("checkpoint.py", "go_on", str(tmp_path / "saved"), str(tmp_path / "got.npz"))
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.split() == ["/model-3", "4"]
    assert_same_variables(CHECKPOINT / AFTER, tmp_path / "got.npz")


def test_saves_what_1_15_5_saves(tmp_path: Path) -> None:
    """In the newer format; `parity_tests/live` does both."""
    done = launch("checkpoint.py", "train", str(tmp_path))
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.splitlines() == recorded()["runs"]["checkpoint"]["stdout"]
    got = tf.train.load_checkpoint(str(tmp_path / "model-3"))
    want = tf.train.load_checkpoint(str(CHECKPOINT / "model-3"))
    assert got.get_variable_to_dtype_map() == want.get_variable_to_dtype_map()
    for name in want.get_variable_to_shape_map():
        expected = want.get_tensor(name)
        np.testing.assert_allclose(
            got.get_tensor(name), expected, rtol=0, atol=TOLERANCE, err_msg=name
        )


def test_the_next_step_would_tell() -> None:
    """The recorded step changes every variable, so that a lost slot cannot go unnoticed."""
    after = np.load(CHECKPOINT / AFTER)
    before = tf.train.load_checkpoint(str(CHECKPOINT / "model-3"))
    unchanged = [
        name
        for name in before.get_variable_to_shape_map()
        if np.array_equal(after[name], before.get_tensor(name))
    ]
    assert not unchanged
