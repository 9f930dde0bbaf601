"""Check that outcomes which differ are told apart, and that records cannot be edited."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from parity_tests.golden.scenarios import outcome, record, registry
from parity_tests.golden.scenarios.outcome import Outcome
from tf2_port.parity import GoldenError

HALF = np.array([1.0, -2.0], np.float16)
GOOD = Outcome(
    {"forward/a": np.array([[1.0, 2.0]]), "gradients/b": np.array(3.0), "forward/half": HALF},
    {"sizes": "int 4"},
    {"cell/kernel": "float64[3, 4]"},
)
ERROR = Outcome(error="TypeError while building")


def changed(**arrays: Any) -> Outcome:
    new = {name.replace("_", "/", 1): np.asarray(array) for name, array in arrays.items()}
    return dataclasses.replace(GOOD, arrays={**GOOD.arrays, **new})


BAD = {
    "value": changed(forward_a=[[1.0, 2.0 + 1e-11]]),
    "not a number": changed(forward_a=[[1.0, np.nan]]),
    "transposed": changed(forward_a=[[1.0], [2.0]]),
    "dtype": changed(forward_a=np.array([[1.0, 2.0]], np.float32)),
    "gradient": changed(gradients_b=3.0 + 1e-11),
    "half value": changed(forward_half=HALF + np.float16(0.02)),
    "half not a number": changed(forward_half=HALF * np.float16(np.nan)),
    "half shape": changed(forward_half=HALF[:, None]),
    "half dtype": changed(forward_half=HALF.astype(np.float32)),
    "more": changed(forward_more=1.0),
    "fewer": dataclasses.replace(GOOD, arrays={"forward/a": GOOD.arrays["forward/a"]}),
    "text": dataclasses.replace(GOOD, texts={"sizes": "int 5"}),
    "no text": dataclasses.replace(GOOD, texts={}),
    "variable's name": dataclasses.replace(GOOD, variables={"kernel": "float64[3, 4]"}),
    "variable's shape": dataclasses.replace(GOOD, variables={"cell/kernel": "float64[4, 3]"}),
    "more variables": dataclasses.replace(GOOD, variables={**GOOD.variables, "b": "float64[]"}),
    "error": ERROR,
}


def test_equal_outcomes_have_no_problems() -> None:
    assert outcome.problems(GOOD, changed(forward_a=[[1.0, 2.0 + 1e-13]])) == []
    assert outcome.problems(ERROR, dataclasses.replace(ERROR, message="in other words")) == []


@pytest.mark.parametrize("kind", BAD)
def test_problems(kind: str) -> None:
    assert outcome.problems(GOOD, BAD[kind])


def test_half_infinities_agree_with_themselves_and_do_not_widen_the_limit() -> None:
    endless = np.array([-np.inf, 1.0], np.float16)
    expected = Outcome({"forward/scores": endless})
    assert outcome.problems(expected, Outcome({"forward/scores": endless.copy()})) == []
    for wrong in ([np.inf, 1.0], [-np.inf, 1.5], [np.nan, 1.0], [0.0, 1.0]):
        got = Outcome({"forward/scores": np.array(wrong, np.float16)})
        assert outcome.problems(expected, got), wrong


def test_every_problem_is_told() -> None:
    fewer = Outcome({"forward/a": np.array([[1.0, 2.5]])})
    assert len(outcome.problems(GOOD, fewer)) == 5


@pytest.mark.parametrize("error", ["ValueError while building", "TypeError while running", ""])
def test_another_error_is_a_problem(error: str) -> None:
    problems = outcome.problems(ERROR, Outcome(error=error))
    assert len(problems) == 1 and problems[0].startswith("expected TypeError while building, got ")


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    outcome.save(
        tmp_path, "topic", {"good": GOOD, "again": GOOD, "bad": ERROR}, {"producer": "a test"}
    )
    loaded = outcome.load("topic", tmp_path)
    assert [outcome.problems(GOOD, loaded[name]) for name in ("good", "again")] == [[], []]
    assert outcome.problems(ERROR, loaded["bad"]) == []
    assert {path.name for path in tmp_path.iterdir()} == {"topic.npz", "topic.json"}


def test_a_record_edited_by_hand_is_refused(tmp_path: Path) -> None:
    shutil.copytree(outcome.FOLDER, tmp_path, dirs_exist_ok=True)
    with np.load(tmp_path / "helpers.npz") as archive:
        packed = dict(archive)
    packed["f8"][-1] += 1e-6
    np.savez_compressed(tmp_path / "helpers.npz", **packed)
    with pytest.raises(GoldenError, match="no array is what the manifest says"):
        outcome.load("helpers", tmp_path)


@pytest.mark.parametrize("name", ["helpers.npz", "helpers.json"])
def test_a_missing_record_is_named(name: str, tmp_path: Path) -> None:
    shutil.copytree(outcome.FOLDER, tmp_path, dirs_exist_ok=True)
    (tmp_path / name).unlink()
    with pytest.raises(GoldenError, match=f"{name} of the scenarios is missing"):
        outcome.load("helpers", tmp_path)


def test_record_says_who_made_it_and_stays_small() -> None:
    scenarios = 0
    for path in outcome.FOLDER.glob("*.json"):
        manifest = json.loads(path.read_text())
        assert manifest["tensorflow"] == "1.15.5"
        assert manifest["command"] == "python3.7 -m parity_tests.golden.scenarios.record"
        assert {"producer", "numpy", "python"} <= set(manifest)
        scenarios += len(manifest.get("scenarios", ()))
    assert sum(path.stat().st_size for path in outcome.FOLDER.iterdir()) < 2_000 * scenarios


def test_another_tensorflow_records_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["record"])
    assert record.main() == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_two_scenarios_cannot_share_a_name() -> None:
    name = next(iter(registry.all_scenarios()))
    with pytest.raises(ValueError, match="there are two scenarios"):
        registry.scenario(registry.all_scenarios()[name].build)


@pytest.mark.parametrize(
    ("rejected", "result", "reason"),
    [
        (True, GOOD, "contrib accepts it"),
        (False, ERROR, "contrib rejects it"),
        (False, Outcome(), "nothing to compare"),
        (False, BAD["not a number"], "not a number"),
        (False, GOOD, "^$"),
        (True, ERROR, "^$"),
    ],
)
def test_what_cannot_be_recorded(rejected: bool, result: Outcome, reason: str) -> None:
    wrong = record.unfit(registry.Scenario("any", dict, rejected), result)
    assert re.search(reason, wrong)
