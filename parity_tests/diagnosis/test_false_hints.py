"""Give the hints what only looks like their mistake, and recordings what they must refuse."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tf2_port.commands.diverge import diverge, write_report
from tf2_port.parity import Subject, judge
from tf2_port.parity.hints.gates import permute
from tf2_port.parity.hints.previous_step import softmax
from tf2_port.parity.recording import Recording, RecordingError, load_recording, save_recording

Arrays = dict[str, np.ndarray]
RANDOM = np.random.RandomState(0)
DRAWN = RANDOM.randn(3, 3, 4)
KERNEL, BIAS = RANDOM.randn(4, 8), RANDOM.randn(8)
CELL = {"weights/a/lstm_cell/kernel": KERNEL, "weights/a/lstm_cell/bias": BIAS}
GRU = {"weights/a/gates/kernel": KERNEL[:, :6], "weights/a/gates/bias": BIAS[:6]}
KERAS = {
    "weights/a/kernel": KERNEL,
    "weights/a/recurrent_kernel": KERNEL[:2],
    "weights/a/bias": BIAS,
}
DENSE = {"weights/a/kernel": KERNEL[:2], "weights/a/bias": BIAS}
ALIKE = {"weights/a/kernel": np.ones([4, 8]), "weights/a/bias": np.ones(8), "forward/x": BIAS}
GATE_1, GATE_2 = np.repeat(np.eye(4)[1:3], 2, axis=-1)
BOTH = {**CELL, **{name.replace("/a/", "/b/"): array for name, array in CELL.items()}}
G, W = np.array([3.0, -2.0], np.float32), np.array([0.5, 0.25], np.float32)
STEP = {"weights/w": W, "gradients/w": G, "first_step/w": W - np.float32(1e-3) * np.sign(G)}
TINY = {"weights/w": W, "gradients/w": G * np.float32(1e-7)}


def ones_until(*ends: int) -> np.ndarray:
    """Returns alignments `[time, batch, memory time]`, alike up to each end."""
    row = np.array([[(k < end) / end for k in range(5)] for end in ends])
    return np.stack([row, row])


def hints(expected: Arrays, changed: Arrays) -> list[str]:
    judged = judge(Subject("m", "", "b", "a", expected, {**expected, **changed}))
    assert not judged.agrees
    return [hint.name for hint in judged.hints]


@pytest.mark.parametrize(
    ("expected", "changed", "names"),
    [
        (
            {"forward/rnn_output": DRAWN, "forward/x": DRAWN},
            {"forward/rnn_output": DRAWN.swapaxes(0, 1), "forward/x": DRAWN + 1},
            [],
        ),
        ({"steps/alignments": ones_until(2, 3)}, {"steps/alignments": ones_until(4, 4)}, []),
        ({"steps/alignments": ones_until(4, 4)}, {"steps/alignments": ones_until(5, 5)}, []),
        (
            {"steps/score": DRAWN, "steps/alignments": softmax(DRAWN)},
            {"steps/score": DRAWN[[0, 0, 0]], "steps/alignments": softmax(DRAWN[[0, 0, 0]])},
            [],
        ),
        (
            {"forward/c": DRAWN, "forward/h": DRAWN + 1},
            {"forward/c": DRAWN + 2, "forward/h": DRAWN},
            [],
        ),
        ({**STEP, "training/w": W}, {"training/w": W + 1}, []),
        (
            {**TINY, "first_step/w": W},
            {"first_step/w": W - np.float32(1e-3) * G / (np.abs(G) + np.float32(31.6))},
            [],
        ),
        ({"gradients/a/bias": BIAS}, {"gradients/a/bias": BIAS + GATE_1 + GATE_2}, []),
        (KERAS, {"weights/a/bias": BIAS - GATE_1}, ["forget bias not counted"]),
        (CELL, {"weights/a/lstm_cell/bias": BIAS + GATE_2}, ["forget bias counted twice"]),
        (GRU, {name: permute(array, (1, 0)) for name, array in GRU.items()}, ["gates permuted"]),
        (DENSE, {"weights/a/bias": BIAS - GATE_2}, []),
        (ALIKE, {"forward/x": BIAS + 1}, []),
        (BOTH, {n: permute(a, (0, 2, 1, 3)) for n, a in BOTH.items()}, ["gates permuted"]),
        ({**CELL, "weights/w": W}, {"weights/a/lstm_cell/bias": BIAS - GATE_2, "weights/w": G}, []),
    ],
)
def test_only_what_explains_all_is_a_hint(
    expected: Arrays, changed: Arrays, names: list[str]
) -> None:
    assert hints(expected, changed) == names


def test_a_hint_names_all_cells_if_all_are_wrong() -> None:
    found = {name: permute(array, (0, 2, 1, 3)) for name, array in BOTH.items()}
    (hint,) = judge(Subject("m", "", "b", "a", BOTH, found)).hints
    assert "with the gates of all cells in the order 0, 2, 1, 3" in hint.evidence


def test_recordings_are_whole_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    np.savez(path, manifest=np.array(json.dumps({"arrays": {"loss": "lost"}})))
    with pytest.raises(RecordingError, match="array loss is not what the manifest says"):
        load_recording(path)
    save_recording(path, Recording({}, {"nowhere/x": np.zeros(1)}, {}))
    with pytest.raises(ValueError, match="'nowhere/x' belongs to no rung"):
        load_recording(path)
    (tmp_path / "folder.npz").mkdir()
    with pytest.raises(RecordingError, match=r"folder\.npz cannot be written"):
        save_recording(tmp_path / "folder.npz", Recording({}, {}, {}))
    assert not list(tmp_path.glob("*.part"))
    for name, inputs in (("a", {}), ("b", {"source": np.zeros(1)})):
        save_recording(tmp_path / f"{name}.npz", Recording(inputs, {"loss": np.zeros(1)}, {}))
    with pytest.raises(ValueError, match="only one of the two recordings has the input source"):
        diverge(path, tmp_path / "b.npz")
    with pytest.raises(ValueError, match=r"expected a name that ends in \.html or \.md"):
        write_report(diverge(path, path), tmp_path / "report.txt")
