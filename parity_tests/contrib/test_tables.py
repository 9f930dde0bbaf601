"""Check the tables of `legacy_tf1.contrib`: names, places, arguments, advice."""

from __future__ import annotations

import importlib
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from legacy_tf1 import contrib
from legacy_tf1.contrib import genuine, lazy, paths
from legacy_tf1.contrib.absent import Absent
from legacy_tf1.contrib.nearest import PACKAGES
from parity_tests.contrib.known import CHANGED
from parity_tests.contrib.record import DATA
from parity_tests.moved.record import describe
from parity_tests.moved.test_moved import takes_the_same

ROOT = Path(__file__).resolve().parents[2]
SIGNATURES: dict[str, Any] = json.loads(DATA.read_text())["signatures"]
OURS = [p for p in genuine.packages() if importlib.util.find_spec(f"legacy_tf1.contrib.{p}")]
TABLES = [p for p in OURS if p != "seq2seq"]


CONTRIB = "tensorflow.contrib."


def table(package: str) -> Any:
    return importlib.import_module("legacy_tf1.contrib." + package).SYMBOLS


@pytest.mark.parametrize("package", TABLES)
def test_tables_have_names_of_contrib_alone(package: str) -> None:
    names = set(genuine.names(package))
    assert set(table(package)) <= names
    module = importlib.import_module("legacy_tf1.contrib." + package)
    advised = set(getattr(module, "NEAREST", {})) - {""}
    assert advised <= names - set(table(package)), "advice for what is there, or never was"


@pytest.mark.parametrize("package", TABLES)
def test_every_name_resolves_and_takes_the_same_arguments(package: str) -> None:
    module = importlib.import_module("legacy_tf1.contrib." + package)
    changed = set()
    for name in table(package):
        found = getattr(module, name)
        assert not isinstance(found, Absent), name
        if not takes_the_same(SIGNATURES[package][name], describe(found)):
            changed.add(name)
    assert changed == set(CHANGED.get(package, "").split()), {
        name: (SIGNATURES[package][name], describe(getattr(module, name))) for name in changed
    }


@pytest.mark.parametrize("package", genuine.packages())
def test_all_that_contrib_exports_can_be_imported(package: str) -> None:
    """What is not in a table is a placeholder; a star import gets all of it."""
    module = getattr(contrib, package) if package in dir(contrib) else paths.load(package)
    for name in genuine.names(package):
        known = name in getattr(module, "SYMBOLS", {}) or package == "seq2seq"
        if not known and not genuine.has_module(f"{package}.{name}"):
            assert isinstance(getattr(module, name), Absent), name


def test_packages_with_advice_are_absent() -> None:
    assert set(PACKAGES) <= set(genuine.packages()) - set(OURS)


def test_contrib_lists_what_1_15_5_does() -> None:
    assert dir(contrib) == genuine.names("")
    assert contrib.training.__name__ == "legacy_tf1.contrib.training"
    with pytest.raises(ImportError, match="no_such"):
        exec("from legacy_tf1.contrib import no_such")


def test_seq2seq_is_the_library_itself() -> None:
    from legacy_tf1 import seq2seq

    assert contrib.seq2seq is seq2seq
    assert importlib.import_module("legacy_tf1.contrib.seq2seq") is seq2seq
    assert paths.load("seq2seq") is seq2seq


@pytest.mark.parametrize(
    "path", [m for m in genuine.modules() if m.startswith("seq2seq.python.ops.")]
)
def test_modules_of_seq2seq_are_those_of_the_library(path: str) -> None:
    name = path.rpartition(".")[2]
    ours = "legacy_tf1.seq2seq." + name
    module = paths.load(path)
    assert getattr(paths.load("seq2seq.python.ops"), name) is module
    assert module.__name__ == (ours if importlib.util.find_spec(ours) else CONTRIB + path)


def test_modules_below_packages() -> None:
    hparam = paths.load("training.python.training.hparam")
    assert hparam.HParams is contrib.training.HParams
    assert paths.load("training.python.training").hparam is hparam
    variables = paths.load("framework.python.ops.variables")
    assert variables.get_variables is contrib.framework.get_variables
    assert paths.load("eager.python.tfe").defun is contrib.eager.defun
    assert contrib.eager.python.tfe is contrib.eager
    projector = paths.load("tensorboard.plugins.projector")
    assert contrib.tensorboard.plugins.projector is projector
    assert paths.load("slim.python.slim.nets.vgg") is contrib.slim.nets.vgg
    private = paths.load("training.python.training.bucket_ops")._validate_bucket
    assert isinstance(private, Absent)
    assert not hasattr(hparam, "no_such_name")
    assert not hasattr(paths.load("training.python"), "no_such_module")


@pytest.mark.parametrize("path", ["no_such", "training.no_such", "training.python.no_such", "lazy"])
def test_modules_that_never_were(path: str) -> None:
    with pytest.raises(ModuleNotFoundError, match=f"tensorflow.contrib.{path}") as caught:
        paths.load(path)
    assert caught.value.name == "tensorflow.contrib." + path


@pytest.mark.parametrize("path", paths.MODULES)
def test_modules_with_modules_of_their_own(path: str) -> None:
    assert genuine.has_module(path)
    assert paths.load(path) is sys.modules[paths.MODULES[path]]


def test_tables_import_no_tensorflow() -> None:
    code = (
        "import importlib, sys\n"
        "from legacy_tf1 import contrib\n"
        "from legacy_tf1.contrib import genuine\n"
        f"for package in {TABLES}:\n"
        "    module = importlib.import_module('legacy_tf1.contrib.' + package)\n"
        "    dir(module), module.SYMBOLS, hasattr(module, 'no_such_name')\n"
        "contrib.cudnn_rnn.CudnnLSTM, contrib.training.stratified_sample\n"
        "sys.exit('tensorflow' in sys.modules or 'tf_slim' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_a_name_is_resolved_once() -> None:
    first = contrib.training.HParams
    assert vars(contrib.training)["HParams"] is first
    absent = contrib.training.stratified_sample
    assert isinstance(absent, Absent)
    assert vars(contrib.training)["stratified_sample"] is absent


def test_a_place_that_is_gone_is_an_import_error() -> None:
    with pytest.raises(ImportError, match="tensorflow:no_such_name is not in this TensorFlow"):
        lazy.resolve("tensorflow:no_such_name")
