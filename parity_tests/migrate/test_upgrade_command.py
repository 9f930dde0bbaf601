"""Check `seq2seq-port upgrade`: what it prints, its exit status, and that files are whole."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from parity_tests.migrate.scanning import DEEP
from tf2_port.cli import main
from tf2_port.migrate.upgrade import upgrade_bytes

BEFORE = "#!/usr/bin/env python\nimport tensorflow as tf\nx = tf.contrib.seq2seq.hardmax\n"
AFTER = (
    "#!/usr/bin/env python\nimport tensorflow.compat.v1 as tf\nfrom legacy_tf1 import seq2seq\n"
    "tf.disable_v2_behavior()\nx = seq2seq.hardmax\n"
)
LEFT = "import tensorflow as tf\ntf.contrib.cudnn_rnn.CudnnLSTM\n"


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "script.py"
    path.write_text(BEFORE)
    path.chmod(0o754)
    return path


def test_without_an_option_nothing_is_written(
    script: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["upgrade", str(script)]) == 0
    assert script.read_text() == BEFORE
    out = capsys.readouterr().out
    assert f"{script}: 6 lines to change\n" in out
    assert out.endswith("1 files to change; 0 places are left for you\n")


def test_write(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["upgrade", str(script), "--write"]) == 0
    assert script.read_text() == AFTER
    assert script.stat().st_mode & 0o7777 == 0o754
    assert list(script.parent.iterdir()) == [script]
    capsys.readouterr()
    assert main(["upgrade", str(script), "--write"]) == 0
    assert capsys.readouterr().out == "0 files changed; 0 places are left for you\n"


def test_the_diff_can_be_applied(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script.write_text(BEFORE[:-1])  # no line end at the end
    (script.parent / "left.py").write_text(LEFT)
    monkey = os.getcwd()
    os.chdir(script.parent)
    try:
        assert main(["upgrade", ".", "--diff"]) == 1
        printed = capsys.readouterr()
        assert "CudnnLSTM is not available" in printed.err
        apply = ["git", "apply", "-p0", "-"] if shutil.which("git") else ["patch", "-p0"]
        done = subprocess.run(apply, input=printed.out, text=True, capture_output=True)
    finally:
        os.chdir(monkey)
    assert done.returncode == 0, done.stderr
    assert script.read_text() == AFTER[:-1]


def test_what_is_left_is_told_with_its_place(
    script: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script.write_text(LEFT)
    assert main(["upgrade", str(script), "--write"]) == 1
    assert f"{script}:2:1: left: tf.contrib.cudnn_rnn.CudnnLSTM is not" in capsys.readouterr().out
    assert script.read_text().endswith("tf.contrib.cudnn_rnn.CudnnLSTM\n")


@pytest.mark.parametrize(
    ("data", "words", "line"),
    [
        (b"import tensorflow\n\nprint 'x', 1\nexec 'y'\n", "is not Python 3: Missing paren", 3),
        (b"x = 1\nimport tensorflow # \xff\n", "cannot be decoded as utf-8", 2),
        (b"# coding: nonsense\nimport tensorflow\n", "cannot be decoded: unknown encoding", 1),
        (b"# coding: hex\nimport tensorflow\n", "cannot be decoded as hex", 1),
        (b"import tensorflow as tf\n\x0cdef f():\n    pass\n", "form feeds", 1),
        (b"import tensorflow\nx = " + b"(" * 5000 + b")" * 5000, "too many nested", 2),
        (b"import tensorflow\nx = 1" + b" + 1" * 20000, "is nested too deeply", 1),
    ],
    ids=["Python 2", "not UTF-8", "cookie", "bytes", "form feed", "parentheses", "chain"],
)
def test_what_cannot_be_parsed_or_kept_is_left(data: bytes, words: str, line: int) -> None:
    found = upgrade_bytes(data)
    assert found.after == data
    assert [finding.line for finding in found.left] == [line]
    assert words in found.left[0].message and "\n" not in found.left[0].message


def test_python_2_is_skipped_and_others_go_on(
    script: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = script.parent / "a_first.py"
    old.write_text("import tensorflow\nprint 'x'\n")
    assert main(["upgrade", str(script.parent), "--write"]) == 1
    assert f"{old}:2:1: left: this is not Python 3" in capsys.readouterr().out
    assert old.read_text() == "import tensorflow\nprint 'x'\n"
    assert script.read_text() == AFTER


@pytest.mark.parametrize("deep", DEEP.values(), ids=DEEP)
def test_what_python_can_parse_is_not_too_deep(deep: str, script: Path) -> None:
    limit = sys.getrecursionlimit()
    script.write_text(BEFORE + deep)
    assert main(["upgrade", str(script), "--write"]) == 0
    assert script.read_text() == AFTER + deep
    assert sys.getrecursionlimit() == limit


@pytest.mark.parametrize("function", ["fsync", "chmod", "replace"])
def test_a_file_is_never_half_written(
    function: str, script: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As if the disk were full, or the process without the right, at each step."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(f"tf2_port.migrate.upgrade.files.os.{function}", fail)
    other = script.parent / "z_python_2.py"
    other.write_text("import tensorflow\nprint 'x'\n")
    assert main(["upgrade", str(script.parent), "--write"]) == 2
    monkeypatch.undo()
    printed = capsys.readouterr()
    assert f"{script} cannot be written: [Errno 28] No space left" in printed.err
    assert str(other) in printed.out, "the others go on"
    assert script.read_text() == BEFORE
    assert sorted(script.parent.iterdir()) == [script, other]


def test_a_change_meanwhile_is_not_lost(script: Path) -> None:
    from tf2_port.migrate.upgrade.files import replace

    with pytest.raises(ValueError, match="somebody else"):
        replace(script, b"what was read", b"new")
    assert script.read_text() == BEFORE
    assert list(script.parent.iterdir()) == [script]


def test_a_link_stays_a_link(script: Path) -> None:
    link = script.parent / "link.py"
    link.symlink_to(script.name)
    assert main(["upgrade", str(link), "--write"]) == 0
    assert link.is_symlink() and script.read_text() == AFTER


def test_a_path_that_does_not_exist(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["upgrade", str(tmp_path / "nothing.py")])
    assert ended.value.code == 2
    assert "nothing.py" in capsys.readouterr().err


def test_an_upgraded_tree_is_not_imported(script: Path) -> None:
    """Code is read and never run."""
    script.write_text("raise SystemExit('run')\nimport tensorflow\n")
    command = [sys.executable, "-m", "tf2_port.cli", "upgrade", str(script)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("1 files to change; 0 places are left for you\n")
    assert not done.stderr
