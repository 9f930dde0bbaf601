"""Check what a scan says of each use, and how it says it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from parity_tests.migrate.scanning import items
from tf2_port.cli import main
from tf2_port.migrate.report import describe
from tf2_port.migrate.scan import scan

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / "parity_tests" / "scripts" / "programs"


def symbols(text: str, start: str = "") -> list[tuple[int, int, str, str]]:
    return [
        (item.location.line, item.location.column, item.kind, item.symbol)
        for item in items(text, start)
    ]


def test_the_legacy_script() -> None:
    report = scan([str(PROGRAMS / "legacy_script.py")])
    found = [
        (i.location.line, i.kind, i.written, i.symbol, i.fate and i.fate.status)
        for i in report.items
        if i.kind != "beside"
    ]
    s2s = "tf.contrib.seq2seq"
    assert found[0][1:] == ("import", "BahdanauAttention", f"{s2s}.BahdanauAttention", "unmodified")
    calls = [(written, symbol) for _, kind, written, symbol, _ in found if kind == "call"]
    assert calls == [
        ("BahdanauAttention", f"{s2s}.BahdanauAttention"),
        ("AttentionWrapper", f"{s2s}.AttentionWrapper"),
        ("TrainingHelper", f"{s2s}.TrainingHelper"),
        ("BasicDecoder", f"{s2s}.BasicDecoder"),
        ("decoder.dynamic_decode", f"{s2s}.python.ops.decoder.dynamic_decode"),
    ]
    text = (PROGRAMS / "legacy_script.py").read_text().split("\n")
    for item in report.items:
        at = item.location
        assert text[at.line - 1][at.column - 1 :].startswith(item.written)
    hazards = {f.rule.id for item in report.items for f in item.findings}
    assert {"memory-in-constructor", "fused-gates", "keras-lstm-defaults"} <= hazards


def test_every_program_uses_contrib_and_is_read() -> None:
    report = scan([str(PROGRAMS)])
    assert not report.problems and report.status == 1
    found = {item.location.path for item in report.items if item.fate}
    assert found == {str(path) for path in PROGRAMS.glob("*.py")}
    missing = [i for i in report.items if i.fate and i.fate.status in ("absent", "unknown")]
    assert not missing, "these programs run under legacy_tf1"


def test_each_kind_of_use() -> None:
    text = """\
        import tensorflow as tf
        from tensorflow.contrib.rnn import *
        c = tf.contrib
        s = c.seq2seq
        s.TrainingHelper(LSTMCell, 3)
        tf.train.AdamOptimizer()
        tf.train.AdamOptimizer(epsilon=1e-8)
    """
    assert symbols(text) == [
        (2, 36, "import", "tf.contrib.rnn.*"),
        (3, 5, "module", "tf.contrib"),
        (4, 5, "module", "tf.contrib.seq2seq"),
        (5, 1, "call", "tf.contrib.seq2seq.TrainingHelper"),
        (5, 18, "name", "tf.contrib.rnn.LSTMCell"),
        (6, 1, "beside", "tf.train.AdamOptimizer"),
    ]


BECOMES = {
    "tf.contrib.seq2seq.TrainingHelper": ("works unmodified", "tfa.seq2seq.TrainingSampler: "),
    "tf.contrib.seq2seq.python.ops.helper.TrainingHelper": (
        "works unmodified",
        "tfa.seq2seq.TrainingSampler: ",
    ),
    "tf.contrib.rnn.GRUCell": (
        "works through an alias of tf.nn.rnn_cell.GRUCell",
        "tf.keras.layers.GRUCell(reset_after=False)",
    ),
    "tf.contrib.cudnn_rnn.CudnnGRU": ("not available; use ", "tf.keras.layers.GRU"),
    "tf.contrib.rnn.GLSTMCell": ("works unmodified", "no counterpart"),
    "tf.contrib.framework.nest.flatten": ("works unmodified", "tf.nest"),
    "tf.contrib.seq2seq.simple_decoder_fn_train": ("unknown to TensorFlow 1.15.5", "tfa.seq2seq"),
    "tf.contrib.nowhere.x": ("unknown to TensorFlow 1.15.5", ""),
}


@pytest.mark.parametrize("name", BECOMES)
def test_what_a_symbol_becomes(name: str) -> None:
    [item] = items(name)
    fate, becomes = BECOMES[name]
    assert item.symbol == name
    assert str(item.fate).startswith(fate) and item.becomes.startswith(becomes)
    assert bool(item.becomes) == bool(becomes)


def test_names_of_seq2seq_have_a_section_and_a_test() -> None:
    [item] = items("s2s.hardmax")
    assert item.section == "notebooks/migration_guide.ipynb#hardmax"
    assert item.test.endswith("::test_hardmax")


def test_what_depends_on_the_way_through_the_code_is_marked() -> None:
    text = """\
        try:
            from tensorflow.contrib import rnn
        except ImportError:
            from elsewhere import rnn
        rnn.GRUCell(3)
    """
    assert [item.certain for item in items(text, "")] == [True, False]


def test_json_has_what_it_says(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("import tensorflow as tf\ntf.contrib.seq2seq.AttentionWrapper(c, m)\n")
    (tmp_path / "b.py").write_text("print 'tensorflow', 'contrib'\n")
    assert main(["scan", str(tmp_path), "--json"]) == 2
    content: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert content["version"] == 1
    summary = {"files": 2, "uses": 1, "hazards": 1, "problems": 1, "status": 2}
    assert content["summary"] == summary
    [item], [problem] = content["items"], content["problems"]
    [hazard] = item.pop("hazards")
    assert item == {
        "location": {
            "path": str(path),
            "cell": None,
            "line": 2,
            "column": 1,
            "end_line": 2,
            "end_column": 36,
            "line_of_file": None,
        },
        "written": "tf.contrib.seq2seq.AttentionWrapper",
        "symbol": "tf.contrib.seq2seq.AttentionWrapper",
        "kind": "call",
        "certain": True,
        "legacy_tf1": {"status": "unmodified", "place": "", "advice": ""},
        "becomes": item["becomes"],
        "section": "notebooks/migration_guide.ipynb#AttentionWrapper",
        "test": item["test"],
    }
    assert hazard["rule"] == "no-attention-layer" and hazard["sure"] is True
    keys = {"rule", "title", "message", "sure", "silent", "section", "test"}
    assert set(hazard) == keys
    assert (problem["line"], problem["mentions"]) == (1, [1])


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("import tensorflow as tf\ntf.contrib.rnn\n", 1),
        ("import tensorflow.contrib\n", 1),
        ("import tensorflow as tf\ntf.train.AdamOptimizer()  # no contrib\n", 0),
        ("print 'tensorflow', 'contrib'\n", 2),
    ],
)
def test_exit_status(
    text: str, status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.py").write_text(text)
    for form in ([], ["--json"], ["--sarif"]):
        assert main(["scan", str(tmp_path), *form]) == status
        assert capsys.readouterr().out


def test_a_missing_path_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["scan", "no/such/path"])
    assert caught.value.code == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and "PATH 'no/such/path' does not exist" in error


def test_the_report_is_for_people(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = "import tensorflow as tf\ntf.contrib.seq2seq.LuongAttention(3, m[1])\n"
    (tmp_path / "[bold].py").write_text(text)  # a path is no markup
    (tmp_path / "b.py").write_text("print 'tensorflow', 'contrib'\n")
    main(["scan", str(tmp_path)])
    out = capsys.readouterr().out
    for part in (
        "[bold].py",
        "2:1",
        "tf.contrib.seq2seq.LuongAttention",
        "! Stale memory and keys: memory given to",
        "tfa.seq2seq.LuongAttention: num_units",
        "What becomes of each name",
        "not read",
        "b.py:1 is not Python 3: ",
    ):
        assert part in out
    last = (
        "1 uses of tf.contrib in 1 of 2 files; calls run into 1 hazards; 1 files could not be read"
    )
    assert out.splitlines()[-1] == last


def test_a_problem_names_at_most_ten_lines(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("print 'tensorflow'\n" + "# contrib\n" * 12)
    [problem] = scan([str(tmp_path)]).problems
    assert describe(problem).endswith("(contrib in lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, ...)")
