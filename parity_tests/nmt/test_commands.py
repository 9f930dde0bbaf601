"""Test train, translate and plot-attention: what they print, and what they refuse."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tf2_port.cli import main

MODEL = "trained"
TRAIN = ["train", "nmt_with_attention", "--training-dates", "300", "--evaluate-every", "2"]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Has a model of two steps, and what is wrong in many ways."""
    room = tmp_path_factory.mktemp("room")
    with pytest.MonkeyPatch.context() as patch, io.StringIO() as out:
        patch.chdir(room)
        patch.setattr("sys.stdout", out)
        assert main([*TRAIN, "--steps", "2", "--backend", "legacy", "--out", MODEL, "--json"]) == 0
        results = json.loads(out.getvalue())
    assert (results["steps"], results["best_step"], results["held_out_dates"]) == (2, 2, 1000)
    assert (results["backend"], results["cell"]) == ("legacy", "gru")
    for mode in ("greedy", "beam"):
        assert 0.0 <= results[mode]["exact_match"] < 0.5
        assert results[mode]["character_error_rate"] > 0.3
    (room / "empty").mkdir()
    (room / "file").write_text("not a folder")
    damaged = {
        "not_json": ("model.json", b"{"),
        "a_list": ("model.json", b"[]"),
        "lacking": ("model.json", b"{}"),
        "other_variant": ("model.json", b'{"format": 1, "variant": "gnmt"}'),
        "other_units": ("model.json", None),
        "bad_progress": ("progress.json", b'{"steps": 3}'),
        "untrained": ("progress.json", b"{}"),
        "bad_index": ("checkpoints/step-000002.index", b"nothing"),
        "bad_data": ("checkpoints/step-000002.data-00000-of-00001", b"nothing"),
    }
    for name, (file, content) in damaged.items():
        shutil.copytree(room / MODEL, room / name)
        text = (room / name / "model.json").read_bytes().replace(b'"units": 64', b'"units": 32')
        (room / name / file).write_bytes(text if content is None else content)
    return room


