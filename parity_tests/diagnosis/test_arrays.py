"""Test what the hints make of two recordings alone: arrays, nothing to run again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tf2_port.commands.diverge import diverge
from tf2_port.parity import Golden, Subject, Tolerance, Tolerances, Verdict, judge, load_golden
from tf2_port.parity.divergence import errors_over_time, order_of_computation, time_axis
from tf2_port.parity.hints import mask
from tf2_port.parity.hints.gates import permute
from tf2_port.parity.hints.previous_step import softmax
from tf2_port.parity.recording import (
    Recording,
    RecordingError,
    load_recording,
    save_recording,
)

Arrays = dict[str, np.ndarray]
CELL = "decoder/attention_wrapper/lstm_cell"


@pytest.fixture(scope="module")
def golden() -> Golden:
    return load_golden("bahdanau_attention", "alignment_history")


def verdict(expected: Arrays, found: Arrays, **options: object) -> Verdict:
    return judge(Subject("m", "", "b", "a", expected, found, **options))  # type: ignore[arg-type]


def transposed(report: Arrays) -> Arrays:
    names = ("forward/rnn_output", "forward/sample_id")
    return {name: np.swapaxes(report[name], 0, 1) for name in names}


def unmasked(report: Arrays) -> Arrays:
    score = np.where(np.isinf(report["steps/score"]), 0.5, report["steps/score"])
    return {"steps/score": score, "steps/alignments": softmax(score)}


def one_place_more(report: Arrays) -> Arrays:
    score = report["steps/score"].copy()
    for row, end in enumerate((score[0] > -np.inf).sum(axis=-1)):
        score[:, row, end : end + 1] = 0.5
    return {"steps/score": score, "steps/alignments": softmax(score)}


def unmasked_memory(report: Arrays) -> Arrays:
    values = report["steps/values"]
    beyond = np.all(values == 0, axis=-1, keepdims=True)
    return {"steps/values": np.where(beyond, 0.25, values)}


def exchanged(report: Arrays) -> Arrays:
    state = "forward/state/cell_state/"
    return {state + "c": report[state + "h"], state + "h": report[state + "c"]}


def late(report: Arrays) -> Arrays:
    names = ("steps/alignments", "forward/state/alignment_history")
    return {name: np.roll(report[name], 1, axis=0) for name in names}


def late_context(report: Arrays) -> Arrays:
    means = np.einsum("tbm,bmd->tbd", report["steps/alignments"], report["steps/values"])
    return {"steps/context": np.roll(means, 1, axis=0)}


def shorter(report: Arrays) -> Arrays:
    lengths = report["forward/sequence_lengths"]
    return {"forward/sequence_lengths": np.maximum(lengths - 1, 0).astype(lengths.dtype)}


def permuted(report: Arrays) -> Arrays:
    names = [f"weights/{CELL}/{name}" for name in ("kernel", "bias")]
    moved = {name: permute(report[name], (0, 2, 1, 3)) for name in names}
    return {**moved, "forward/rnn_output": report["forward/rnn_output"] + 0.1}


def no_forget_bias(report: Arrays) -> Arrays:
    bias = report[f"weights/{CELL}/bias"].copy()
    bias[18:27] -= 1.0
    return {f"weights/{CELL}/bias": bias}


def in_a_gradient(report: Arrays) -> Arrays:
    gradient = report[f"gradients/{CELL}/bias"].copy()
    gradient[18:27] -= 1.0
    return {f"gradients/{CELL}/bias": gradient}


def nothing_known(report: Arrays) -> Arrays:
    return {name: report[name] * 1.01 for name in ("steps/alignments", "forward/rnn_output")}


@pytest.mark.parametrize(
    ("change", "hint", "tensor", "step"),
    [
        (transposed, "time and batch transposed", "forward/rnn_output", None),
        (unmasked, "mask missing", "steps/score", 0),
        (unmasked_memory, "mask missing", "steps/values", None),
        (one_place_more, "lengths off by one", "steps/score", 0),
        (shorter, "lengths off by one", "forward/sequence_lengths", None),
        (exchanged, "h and c exchanged", "forward/state/cell_state/c", None),
        (late, "alignments of the previous step", "steps/alignments", 0),
        (late_context, "alignments of the previous step", "steps/context", 0),
        (permuted, "gates permuted", "forward/rnn_output", 0),
        (no_forget_bias, "forget bias not counted", f"weights/{CELL}/bias", None),
        (in_a_gradient, "forget bias added to a gradient", f"gradients/{CELL}/bias", None),
        (nothing_known, None, "steps/alignments", 0),
    ],
)
def test_arrays_tell(
    golden: Golden, change: Callable[[Arrays], Arrays], hint: str | None, tensor: str, step: int
) -> None:
    found = {**golden.report, **change(golden.report)}
    judged = verdict(golden.report, found, inputs=golden.inputs)
    assert [h.name for h in judged.hints] == ([hint] if hint else [])
    assert judged.divergence is not None
    assert (judged.divergence.tensor, judged.divergence.step) == (tensor, step)


def test_equal_reports_get_no_hint(golden: Golden) -> None:
    judged = verdict(golden.report, dict(golden.report))
    assert (judged.agrees, judged.hints, judged.message) == (True, (), "")


def of_a_cell(scope: str, units: int = 2, output: float = 0.0) -> Arrays:
    weights = {"kernel": np.arange(12.0 * units).reshape(3, -1), "bias": np.ones(4 * units)}
    report = {f"weights/{scope}/{name}": array for name, array in weights.items()}
    report.update({f"gradients/{scope}/{name}": array for name, array in weights.items()})
    return {**report, "forward/output": np.full([2, 3], output)}


@pytest.mark.parametrize(
    "other",
    [
        of_a_cell("b/lstm_cell", output=1.0),
        of_a_cell("b/lstm_cell"),
        of_a_cell("a/lstm_cell", units=1, output=1.0),
    ],
    ids=["other names and outputs", "other names", "other sizes"],
)
def test_weights_of_other_names_or_sizes_explain_nothing(other: Arrays, tmp_path: Path) -> None:
    paths = tmp_path / "a.npz", tmp_path / "b.npz"
    for path, report in zip(paths, (of_a_cell("a/lstm_cell"), other)):
        save_recording(path, Recording({}, report, {}))
    judged = diverge(*paths)
    assert not judged.agrees
    assert [str(hint) for hint in judged.hints] == []


def test_contexts_of_a_strangers_own_shapes_get_no_hint() -> None:
    shapes = {"alignments": (2, 4), "values": (2, 4, 3), "context": (2, 3)}
    expected = {f"forward/{name}": np.ones(shape) for name, shape in shapes.items()}
    found = {**expected, "forward/context": np.zeros([2, 3])}
    assert verdict(expected, found).hints == []


def test_gates_are_not_permuted_in_a_bias_alone(golden: Golden) -> None:
    found = {**golden.report, **permuted(golden.report)}
    del found[f"weights/{CELL}/kernel"]
    assert verdict(golden.report, found).hints == []


def adam(epsilon: float, gradient: np.ndarray, before: np.ndarray) -> np.ndarray:
    m, v = 0.1 * gradient, 0.001 * gradient**2
    rate = 1e-3 * np.sqrt(1 - 0.999) / (1 - 0.9)
    return before - rate * m / (np.sqrt(v) + epsilon)


@pytest.mark.parametrize(
    ("epsilon", "factor", "hint"), [(1e-7, 1.0, "epsilon of Adam"), (1e-8, 1.01, None)]
)
def test_the_first_step_tells_adams_epsilon(epsilon: float, factor: float, hint: str) -> None:
    gradient, before = np.array([1e-6, -2e-5, 3.0]), np.array([0.5, -0.25, 0.125])
    report = {"weights/w": before, "gradients/w": gradient, "first_step/w": before}
    expected = {**report, "first_step/w": adam(1e-8, gradient, before)}
    found = {**report, "first_step/w": adam(epsilon, factor * gradient, before * factor)}
    judged = verdict(expected, found)
    assert [h.name for h in judged.hints] == ([hint] if hint else [])
    assert str(judged.divergence) == "first_step/w"


def test_the_first_step_in_time_counts_not_the_first_row() -> None:
    expected = {"forward/memory": np.zeros([2, 5, 3]), "forward/mine": np.zeros([4, 2])}
    found = {name: array.copy() for name, array in expected.items()}
    found["forward/memory"][0, 4, 0] = found["forward/memory"][1, 2, 0] = 1.0
    assert str(verdict(expected, found).divergence) == "forward/memory, time step 2"
    found["forward/memory"][:] = 0.0
    found["forward/mine"][3, 1] = 1.0
    judged = verdict(expected, found, time_axes={"forward/mine": 0})
    assert str(judged.divergence) == "forward/mine, time step 3"


def test_no_steps_have_no_errors() -> None:
    none = np.zeros([2, 0, 3])
    assert errors_over_time(none, none, 1).shape == (0,)
    assert errors_over_time(none, none, 0).tolist() == [0.0, 0.0]


def test_order_is_that_of_computation(golden: Golden) -> None:
    order = order_of_computation(golden.report)
    names = ["forward/memory", "steps/values", "steps/keys", "steps/c", "steps/query"]
    names += ["steps/score", "steps/alignments", "steps/context", "steps/attention"]
    names += ["forward/rnn_output", "loss", f"gradients/{CELL}/bias", "training/loss"]
    assert sorted(names, key=order.index) == names
    assert time_axis("forward/state/alignment_history", 3) == 0
    assert time_axis("forward/state/alignments", 2) is None


def test_one_more_place_in_every_row_is_no_missing_mask() -> None:
    assert not mask._all_revealed(np.array([[False, True]]), np.array([[True, True]]))
    assert mask._all_revealed(np.array([[False, True, True]]), np.array([[True, True, True]]))
    assert not mask._all_revealed(np.array([[False, True, True]]), np.array([[True, True, False]]))


def test_own_tolerances_come_first_and_have_reasons() -> None:
    own = Tolerances(
        {"float64 forward/*": Tolerance(0.5, 0.0, "coarse"), "loss": Tolerance(1, 0, "x")}
    )
    expected = {"forward/x": np.zeros(2), "loss": np.zeros([])}
    found = {"forward/x": np.full(2, 0.4), "loss": np.ones([])}
    assert verdict(expected, found, tolerances=own).agrees
    assert not verdict(expected, found).agrees
    assert "float64 forward/*: 0.5 absolute + 0 relative (coarse)" in str(own)
    assert "float64 gradients: 1e-12 absolute" in str(own)
    with pytest.raises(ValueError, match="expected a Tolerance"):
        Tolerances({"forward/*": 1e-3})  # type: ignore[dict-item]
    half = {"forward/x": np.zeros(2, np.float16)}
    with pytest.raises(ValueError, match="no tolerance is declared for dtype float16"):
        verdict(half, half)


def test_a_recording_comes_back_and_damage_is_told(golden: Golden, tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    report = {k: v for k, v in golden.report.items() if not k.startswith("symbols/")}
    save_recording(path, Recording(golden.inputs, report, {"role": "reference"}))
    back = load_recording(path)
    assert back.settings == {"role": "reference"}
    assert list(back.report) == list(report)
    assert all(np.array_equal(back.inputs[name], a) for name, a in golden.inputs.items())
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RecordingError, match=r"a\.npz is not an \.npz file$"):
        load_recording(path)
    with pytest.raises(RecordingError, match="is not a file"):
        load_recording(tmp_path / "none.npz")
    for arrays, problem in (
        ({"x": np.zeros(1)}, "has no manifest"),
        ({"manifest": np.array("{")}, "manifest cannot be read"),
        ({"manifest": np.array('{"arrays": {}}'), "loss": np.zeros(1)}, "array loss is not what"),
        ({"manifest": np.array([None], object)}, "array manifest cannot be read: expected plain"),
    ):
        np.savez(path, **arrays)
        with pytest.raises(RecordingError, match=problem):
            load_recording(path)
    described = json.dumps({"arrays": {"loss": "<f8[1] from 0 to 1 sha256 0"}})
    np.savez(path, manifest=np.array(described), loss=np.zeros(1))
    with pytest.raises(RecordingError, match="array loss is not what the manifest says"):
        load_recording(path)
    assert list(tmp_path.iterdir()) == [path]
