"""Prove that nothing of the launcher is in the script's process but what TensorFlow needs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from legacy_tf1.launcher import run
from legacy_tf1.launcher.environment import MARK, SITE, environment
from parity_tests.launcher.launching import LAUNCHER, ROOT, SCRIPTS, launch, start

WORDS = [
    ["look"],
    ["raise"],
    ["exit", "0"],
    ["exit", "5"],
    ["message"],
    ["interrupt"],
    ["signal"],
    ["import"],
    ["absent"],
    ["hook"],
]
AS_MODULE = ["-m", "package.tool"]


def outcome(command: list[str], folder: Path = SCRIPTS) -> tuple[int, str, str]:
    done = subprocess.run(
        command,
        input="standard input",
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
        check=False,
        # A shell's background jobs ignore it, and so would their children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_ends_as_without_the_launcher(words: list[str]) -> None:
    """Standard output and error, byte for byte, and the exit status."""
    got = outcome([*LAUNCHER, "plain.py", *words])
    assert got == outcome([sys.executable, "plain.py", *words])
    assert got[0] == {"look": 0, "hook": 1, "interrupt": -2, "signal": -2}.get(words[0], got[0])


@pytest.mark.parametrize("words", [["look"], ["raise"], ["exit", "5"], ["absent"]], ids=" ".join)
def test_module_ends_as_without_the_launcher(words: list[str], tmp_path: Path) -> None:
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "__init__.py").write_text("")
    for name in ("package/tool.py", "plain.py"):  # one to run, one that it opens
        (tmp_path / name).write_text((SCRIPTS / "plain.py").read_text())
    got = outcome([*LAUNCHER, *AS_MODULE, *words], tmp_path)
    assert got == outcome([sys.executable, *AS_MODULE, *words], tmp_path)
    assert "package.tool" in got[1] + got[2] or words[0] != "look"


def test_options_of_python_reach_the_script() -> None:
    optimized = outcome(
        [sys.executable, "-OO", "-W", "error", "-m", "legacy_tf1", "plain.py", "look"]
    )
    assert optimized == outcome([sys.executable, "-OO", "-W", "error", "plain.py", "look"])


def test_scripts_with_options_like_ours_get_them() -> None:
    got = outcome([*LAUNCHER, "plain.py", "look", "--help", "-m", "x"])
    assert "['plain.py', 'look', '--help', '-m', 'x']" in got[1]


def test_command_line_is_the_same() -> None:
    command = [sys.executable, "-m", "tf2_port.cli", "run", "plain.py", "exit", "5"]
    assert outcome(command) == (5, "", "")
    assert start([*command[:4], "--help"]).stdout.startswith("usage: seq2seq-port run SCRIPT.py")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "no script or module is given"),
        (["-m"], "-m needs the name of a module"),
        (["--steps", "3"], "unknown option --steps"),
        (["absent.py"], "there is no script absent.py"),
        (["-m", "no_such_package.module"], "there is no module no_such_package.module"),
    ],
)
def test_bad_usage_is_one_line_and_status_2(
    words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.main(words) == 2
    out, err = capsys.readouterr()
    assert err.startswith(f"python -m legacy_tf1: {complaint}") and err.count("\n") == 1
    assert not out


def test_help_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--help"]) == 0
    assert capsys.readouterr().out.startswith("usage: python -m legacy_tf1 SCRIPT.py")


def test_isolated_python_is_refused() -> None:
    """For it would not read the environment, and run the script on TensorFlow 2."""
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from legacy_tf1.launcher import run; "
    code += "sys.exit(run.main(['plain.py']))"
    done = start([sys.executable, "-I", "-c", code, str(ROOT)])
    assert done.returncode == 2 and "-E and -I" in done.stderr


def test_environment_is_ours_once() -> None:
    once = environment({"PYTHONPATH": "/x", "HOME": "/h"})
    kernels = {"TF_ENABLE_ONEDNN_OPTS": "0"}
    ours = {"PYTHONPATH": f"{SITE}{os.pathsep}/x", MARK: sys.prefix}
    assert once == {**ours, **kernels, "HOME": "/h"}
    assert environment(once) == once
    assert environment({})["PYTHONPATH"] == SITE
    assert environment({"TF_ENABLE_ONEDNN_OPTS": "1"})["TF_ENABLE_ONEDNN_OPTS"] == "1"


def test_other_pythons_are_left_alone(tmp_path: Path) -> None:
    """Another installation has the folder on its path, but not the mark."""
    code = "import sys; print([type(f).__name__ for f in sys.meta_path], sys.path)"
    before = start([sys.executable, "-c", code]).stdout
    variables = environment({"PYTHONPATH": str(ROOT)})
    assert "_Waiting" in start([sys.executable, "-c", code], SCRIPTS, **variables).stdout
    assert (
        start([sys.executable, "-c", code], SCRIPTS, **{**variables, MARK: "/elsewhere"}).stdout
        == before
    )


def test_another_sitecustomize_still_runs(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.of_the_user = __file__")
    code = "import sys; print(sys.of_the_user, sys.modules['sitecustomize'].__file__)"
    variables = environment({"PYTHONPATH": str(tmp_path)})
    path = str(tmp_path / "sitecustomize.py")
    assert start([sys.executable, "-c", code], SCRIPTS, **variables).stdout.split() == [path, path]


def test_importing_the_launcher_changes_nothing() -> None:
    code = (
        "import os, sys; before = list(sys.meta_path), dict(os.environ), sys.path[:]\n"
        "import legacy_tf1, legacy_tf1.__main__, legacy_tf1.launcher.run\n"
        "import legacy_tf1.launcher.python2\n"
        "assert before == (sys.meta_path, os.environ, sys.path)\n"
        "assert 'tensorflow' not in sys.modules\n"
        "import legacy_tf1.launcher.behaviour, legacy_tf1.launcher.finder\n"
        "import legacy_tf1.launcher.libraries, numpy as np, tensorflow as tf, inspect\n"
        "assert tf.executing_eagerly() and tf.__version__.startswith('2')\n"
        "assert 'int' not in vars(np) and tf.compat.v1.control_flow_v2_enabled()\n"
        "layer = tf.keras.layers.LSTM(2); layer(tf.zeros([1, 2, 3]))\n"
        "assert layer.weights[0].name == 'lstm/lstm_cell/kernel:0', layer.weights\n"
    )
    done = start([sys.executable, "-c", code])
    assert done.returncode == 0, done.stderr[-2000:]


def test_processes_without_tensorflow_pay_next_to_nothing() -> None:
    code = "import sys; print(*sorted(sys.modules))"
    before = set(start([sys.executable, "-c", code]).stdout.split())
    after = set(
        start([sys.executable, "-c", code], SCRIPTS, **environment(os.environ)).stdout.split()
    )
    assert after - before <= {"sitecustomize"}


def test_launch_runs_this_tree() -> None:
    assert launch("plain.py", "exit", "0").returncode == 0
