"""Check that the SARIF has what version 2.1.0 and code hosts require."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tf2_port.migrate.sarif import as_sarif
from tf2_port.migrate.scan import scan

MODULE = """\
import tensorflow as tf
'🐍', tf.contrib.seq2seq.AttentionWrapper(c, m)
tf.contrib.cudnn_rnn.CudnnLSTM(1, 2)
tf.contrib.seq2seq.dynamic_decode(d, impute_finished=True)
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    (tmp_path / "sub dir").mkdir()
    (tmp_path / "sub dir" / "a.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "b.py").write_text("print 'tensorflow contrib'\n")
    cells = [{"cell_type": "code", "source": ["import tensorflow as tf\n", "tf.contrib.x\n"]}]
    (tmp_path / "c.ipynb").write_text(json.dumps({"cells": cells}, indent=1))
    monkeypatch.chdir(tmp_path)
    log = json.loads(as_sarif(scan(["."])))
    assert set(log) == {"$schema", "version", "runs"} and log["version"] == "2.1.0"
    [only] = log["runs"]
    return dict(only)


def test_rules_have_ids_titles_and_help(run: dict[str, Any]) -> None:
    driver = run["tool"]["driver"]
    assert driver["name"] == "seq2seq-port" and driver["version"]
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"] and rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("note", "warning", "error")


def test_results_point_to_their_rules_and_places(run: dict[str, Any]) -> None:
    rules = run["tool"]["driver"]["rules"]
    assert run["results"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("note", "warning") and result["message"]["text"]
        [location] = result["locations"]
        physical = location["physicalLocation"]
        assert physical["artifactLocation"]["uri"] in ("sub%20dir/a.py", "c.ipynb")
        assert physical["region"]["startLine"] >= 1


def test_columns_are_units_of_utf16_from_1(run: dict[str, Any]) -> None:
    assert run["columnKind"] == "utf16CodeUnits"
    [result] = [r for r in run["results"] if r["ruleId"] == "no-attention-layer"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 7, "endLine": 2, "endColumn": 42}
    line = MODULE.split("\n")[1].encode("utf-16-le")
    written = line[2 * 6 : 2 * 41].decode("utf-16-le")
    assert written == "tf.contrib.seq2seq.AttentionWrapper"


def test_levels(run: dict[str, Any]) -> None:
    levels = {result["ruleId"]: result["level"] for result in run["results"]}
    assert levels["contrib-unmodified"] == "note" and levels["contrib-absent"] == "warning"
    assert levels["no-attention-layer"] == "warning"  # surely
    assert levels["impute-finished"] == "note"  # perhaps


def test_a_cell_is_a_logical_location(run: dict[str, Any]) -> None:
    [result] = [r for r in run["results"] if "logicalLocations" in r["locations"][0]]
    [location] = result["locations"]
    assert location["logicalLocations"] == [{"name": "cell 1, line 2"}]
    line = location["physicalLocation"]["region"]["startLine"]
    assert "tf.contrib.x" in Path("c.ipynb").read_text().split("\n")[line - 1]


def test_what_is_not_read_is_a_notification(run: dict[str, Any]) -> None:
    [invocation] = run["invocations"]
    assert invocation["executionSuccessful"] is False and invocation["exitCode"] == 2
    [notification] = invocation["toolExecutionNotifications"]
    assert notification["level"] == "error" and "b.py" in notification["message"]["text"]
    physical = notification["locations"][0]["physicalLocation"]
    assert physical == {"artifactLocation": {"uri": "b.py"}, "region": {"startLine": 1}}


def test_an_absolute_path_is_a_file_uri(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(MODULE, encoding="utf-8")
    results = json.loads(as_sarif(scan([str(path)])))["runs"][0]["results"]
    location = results[0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == path.as_uri()
