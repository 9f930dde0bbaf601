"""Prove that failures look as if there were no launcher, in every tool that shows them."""

from __future__ import annotations

import re

import pytest

from parity_tests.launcher.launching import SCRIPTS, launch

LAUNCHER_FILE = re.compile(r"legacy_tf1/(launcher|__main__)|<frozen (importlib|runpy)")
EXPECTED = {
    "run_graph": "InvalidArgumentError",
    "build_graph": "ValueError",
    "misspell": "AttributeError",
    "misspell_deeply": "AttributeError",
    "use_absent": "ContribUnavailable",
    "use_absent_of_keras": "ContribUnavailable",
    "import_nothing": "ImportError",
}


@pytest.fixture(scope="module")
def failing() -> tuple[str, str]:
    done = launch("failing.py")
    assert done.returncode == 1, done.stderr[-2000:]
    return done.stdout, done.stderr


def test_each_fails_by_its_own_error(failing: tuple[str, str]) -> None:
    sections = re.findall(r"^== (\w+) (\w+)$", failing[0], re.MULTILINE)
    assert dict(sections) == EXPECTED


def test_no_frame_of_the_launcher(failing: tuple[str, str]) -> None:
    """Neither in tracebacks, nor in the stack, nor in what the graph remembers of it."""
    out, err = failing
    assert "Original stack trace for 'checked'" in out
    assert not LAUNCHER_FILE.search(out) and not LAUNCHER_FILE.search(err)
    stack = out.split("== stack\n")[1]
    assert len(re.findall("^  File ", stack, re.MULTILINE)) == 1


def test_first_frame_of_every_traceback_is_the_script(failing: tuple[str, str]) -> None:
    out, err = failing
    script = str(SCRIPTS / "failing.py")
    last = err.split("Traceback (most recent call last):\n")
    assert len(last) == 2 and last[1].startswith(f'  File "{script}", line')
    assert last[1].splitlines()[-1].startswith("ValueError: ")
    defined = out.split("Original stack trace for 'checked':\n")[1]
    assert defined.startswith(f'  File "{script}", line')


def test_misspelt_names_are_those_of_tensorflow(failing: tuple[str, str]) -> None:
    out = failing[0]
    assert "AttributeError: module 'tensorflow' has no attribute 'placehodler'" in out
    assert "has no attribute 'BahdanauAttntion'" in out
    assert "cannot import name 'placehodler' from 'tensorflow' (" in out


def test_absent_names_tell_the_line_that_asked(failing: tuple[str, str]) -> None:
    lines = (SCRIPTS / "failing.py").read_text().splitlines()
    number = next(n for n, line in enumerate(lines, 1) if "CudnnLSTM(" in line)
    assert f"tf.contrib.cudnn_rnn.CudnnLSTM is not available (used at {SCRIPTS}" in failing[0]
    assert f"failing.py:{number}); use tf.contrib.rnn.LSTMBlockCell" in failing[0]


def test_absent_names_outside_contrib_too(failing: tuple[str, str]) -> None:
    assert "tf.keras.utils.multi_gpu_model is not available (used at" in failing[0]
    assert "); use tf.distribute.MirroredStrategy" in failing[0]


def test_reloading_and_looking_up_do_no_harm(failing: tuple[str, str]) -> None:
    assert "reloaded True 1.15.5 True\nlooked up tensorflow True\n" in failing[0]


def test_what_is_assigned_is_seen_by_libraries_and_the_other_way_round(
    failing: tuple[str, str],
) -> None:
    assert "written 5 read 6 True\n" in failing[0]


def test_no_advice_of_tensorflow_2_about_the_switch(failing: tuple[str, str]) -> None:
    assert "non-resource variables" not in failing[1] and "v2_compat" not in failing[1]


@pytest.mark.parametrize(
    ("runner", "summary"),
    [
        (
            ["pytest", "-q", "-p", "no:cacheprovider", "-c", "/dev/null"],
            "1 failed, 1 passed, 1 skipped",
        ),
        (["unittest"], r"Ran \d tests[^\n]*\n\nFAILED \(failures=1"),
    ],
)
def test_runners_of_tests(runner: list[str], summary: str) -> None:
    module = "checked_by_pytest" + (".py" if runner[0] == "pytest" else "")
    done = launch("-m", *runner, module)
    output = done.stdout + done.stderr
    assert done.returncode == 1 and re.search(summary, output), output[-3000:]
    assert "no such thing" in output and not LAUNCHER_FILE.search(output)
