"""Give the comparators what they must reject, and the reports that they must write."""

from __future__ import annotations

import numpy as np
import pytest

from tf2_port.parity import (
    Absence,
    Rung,
    compare_arrays,
    compare_reports,
    explain,
    first_divergent_step,
    first_failure,
)
from tf2_port.parity.rungs import EACH_STEP, ONCE, rung_of
from tf2_port.parity.tolerances import tolerance_for


def float32(*values: float) -> np.ndarray:
    return np.array(values, np.float32)


EXPECTED = np.arange(1.0, 25.0).reshape(2, 3, 4)


@pytest.mark.parametrize(
    ("got", "problem"),
    [
        (EXPECTED.transpose(1, 0, 2), "shape [3, 2, 4], expected [2, 3, 4]"),
        (EXPECTED[:, :2], "shape [2, 2, 4], expected [2, 3, 4]"),
        (EXPECTED.astype(np.float32), "dtype float32, expected float64"),
        (EXPECTED.reshape(3, 2, 4).transpose(1, 0, 2), "differs"),
        (np.where(EXPECTED == 7, np.nan, EXPECTED), "differs"),
        (np.where(EXPECTED == 7, np.inf, EXPECTED), "differs"),
        (EXPECTED + np.where(EXPECTED == 24, 2e-12, 0), "differs"),
        (np.full_like(EXPECTED, np.nan), "differs"),
        (EXPECTED.mean() * np.ones_like(EXPECTED), "differs"),
    ],
)
def test_array_is_rejected(got: np.ndarray, problem: str) -> None:
    assert compare_arrays("forward/x", EXPECTED, got).problem == problem


@pytest.mark.parametrize("array", [EXPECTED, np.array([-np.inf, 1.0]), np.zeros([0, 3])])
def test_array_agrees_with_itself(array: np.ndarray) -> None:
    assert compare_arrays("forward/x", array, array.copy()).agrees


def test_integers_are_exact_and_text_too() -> None:
    assert not compare_arrays("forward/n", np.array([6, 6]), np.array([6, 5])).agrees
    assert not compare_arrays("symbols/f", np.array("(a, b)"), np.array("(b, a)")).agrees


def test_float32_tolerance_follows_the_magnitude() -> None:
    large, small = float32(1000.0, 0.001), float32(0.001, 0.001)
    off = float32(0.0, 1e-4)
    assert compare_arrays("forward/x", large, large + off).agrees
    assert not compare_arrays("forward/x", small, small + off).agrees


def test_first_bad_element_is_reported() -> None:
    got = EXPECTED.copy()
    got[1, 0, 2] += 0.5
    got[1, 2, 3] -= 1.0
    comparison = compare_arrays("forward/x", EXPECTED, got)
    assert comparison.index == (1, 0, 2)
    assert (comparison.expected, comparison.got) == (15.0, 15.5)
    assert comparison.max_abs == 1.0


def report() -> dict[str, np.ndarray]:
    steps = {f"steps/{name}": np.arange(12.0).reshape(3, 2, 2) for name in EACH_STEP}
    once = {f"steps/{name}": np.ones([2, 2]) for name in ONCE}
    others = {name: np.ones([2]) for name in ("weights/w", "forward/x", "loss", "gradients/w")}
    return {**others, **steps, **once, "training/w": np.ones(2), "restored/w": np.ones(2)}


def test_lowest_rung_comes_first() -> None:
    got = report()
    for name in ("restored/w", "gradients/w", "steps/score"):
        got[name] = got[name] + 1
    failure = first_failure(compare_reports(report(), got))
    assert failure is not None
    assert failure.rung is Rung.STEPS


def test_first_divergence_is_the_earliest_step_then_the_earliest_tensor() -> None:
    got = report()
    got["steps/c"][2] += 1  # first in the order of computation, but late
    got["steps/attention"][1] += 1
    got["steps/score"][1] += 1
    step = first_divergent_step(compare_reports(report(), got))
    assert step is not None
    assert step.tensor == "steps/score"
    assert step.index is not None
    assert step.index[0] == 1
    got["steps/keys"][1] += 1  # comes before every step
    step = first_divergent_step(compare_reports(report(), got))
    assert step is not None
    assert step.tensor == "steps/keys"


def test_missing_and_unexpected_tensors_are_problems() -> None:
    got = report()
    got["forward/y"] = got.pop("forward/x")
    problems = {c.tensor: c.problem for c in compare_reports(report(), got) if not c.agrees}
    assert problems == {"forward/x": "is missing", "forward/y": "is not expected"}


def test_absences_are_strict() -> None:
    absence = Absence("forward/x", "cannot be seen")
    got = report()
    failure = first_failure(compare_reports(report(), got, [absence]))
    assert failure is not None
    assert "delete the entry" in failure.problem
    del got["forward/x"]
    assert first_failure(compare_reports(report(), got, [absence])) is None
    assert first_failure(compare_reports(report(), got)) is not None


def test_gradients_share_the_scale_of_the_largest() -> None:
    expected = {"gradients/a": float32(1.0), "gradients/b": float32(1e-6)}
    near = {**expected, "gradients/b": float32(1e-6 + 1e-7)}
    far = {**expected, "gradients/b": float32(1e-6 + 1e-5)}
    assert first_failure(compare_reports(expected, near)) is None
    assert first_failure(compare_reports(expected, far)) is not None


def test_there_is_nothing_to_explain_where_all_agree() -> None:
    assert explain("v", "case", "port", "genuine", compare_reports(report(), report())) is None


def test_message_is_a_bug_report() -> None:
    got = report()
    got["forward/x"] = got["forward/x"] + [0.0, 0.25]
    got["steps/score"][1, 0, 1] += 0.25
    comparisons = compare_reports(report(), got)
    message = explain("v", "case", "port", "genuine", comparisons, " --seed 7")
    assert message is not None
    for fact in (
        "port of v, case case, does not agree with genuine",
        "rung      3, fixed-weight inference",
        "tensor    forward/x  float64[2]",
        "first bad [1]",
        "expected  1.0",
        "got       1.25",
        "max error 0.25 absolute, 0.25 relative",
        "tolerance 1e-12 (",
        "steps/score",
        "[1, 0, 1], decoding step 1",
        "2 of 16 tensors differ",
        "reproduce seq2seq-port compare v --config case --seed 7",
    ):
        assert fact in message


def test_unknown_names_and_dtypes_have_no_tolerance() -> None:
    with pytest.raises(ValueError, match="belongs to no rung"):
        rung_of("somewhere/x")
    with pytest.raises(ValueError, match="no tolerance is declared for dtype float16"):
        tolerance_for("forward/x", np.dtype("float16"))
