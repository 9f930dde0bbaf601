"""Check where names go: all names of contrib and of the launcher's tables have a place."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from legacy_tf1 import seq2seq
from legacy_tf1.contrib import genuine, paths
from legacy_tf1.contrib.absent import Absent
from legacy_tf1.moved import MODULES, NAMES
from parity_tests.scripts.run import PROGRAMS
from tf2_port.migrate.upgrade import contrib, places, private
from tf2_port.migrate.upgrade.place import Left, Place, exists, found, importable, same


def test_all_of_seq2seq_goes_to_ours() -> None:
    names = genuine.names("seq2seq")
    assert len(names) == 29
    for name in names:
        place = places.find(f"tensorflow.contrib.seq2seq.{name}")
        assert place == Place("legacy_tf1.seq2seq", (name,))
        assert found(place)[0] is getattr(seq2seq, name)


@pytest.mark.parametrize("package", genuine.packages())
def test_each_name_of_contrib_has_a_place_or_a_reason(package: str) -> None:
    """What the launcher gives is what the place has, and where that refuses, it is left."""
    answering = paths.load(package)
    for name in genuine.names(package):
        given = getattr(answering, name)
        place = places.find(f"tensorflow.contrib.{package}.{name}")
        if isinstance(given, ModuleType) and given.__name__.startswith("tensorflow.contrib."):
            # The launcher makes a module of the package's names: here it is the package.
            assert isinstance(place, Left) or place.module == f"legacy_tf1.contrib.{package}"
        elif isinstance(place, Left):
            assert isinstance(given, Absent) and place.reason.startswith("tf.contrib."), name
        elif not isinstance(given, Absent):  # else TensorFlow's own table knew better
            assert found(place) == (given, ()), name
            assert found(contrib.public(place))[0] is given, name


def test_each_name_of_the_tables_of_moved_names_is_found() -> None:
    for module, table in NAMES.items():
        for name in table:
            place = places.find(f"{module}.{name}")
            assert isinstance(place, Place) and exists(place), (module, name)


def test_modules_that_answer_for_others_are_importable_and_of_one_family() -> None:
    """Importing one must not put another in the place of the public one."""
    v1 = importlib.import_module("tensorflow.compat.v1")
    before = v1.nn.rnn_cell.LSTMCell, v1.layers.Dense, v1.keras.layers.LSTM
    for module in MODULES:
        for place in private.candidates(tuple(module.split(".")[1:])):
            assert exists(place), module
            importable(place)
    assert (v1.nn.rnn_cell.LSTMCell, v1.layers.Dense, v1.keras.layers.LSTM) == before
    for name, public in (
        ("ops.rnn_cell_impl.LSTMCell", v1.nn.rnn_cell.LSTMCell),
        ("layers.core.Dense", v1.layers.Dense),
        ("keras.layers.LSTM", v1.keras.layers.LSTM),
    ):
        new = places.find(f"tensorflow.python.{name}")
        assert isinstance(new, Place) and found(new)[0] is public


def test_what_is_only_in_the_other_family_is_left() -> None:
    """A cell of `tensorflow.python.keras` is no cell for layers of `tf.keras`."""
    place = places.find("tensorflow.python.keras.layers.recurrent.PeepholeLSTMCell")
    assert isinstance(place, Left), place


@pytest.mark.parametrize(
    ("name", "module", "attributes"),
    [
        ("python.ops.array_ops.shape", "tensorflow.python.ops.array_ops", "shape"),
        ("python.ops.control_flow_ops.while_loop", "tensorflow.compat.v1", "while_loop"),
        ("contrib.framework.python.ops.arg_scope", "legacy_tf1.contrib.framework", "arg_scope"),
        ("contrib.framework.nest.flatten", "legacy_tf1.contrib.framework", "nest.flatten"),
        ("contrib.seq2seq.python.ops.decoder", "legacy_tf1.seq2seq.decoder", ""),
        ("contrib.tpu.RunConfig", "tensorflow.compat.v1", "estimator.tpu.RunConfig"),
        ("compat.v1.Session", "tensorflow.compat.v1", "Session"),
        ("core.framework.graph_pb2.GraphDef", "tensorflow.core.framework.graph_pb2", "GraphDef"),
    ],
)
def test_places(name: str, module: str, attributes: str) -> None:
    expected = Place(module, tuple(attributes.split(".")) if attributes else ())
    assert places.find("tensorflow." + name) == expected


def test_two_classes_of_one_name_are_not_the_same() -> None:
    one = Place("tensorflow.compat.v1", ("layers", "Dense"))
    assert same(one, Place("tensorflow.compat.v1.layers", ("Dense",)))
    assert not same(one, Place("tensorflow.compat.v1", ("keras", "layers", "Dense")))
    assert not same(one, Place("tensorflow.compat.v1", ("layers", "Nothing")))


def test_tensorflows_own_script_breaks_what_it_says_has_no_issues(tmp_path: Path) -> None:
    """Why `tf_upgrade_v2` is not used for imports; see `renamed`."""
    copy, report = tmp_path / "script.py", tmp_path / "report.txt"
    command = [sys.executable, "-m", "tensorflow.tools.compatibility.tf_upgrade_v2_main"]
    command += ["--mode", "SAFETY", "--infile", str(PROGRAMS / "legacy_script.py")]
    command += ["--outfile", str(copy), "--reportfile", str(report)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Detected 0 issues" in report.read_text()
    text = copy.read_text()
    assert "from tensorflow.contrib.seq2seq import" in text
    assert "from tensorflow.compat.v1.python.ops.rnn_cell_impl import LSTMCell" in text
    assert "disable_v2_behavior" not in text
    with pytest.raises(ImportError):
        importlib.import_module("tensorflow.compat.v1.python")
