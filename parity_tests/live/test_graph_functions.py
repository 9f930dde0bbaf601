"""Run a user's graph function on TensorFlow 1.15.5 itself, and under `legacy_tf1`."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from tf2_port.parity import Subject, judge
from tf2_port.parity.fixture import record_graph
from tf2_port.parity.graphs import Graphs

PROJECT = Path(__file__).resolve().parents[1] / "diagnosis" / "project"


def test_both_witnesses_record_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(PROJECT))
    inputs = importlib.import_module("inputs").inputs()
    settings = {"seed": 3, "steps": 3, "learning_rate": 1e-3, "epsilon": 1e-8}
    with Graphs() as graphs:
        live, legacy = (
            record_graph(graphs, "tf1_model:build", witness, inputs, settings)
            for witness in ("live", "legacy")
        )
    assert live.settings["producer"] == "TensorFlow 1.15.5"
    assert legacy.settings["producer"].startswith("legacy_tf1 on TensorFlow 2")
    told = {"steps/score", "steps/alignments", "forward/alignments", "training/loss", "loss"}
    assert told <= set(live.report)
    verdict = judge(Subject("build", "", "legacy", "live", live.report, legacy.report))
    assert verdict.agrees, verdict.message