REFUSED = {
    "unknown variant": (["train", "gnmt"], "there is no variant 'gnmt'; there are: "),
    "no task": (["train", "encoder_decoder"], "encoder_decoder has no task"),
    "no steps": ([*TRAIN, "--steps", "0"], "argument --steps: '0' is not a whole number from 1"),
    "half a step": ([*TRAIN, "--steps", "1.5"], "argument --steps: '1.5'"),
    "unknown backend": ([*TRAIN, "--backend", "jax"], "argument --backend: invalid choice: 'jax'"),
    "too many dates": ([*TRAIN[:2], "--training-dates", "99999"], "training_dates is 99999"),
    "too few dates": (
        [*TRAIN[:2], "--training-dates", "10", "--out", "few"],
        "batch_size is 128, too large for 20 pairs: no bucket of lengths has as many",
    ),
    "out exists": ([*TRAIN, "--out", MODEL], f"--out {MODEL} exists; continue it with --resume"),
    "out is a file": ([*TRAIN, "--out", "file"], "--out file exists"),
    "nothing to resume": ([*TRAIN, "--out", "new", "--resume"], "there is no model in new"),
    "resume in empty": ([*TRAIN, "--out", "empty", "--resume"], "there is no model in empty"),
    "resume otherwise": (
        ["train", "nmt_with_attention", "--out", MODEL, "--resume", "--backend", "port"],
        "backend is 'port', but the model in trained has 'legacy'",
    ),
    "no model": (["translate", "--model", "new", "1.1.99"], "there is no model in new: model.json"),
    "model is a file": (["translate", "--model", "file", "1.1.99"], "there is no model in file"),
    "no text": (["translate", "--model", MODEL, ""], "text is empty, expected a date"),
    "unknown character": (
        ["translate", "--model", MODEL, "1.1.99", "♥"],
        "text '♥' has characters that the model never saw: '♥' (U+2665)",
    ),
    "no beams": (["translate", "--model", MODEL, "--beam-width", "0", "x"], "--beam-width: '0'"),
    "plot no text": (["plot-attention", "--model", MODEL, "", "--out", "a.png"], "text is empty"),
    "plot to text": (
        ["plot-attention", "--model", MODEL, "1.1.99", "--out", "a.txt"],
        "--out a.txt ends in '.txt', expected .png",
    ),
    "plot to nowhere": (
        ["plot-attention", "--model", MODEL, "1.1.99", "--out", "no/a.png"],
        "--out no/a.png is a folder, or in one that is not there",
    ),
    **{
        name: (["translate", "--model", name, "1.1.99"], message)
        for name, message in {
            "not_json": "not_json/model.json is not JSON: ",
            "a_list": "a_list/model.json is list in JSON, expected an object",
            "lacking": "lacking/model.json cannot be used: ",
            "other_variant": "it is not a model of nmt_with_attention",
            "other_units": "weights do not fit the graph: ",
            "bad_progress": "bad_progress/progress.json cannot be used: ",
            "untrained": "the model in untrained has no checkpoint yet",
            "bad_index": "bad_index/checkpoints/step-000002 cannot be read: ",
            "bad_data": "bad_data/checkpoints/step-000002 cannot be read: ",
        }.items()
    },
    "resume bad data": (
        ["train", "nmt_with_attention", "--resume", "--out", "bad_data", "--steps", "4"],
        "bad_data/checkpoints/step-000002 cannot be read: ",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_wrong_input_is_refused_in_one_line(
    room: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    """And nothing is written."""
    words, message = REFUSED[name]
    monkeypatch.chdir(room)
    before = sorted(room.rglob("*"))
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    printed = capsys.readouterr()
    assert not printed.out
    last = printed.err.splitlines()[-1]
    assert last.startswith("seq2seq-port")
    assert message in last
    assert "Traceback" not in printed.err
    assert sorted(room.rglob("*")) == before


def test_texts_come_from_arguments_or_standard_input(
    room: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    """And a beam of one is greedy decoding."""
    texts = ["3 de mayo de 2019", "二〇二一年三月五日", "Tue 7 Jan 97"]
    command = ["translate", "--model", str(room / MODEL)]
    assert main([*command, *texts]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{text}\n" for text in texts)))
    assert main([*command, "--json", "--beam-width", "1"]) == 0
    pairs = json.loads(capsys.readouterr().out)
    assert pairs == [{"text": text, "date": date} for text, date in zip(texts, lines)]


@pytest.mark.parametrize(
    ("words", "width", "mode"), [([], None, "greedy"), (["--beam-width", "7"], 7, "beam")]
)
def test_a_beam_width_asks_for_beam_search(
    words: list[str], width: int | None, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    class Model:
        def __init__(self, *arguments: Any) -> None:
            asked.append(arguments)

        def translate(self, texts: list[str], mode: str) -> list[str]:
            asked.append((texts, mode))
            return ["2019-05-03"]

        def close(self) -> None:
            asked.append("closed")

    monkeypatch.setattr("tf2_port.nmt.translator.Dates", Model)
    assert main(["translate", "--model", "m", *words, "3.5.19"]) == 0
    assert asked == [(Path("m"), None, width), (["3.5.19"], mode), "closed"]


def test_plot_attention_draws_a_picture(room: Path, capsys: pytest.CaptureFixture) -> None:
    path = room / "alignments.png"
    assert (
        main(["plot-attention", "--model", str(room / MODEL), "3 May 2019", "--out", str(path)])
        == 0
    )
    assert path.read_bytes().startswith(b"\x89PNG")
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert not list(room.glob(".*"))


def test_resuming_a_finished_training_judges_it_again(
    room: Path, capsys: pytest.CaptureFixture
) -> None:
    words = ["train", "nmt_with_attention", "--out", str(room / MODEL), "--resume", "--steps", "2"]
    assert main(words) == 0
    printed = capsys.readouterr()
    assert "2 steps in" in printed.out
    assert "1000 held-out dates, with the weights of step 2:" in printed.out
    assert "greedy       exact match 0." in printed.out
    assert "going on from step 2" in printed.err
