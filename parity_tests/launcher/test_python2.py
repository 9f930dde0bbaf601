"""Recognise Python 2, and nothing else as Python 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from legacy_tf1.launcher import run
from legacy_tf1.launcher.python2 import why_python_2

PYTHON_2 = {
    'import sys\nprint "loss"': "a print statement in line 2",
    "x = 1\n\nprint x, 2": "a print statement in line 3",
    'print "%d" % 3': "a print statement in line 1",
    'exec "x = 1"': "an exec statement in line 1",
    "try:\n  pass\nexcept ValueError, error:\n  pass": "`except Type, name` in line 3",
    'raise ValueError, "bad"': "`raise Type, message` in line 1",
    "x = `3`": "backquotes in line 1",
    "if 1 <> 2: pass": "the operator <> in line 1",
    "x = 10L": "a long integer in line 1",
    "x = 0777": "an octal number without 0o in line 1",
    "x = ur'a'": "a ur'' string in line 1",
    "def f(a, (b, c)): pass": "a tuple as parameter in line 1",
    "f = lambda (a, b): a": "a tuple as parameter in line 1",
    "if 1:\n\tx = 1\n        y = 2": "tabs mixed with spaces in line 3",
}
PYTHON_3 = [
    'print("loss")',
    'print >>f, "only Python can tell, when it runs"',
    "x = 'print 1 <> 2'  # print it",
    "x = )",
    "def f(:\n  pass",
    "x = 'unfinished",
    "class : pass",
    "f(a=1, a=2)",
    "x = 1 +",
    "return",
    "\0",
    "# -*- coding: nonsense -*-",
]


@pytest.mark.parametrize("text", PYTHON_2)
def test_says_what_is_python_2(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text(text + "\n")
    assert why_python_2(tmp_path / "x.py") == PYTHON_2[text]


@pytest.mark.parametrize("text", PYTHON_3)
def test_leaves_the_rest_to_python(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text(text + "\n")
    assert why_python_2(tmp_path / "x.py") is None


def test_launcher_says_so_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "package").mkdir()
    for path in (tmp_path / "old.py", tmp_path / "package" / "__main__.py"):
        path.write_text('print "x"\n')
    monkeypatch.syspath_prepend(tmp_path)
    for words, name in ((["old.py"], "old.py"), (["-m", "package"], "package/__main__.py")):
        monkeypatch.chdir(tmp_path)
        assert run.main(words) == 2
        err = capsys.readouterr().err
        assert f"{name} is Python 2 (a print statement in line 1)" in err
        assert err.count("\n") == 1
