"""Run `seq2seq-port compare` and `list`: exit status, standard output and error."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tf2_port import registry
from tf2_port.cli import main
from tf2_port.commands.compare import Outcome, Request, requests_for
from tf2_port.parity import Golden, golden

STEM = "bahdanau_attention"


@pytest.fixture(autouse=True)
def without_genuine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing genuine is to be found, but by tests that ask for it themselves."""
    monkeypatch.setenv("TF1_PYTHON", "/nowhere/python3.7")


def test_compare_shows_every_row_agreeing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", STEM]) == 0
    printed = capsys.readouterr()
    assert "57 of 57 rows agree with genuine TensorFlow 1.15.5 (recorded)" in printed.out
    assert "DIFFER" not in printed.out
    for text in ("rnn_output", "float32", "[3, 6, 2]", "fixed-weight inference", "loss"):
        assert text in printed.out
    assert printed.err == f"running {STEM}, config default\n"


def test_compare_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", STEM, "--config", "plain", "--json"]) == 0
    (outcome,) = json.loads(capsys.readouterr().out)
    assert (outcome["variant"], outcome["config"], outcome["genuine"]) == (STEM, "plain", "golden")
    rows = {row["tensor"]: row for row in outcome["rows"]}
    assert rows["forward/rnn_output"]["shape"] == [4, 5, 6]
    assert 0 <= rows["forward/rnn_output"]["max_abs"]["port-genuine"] < 1e-12
    assert rows["forward/state/time"]["max_abs"]["port-genuine"] is None
    assert all(row["agree"] for row in rows.values())


def test_a_difference_is_status_1_with_a_bug_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def wrong(stem: str, case: str, root: Path | None = None) -> Golden:
        loaded = golden.load_golden(stem, case, root)
        loaded.report["forward/rnn_output"][0, 1, 0] += 1e-3
        return loaded

    monkeypatch.setattr("tf2_port.commands.compare.load_golden", wrong)
    assert main(["compare", STEM]) == 1
    printed = capsys.readouterr().out
    assert "DIFFER" in printed
    assert "first bad [0, 1, 0]" in printed
    assert "legacy of bahdanau_attention, case default, does not agree with genuine" in printed


def test_other_seed_compares_two_witnesses_and_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["compare", STEM, "--seed", "7"]) == 0
    printed = capsys.readouterr()
    assert "nothing genuine was compared" in printed.out
    assert "no Python 3.7 for TensorFlow 1.15.5 at TF1_PYTHON" in printed.err


def test_own_arrays_of_another_size(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    random = np.random.RandomState(5)
    np.savez(
        tmp_path / "own.npz",
        input_data=random.standard_normal([2, 11, 4]),
        decoder_input=random.standard_normal([2, 3, 7]),
        sequence_length=[3, 1],
        memory_sequence_length=[11, 2],
    )
    arguments = ["compare", "--config", "everything", "--inputs", str(tmp_path / "own.npz")]
    assert main([*arguments, "--json"]) == 0
    (outcome,) = json.loads(capsys.readouterr().out)
    shapes = {row["tensor"]: (row["shape"], row["dtype"]) for row in outcome["rows"]}
    assert shapes["forward/rnn_output"] == ([2, 3, 4], "float64")
    assert shapes["forward/state/alignments/1"] == ([2, 11], "float64")


def test_sequences_that_are_all_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    np.savez(
        tmp_path / "own.npz",
        input_data=np.linspace(-1, 1, 24).reshape(2, 4, 3),
        decoder_input=np.ones([2, 3, 2]),
        sequence_length=[0, 0],
    )
    assert main(["compare", "--inputs", str(tmp_path / "own.npz"), "--json"]) == 0
    (outcome,) = json.loads(capsys.readouterr().out)
    shapes = {row["tensor"]: row["shape"] for row in outcome["rows"]}
    assert shapes["forward/rnn_output"] == [2, 0, 2]
    assert shapes["steps/output"] == [1, 2, 2]


def test_a_genuine_that_fails_is_status_2_on_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\necho out of order >&2\n")
    program.chmod(0o755)
    monkeypatch.setattr("tf2_port.parity.genuine.find_python", lambda: str(program))
    with pytest.raises(SystemExit) as stop:
        main(["compare", "--live"])
    assert stop.value.code == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert last == "seq2seq-port: TensorFlow 1.15.5: it ended: out of order"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["compare", "nothing"], "there is no variant 'nothing'; there are: encoder_decoder"),
        (
            ["compare", "encoder_decoder", "--inputs", "own.npz"],
            "--inputs is not for encoder_decoder, which reads tokens: try --seed",
        ),
        (["compare", "--all", "--config", "default"], "not allowed with argument"),
        (
            ["compare", "--config", "nothing"],
            "no variant has a config 'nothing'; there are: all, default",
        ),
        (["compare", STEM, "--config", "x"], "has no config 'x'; there are: all, default"),
        (["compare", "--seed", "-1"], "-1 is not between 0 and 2**32 - 1"),
        (["compare", "--seed", "x"], "invalid _seed value: 'x'"),
        (["compare", "--inputs", "nowhere.npz"], "nowhere.npz is not a file"),
        (["compare", "--live"], "no Python 3.7 for TensorFlow 1.15.5 at TF1_PYTHON"),
        ([], "the following arguments are required: COMMAND"),
    ],
)
def test_bad_usage_is_status_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    printed = capsys.readouterr()
    assert message in printed.err
    assert not printed.out


def test_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    assert STEM in capsys.readouterr().out
    assert main(["list", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["variant"] for row in rows] == [variant.stem for variant in registry.VARIANTS]
    assert all("default" in row["configs"] for row in rows)


def test_requests_are_for_every_variant_that_can() -> None:
    everything = requests_for(None, "all", None, None)
    assert len(everything) == sum(len(golden.case_names(v.stem)) for v in registry.VARIANTS)
    assert [r.stem for r in requests_for(None, None, None, None)] == [
        variant.stem for variant in registry.VARIANTS
    ]
    assert [r.stem for r in requests_for(None, "two_mechanisms", None, None)] == [STEM]


def test_all_is_every_config(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def nothing(request: Request, live: object) -> Outcome:
        asked.append(request)
        return Outcome(request, "golden", [])

    monkeypatch.setattr("tf2_port.commands.compare.compare", nothing)
    assert main(["compare", "--all"]) == 0
    assert asked == requests_for(None, "all", None, None)
