"""Check that files of every kind are read, or reported, and never stop a scan."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parity_tests.migrate.scanning import DEEP
from tf2_port.migrate import reading
from tf2_port.migrate.reading import Problem, Source
from tf2_port.migrate.scan import scan, scan_source

USE = "import tensorflow as tf\ntf.contrib.rnn.LSTMCell(3)\n"


def write(path: Path, content: str | bytes = USE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def places(path: Path) -> list[tuple[int, int]]:
    report = scan([str(path)])
    assert not report.problems, report.problems
    return [(item.location.line, item.location.column) for item in report.items]


def problem(path: Path) -> Problem:
    report = scan([str(path)])
    assert report.status == 2 and not report.items
    [found] = report.problems
    assert found.path == str(path)
    return found


def test_directories_are_looked_through(tmp_path: Path) -> None:
    for name in ("b/model.py", "a.py", "b/c/d.pyw", "run.ipynb"):
        write(tmp_path / name)
    for name in (".hidden.py", ".git/a.py", "__pycache__/a.py", "notes.txt", "b/.x/a.py"):
        write(tmp_path / name)
    found = [os.path.relpath(path, tmp_path) for path in reading.files([str(tmp_path)])]
    assert found == ["a.py", "run.ipynb", "b/model.py", "b/c/d.pyw"]


def test_a_given_file_is_read_whatever_its_name(tmp_path: Path) -> None:
    assert places(write(tmp_path / ".hidden" / "script")) == [(2, 1)]


def test_a_file_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.py")
    report = scan([str(tmp_path), str(path), f"{tmp_path}/./a.py"])
    assert (report.files, report.uses) == (1, 1)


def test_links_that_go_round_or_nowhere_are_passed_by(tmp_path: Path) -> None:
    write(tmp_path / "a.py")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.py").symlink_to(tmp_path / "self.py")
    (tmp_path / "gone.py").symlink_to(tmp_path / "nowhere.py")
    assert [Path(path).name for path in reading.files([str(tmp_path)])] == ["a.py"]


def test_a_pipe_by_the_name_of_a_file_does_not_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    assert list(reading.files([str(tmp_path)])) == []
    assert problem(tmp_path / "pipe.py").message == "is not a regular file"


def test_a_missing_path_is_bad_usage(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"PATH '.*gone' does not exist; expected a file or"):
        scan([str(tmp_path / "gone")])


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(USE.replace("\n", "\r").encode(), id="CR"),
        pytest.param(USE.replace("\n", "\r\n").encode(), id="CR LF"),
        pytest.param(USE[:-1].encode(), id="no end of line"),
        pytest.param(b"\xef\xbb\xbf" + USE.encode(), id="BOM"),
    ],
)
def test_line_ends_and_marks(tmp_path: Path, content: bytes) -> None:
    assert places(write(tmp_path / "a.py", content)) == [(2, 1)]


def test_a_cookie_is_honoured(tmp_path: Path) -> None:
    text = "# -*- coding: latin-1 -*-\nimport tensorflow as tf\n'é', tf.contrib.rnn.LSTMCell(3)\n"
    assert places(write(tmp_path / "a.py", text.encode("latin-1"))) == [(3, 6)]


def test_columns_count_characters_and_utf16_its_units(tmp_path: Path) -> None:
    path = write(tmp_path / "a.py", "import tensorflow as tf\n'🐍é', tf.contrib.rnn.LSTMCell(3)\n")
    [item] = scan([str(path)]).items
    assert (item.location.column, item.location.end_column) == (7, 30)
    assert item.location.utf16 == (8, 31)


NOTHING = {
    "empty": b"",
    "only junk": bytes(range(256)) * 4,
    "no use, only words": b"# tensorflow: see tf.contrib\nx = 'contrib'\n",
    "another contrib": b"from django import contrib\nprint 'x'\n",
    "Python 2 without contrib": b"import tensorflow as tf\nprint 'contribution'\n",
}


@pytest.mark.parametrize("name", NOTHING)
def test_nothing_to_report(tmp_path: Path, name: str) -> None:
    report = scan([str(write(tmp_path / "a.py", NOTHING[name]))])
    assert (report.status, report.items, report.problems) == (0, [], [])


UNREADABLE = {
    "Python 2": (b"print 'x'\n" + USE.encode(), "is not Python 3: Missing parentheses", 1),
    "broken": (USE.encode() + b"def f(:\n", "is not Python 3: ", 3),
    "tabs and spaces": (USE.encode() + b"if x:\n\tif y:\n        z\n", "is not Python 3: ", 5),
    "not UTF-8": (USE.encode() + b"'\xe9'\n", "cannot be decoded as utf-8", 3),
    "not its cookie": (b"# coding: ascii\n\n" + USE.encode() + b"#\xe9", "cannot be decoded", 5),
    "unknown cookie": (b"# coding: klingon\n" + USE.encode(), "cannot be decoded: unknown enc", 1),
    "cookie of bytes": (b"# coding: hex\n" + USE.encode(), "cannot be decoded as hex", 1),
    "cookie of nothing": (b"# coding: undefined\n" + USE.encode(), "cannot be decoded as und", 1),
    "null bytes": (USE.encode() + b"\0", "is not Python", None),
    "too deep": (USE.encode() + b"x = " + b"(" * 5000 + b")" * 5000, "too many nested", 3),
    "a long chain": (USE.encode() + b"x = 1" + b" + 1" * 20000, "is nested too deeply", None),
    "a tower": (USE.encode() + b"lambda: " * 9000 + b"1", "is nested too deeply", None),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_reported_with_its_line(tmp_path: Path, name: str) -> None:
    content, message, line = UNREADABLE[name]
    found = problem(write(tmp_path / "a.py", content))
    assert message in found.message and "\n" not in found.message
    assert found.line == line


def test_depth_is_limited_where_python_sees_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """As before Python 3.11, which refuses by itself what libcst would abort at."""
    monkeypatch.setattr(reading, "DEPTH", 50)
    for wide in ("x = 1" + " + 1" * 40, "x = [" + "1, " * 500 + "]"):
        reading.parse(wide)
    with pytest.raises(reading.Unreadable, match="is nested too deeply"):
        reading.parse("x = 1" + " + 1" * 60)


@pytest.mark.parametrize("deep", DEEP.values(), ids=DEEP)
def test_what_python_can_parse_is_not_too_deep(tmp_path: Path, deep: str) -> None:
    limit = sys.getrecursionlimit()
    assert places(write(tmp_path / "a.py", f"{USE}{deep}\ntf.contrib.rnn\n"))[0] == (2, 1)
    assert sys.getrecursionlimit() == limit


def test_lines_that_mention_contrib_are_named(tmp_path: Path) -> None:
    found = problem(write(tmp_path / "a.py", "print 'x'\n\n" + USE))
    assert found.mentions == (4,)


def test_a_huge_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 100)
    path = write(tmp_path / "a.py", USE + "#" * 100)
    assert problem(path).message == "is not read: it has more than 100 characters"
    path.write_text(USE)
    assert places(path) == [(2, 1)]


def test_what_is_beside_an_unreadable_file_is_read(tmp_path: Path) -> None:
    write(tmp_path / "a.py", "print 'x'\n" + USE)
    write(tmp_path / "b.py")
    report = scan([str(tmp_path)])
    assert (report.status, report.uses, len(report.problems)) == (2, 1, 1)


FRAGMENTS = (
    "import tensorflow as tf",
    "from tensorflow.contrib import rnn as tf, seq2seq",
    "from tensorflow.contrib.seq2seq import *",
    "from . import *",
    "def f(tf, *a, b=tf.contrib, **c):",
    "class A(tf.contrib.rnn.RNNCell):",
    "    global tf",
    "    nonlocal f",
    "    return [tf for tf in f(tf)]",
    "    tf = self.f = f(tf)",
    "tf, (f, *a[0]) = tf.contrib, f",
    "f: tf.contrib.x",
    "for tf in a: pass",
    "else: tf.contrib.y",
    "try: tf = tf.contrib",
    "except A as tf: tf.contrib",
    "finally: del tf",
    "with tf as a, f() as (tf, b): tf.contrib",
    "f(*tf)(**f).zero_state(1)[2].clone(cell_state=f)",
    "a = seq2seq.AttentionWrapper(a, a, *a).zero_state(a)",
    "seq2seq.BasicDecoder(a, f(a), a[a][1])",
    "lambda tf=tf.contrib: (yield (f := tf))",
    "f'{tf.contrib!r:{f}}'",
)


@given(st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=9)), max_size=12))
@settings(max_examples=80, deadline=None, database=None)
def test_no_text_stops_a_scan(lines: list[str]) -> None:
    text = "\n".join(["import tensorflow as tf", *lines, "tf.contrib"])
    found = reading._module("a.py", text.encode("utf-8", "replace"))
    assert isinstance(found, (Source, Problem))
    if isinstance(found, Source):
        scan_source(found)


@given(st.binary(max_size=80))
@settings(max_examples=60, deadline=None, database=None)
def test_no_bytes_stop_a_scan(content: bytes) -> None:
    reading._module("a.py", content)
    reading._notebook("a.ipynb", content)


def test_nothing_is_executed_and_tensorflow_is_not_imported(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.py", USE + "tf.contrib.seq2seq.BasicDecoder(1, 2, 3)\nraise SystemExit(9)\n"
    )
    code = (
        "import sys; from tf2_port.cli import main; status = main(['scan', sys.argv[1]]); "
        "loaded = {'tensorflow', 'keras', 'tf_slim', 'a'} & set(sys.modules); "
        "sys.exit(f'loaded {loaded}' if loaded else status)"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 1, outcome.stderr
    assert "tf.contrib.seq2seq.BasicDecoder" in outcome.stdout


def test_all_that_is_installed_here_can_be_scanned() -> None:
    """Not all of it is Python 3, or Python; thousands of files take seconds."""
    report = scan([sysconfig.get_paths()["purelib"]])
    assert report.files > 1000
    assert all(item.location.line >= 1 for item in report.items)


def test_libcst_sees_only_files_that_use_contrib(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.py", "import tensorflow as tf\n'''See tf.contrib.'''  # contrib\n")
    monkeypatch.setattr("libcst.parse_module", lambda text: pytest.fail("it is slow"))
    assert scan([str(tmp_path)]).status == 0
