"""Check the tables of the scanner against TensorFlow 1.15.5's records and TensorFlow 2."""

from __future__ import annotations

import importlib
import inspect
import json
import re
from pathlib import Path
from typing import Any

import pytest
import tensorflow.compat.v1 as tf
import tensorflow_addons as tfa

from legacy_tf1.contrib import absent, genuine, paths
from tf2_port.migrate import legacy, successors
from tf2_port.migrate.signatures import SIGNATURES, canonical

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
PACKAGES = ("seq2seq", "rnn", "layers", "legacy_seq2seq", "training", "crf", "opt", "cudnn_rnn")


def recorded() -> dict[str, str]:
    """Maps canonical names to the signatures of TensorFlow 1.15.5."""
    seq2seq = json.loads((GOLDEN / "api" / "exported.json").read_text())["symbols"]
    found = {f"contrib.seq2seq.{name}": text for name, text in seq2seq.items()}
    packages = json.loads((GOLDEN / "contrib" / "signatures.json").read_text())["packages"]
    for package, symbols in packages.items():
        for name, text in symbols.items():
            found.setdefault(canonical(f"tensorflow.contrib.{package}.{name}"), text)
    return found


@pytest.mark.parametrize("name", SIGNATURES)
def test_arguments_are_in_the_order_of_tensorflow_1(name: str) -> None:
    text = recorded().get(name)
    if text is None or "*args" in text:
        found: Any = tf
        for part in name.replace("rnn_cell.", "nn.rnn_cell.").split("."):
            found = getattr(found, part)
        text = str(inspect.signature(inspect.unwrap(found)))
    arguments = re.findall(r"(?:\(|, )(\*{0,2}\w+)", re.sub(r"'[^']*'", "", text))
    expected = [a for a in arguments if a not in ("self", "**kwargs", "**unused_kwargs")]
    assert list(SIGNATURES[name]) == expected


@pytest.mark.parametrize("package", PACKAGES)
def test_fates_are_what_the_launcher_does(package: str) -> None:
    module = paths.load(package)
    for name in genuine.names(package):
        fate = legacy.fate(f"{package}.{name}")
        is_absent = isinstance(getattr(module, name), absent.Absent)
        assert (fate.status == legacy.ABSENT) == is_absent, name
        assert fate.status != legacy.UNKNOWN, name
        assert fate.symbol == f"{package}.{name}"


def test_fates_below_a_package_are_what_the_launcher_does() -> None:
    for path in genuine.modules():
        if not path.startswith("seq2seq.python.ops."):
            continue
        module = paths.load(path)
        for name in (n for n in genuine.names(path) if not n.startswith("__")):
            fate = legacy.fate(f"{path}.{name}")
            found = getattr(module, name, None)
            is_there = found is not None and not isinstance(found, absent.Absent)
            assert (fate.status == legacy.UNMODIFIED) == is_there, (path, name)


def test_an_alias_leads_to_the_same_object() -> None:
    fate = legacy.fate("rnn.GRUCell")
    assert fate.place == "tf.nn.rnn_cell.GRUCell"
    assert paths.load("rnn").GRUCell is tf.nn.rnn_cell.GRUCell


def test_star_imports_bring_what_contrib_exports() -> None:
    assert set(legacy.exported("tensorflow.contrib.seq2seq")) == set(genuine.names("seq2seq"))
    assert legacy.exported("numpy") == ()


def test_a_package_that_is_renamed_would_be_seen() -> None:
    for package in ("rnn", "seq2seq", "layers"):
        importlib.import_module(f"{legacy._CONTRIB}.{package}")
    assert legacy.fate("rnns.GRUCell").status == legacy.UNKNOWN


def mentioned() -> list[str]:
    text = " ".join(successors.SUCCESSORS.values())
    return sorted(set(re.findall(r"\btfa?(?:\.\w+)+", text)))


@pytest.mark.parametrize("name", mentioned())
def test_what_a_name_becomes_is_there(name: str) -> None:
    """Every `tf.…` and `tfa.…` in the table is a name of TensorFlow 2, or of tfa."""
    root, _, rest = name.partition(".")
    found: Any = tfa if root == "tfa" else importlib.import_module("tensorflow")
    for part in rest.split("."):
        found = getattr(found, part)


def test_successors_are_of_names_that_contrib_has() -> None:
    for name in successors.SUCCESSORS:
        path = name.removesuffix(".*")
        assert legacy.fate(path).status != legacy.UNKNOWN, name


CANONICAL = {
    "tensorflow.contrib.rnn.LSTMCell": "rnn_cell.LSTMCell",
    "tensorflow.compat.v1.nn.rnn_cell.LSTMCell": "rnn_cell.LSTMCell",
    "tensorflow.python.ops.rnn_cell_impl.LSTMCell": "rnn_cell.LSTMCell",
    "tensorflow.contrib.rnn.python.ops.core_rnn_cell.LSTMCell": "rnn_cell.LSTMCell",
    "tensorflow.contrib.rnn.LSTMBlockCell": "contrib.rnn.LSTMBlockCell",
    "tensorflow.contrib.seq2seq.python.ops.helper.TrainingHelper": "contrib.seq2seq.TrainingHelper",
    "tensorflow.python.ops.rnn.dynamic_rnn": "nn.dynamic_rnn",
    "tensorflow.contrib.rnn.static_rnn": "nn.static_rnn",
    "tensorflow.contrib.keras.layers.LSTM": "keras.layers.LSTM",
    "tensorflow.python.keras.layers.LSTM": "keras.layers.LSTM",
    "tensorflow.layers.dense": "layers.dense",
    "tensorflow.contrib.layers.dropout": "contrib.layers.dropout",
}


@pytest.mark.parametrize("name", CANONICAL)
def test_one_thing_has_one_name(name: str) -> None:
    assert canonical(name) == CANONICAL[name]
