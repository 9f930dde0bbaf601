"""Check that what contrib has and we lack says so where it is used, and not before."""

from __future__ import annotations

import copy
import inspect
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any, Callable

import pytest
import tensorflow.compat.v1 as tf

from legacy_tf1 import contrib
from legacy_tf1.contrib.absent import Absent, ContribUnavailable

ROOT = Path(__file__).resolve().parents[2]
CELL = contrib.cudnn_rnn.CudnnLSTM


def subclass() -> Any:
    class Mine(CELL):  # type: ignore[valid-type,misc]
        pass

    return Mine


def unpack() -> Any:
    first, *_ = CELL
    return first


def enter() -> Any:
    with CELL:
        pass


USES: dict[str, Callable[[], Any]] = {
    "calling": lambda: CELL(1, num_units=2),
    "subclassing": subclass,
    "isinstance": lambda: isinstance(3, CELL),
    "issubclass": lambda: issubclass(int, CELL),
    "attribute": lambda: CELL.from_config,
    "assignment": lambda: setattr(CELL, "units", 3),
    "item": lambda: CELL["units"],
    "iteration": unpack,
    "membership": lambda: 3 in CELL,
    "length": lambda: len(CELL),
    "context": enter,
    "number": lambda: float(CELL),
}


@pytest.mark.parametrize("use", USES)
def test_each_use_raises_with_symbol_line_and_advice(use: str) -> None:
    with pytest.raises(ContribUnavailable) as caught:
        USES[use]()
    error = caught.value
    assert isinstance(error, NotImplementedError)
    assert error.symbol == "tf.contrib.cudnn_rnn.CudnnLSTM"
    assert "tf.keras.layers.LSTM" in error.nearest
    assert error.filename == __file__
    source = Path(__file__).read_text().splitlines()[error.lineno - 1]
    assert "CELL" in source, source
    assert str(error) == (
        f"{error.symbol} is not available (used at {__file__}:{error.lineno}); {error.nearest}"
    )


def test_looking_at_it_is_no_use() -> None:
    assert repr(CELL) == "<tf.contrib.cudnn_rnn.CudnnLSTM, which is not available>"
    assert bool(CELL) and not hasattr(CELL, "__wrapped__")
    assert callable(CELL)
    assert inspect.unwrap(CELL) is CELL
    assert CELL == CELL and hash(CELL) == hash(CELL)
    assert isinstance(CELL, Absent)


def test_the_error_can_be_copied_and_pickled() -> None:
    with pytest.raises(ContribUnavailable) as caught:
        CELL()
    for other in (copy.copy(caught.value), pickle.loads(pickle.dumps(caught.value))):
        assert str(other) == str(caught.value)


def test_the_line_is_the_users_even_if_tensorflow_calls() -> None:
    with tf.Graph().as_default(), pytest.raises(ContribUnavailable) as caught:
        tf.map_fn(CELL, tf.zeros([2]))
    assert caught.value.filename == __file__


def test_without_advice() -> None:
    with pytest.raises(ContribUnavailable) as caught:
        Absent("tf.contrib.x.Y")()
    assert str(caught.value).endswith(f":{caught.value.lineno})")


def test_a_script_may_import_what_it_does_not_use(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from legacy_tf1.contrib import cudnn_rnn, tpu\n"
        "from legacy_tf1.contrib.training import *\n"
        "Cell = cudnn_rnn.CudnnGRU\n"
        "try:\n"
        "    from legacy_tf1.contrib.training import no_such\n"
        "except ImportError:\n"
        "    print('fallback', HParams(a=1), stratified_sample)\n"
        "if __name__ == '__main__':\n"
        "    Cell(3)\n"
    )
    outcome = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.stdout.startswith("fallback a=1 <tf.contrib.training.strat")
    last = outcome.stderr.strip().splitlines()[-1]
    assert last.startswith("legacy_tf1.contrib.absent.ContribUnavailable: tf.contrib.cudnn_rnn.")
    assert f"used at {script}:9" in last


def test_hparams_have_no_message() -> None:
    made = contrib.training.HParams(a=1)
    with pytest.raises(ContribUnavailable, match=r"HParams\.to_proto .*to_json"):
        made.to_proto()


class Field:
    """Looks like one value of an `HParamDef`."""

    def __init__(self, kind: str, content: Any) -> None:
        self._kind = kind
        setattr(self, kind, content)

    def WhichOneof(self, name: str) -> str:
        assert name == "kind"
        return self._kind


def test_hparams_read_what_looks_like_a_message() -> None:
    several = type("Values", (), {"value": [b"x", b"y"]})
    numbers = type("Values", (), {"value": (1, 2)})
    message = type("HParamDef", (), {})()
    message.hparam = {
        "units": Field("int64_value", 3),
        "name": Field("bytes_value", b"gru"),
        "words": Field("bytes_list", several),
        "layers": Field("int64_list", numbers),
    }
    made = contrib.training.HParams.from_proto(message)
    expected = {"units": 3, "name": "gru", "words": ["x", "y"], "layers": [1, 2]}
    assert made.values() == expected
    with pytest.raises(ValueError, match="not both"):
        contrib.training.HParams(message, rate=1)
