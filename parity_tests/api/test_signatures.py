"""Compare the library's names and signatures with those of TensorFlow 1.15.5."""

from __future__ import annotations

import importlib
import inspect
import json
from types import ModuleType
from typing import Any

import pytest

from legacy_tf1 import seq2seq, witness
from parity_tests.golden.scenarios.outcome import FOLDER

RECORDED = json.loads((FOLDER / "exported.json").read_text())
EXPORTED: dict[str, list[str]] = RECORDED["exported"]
SYMBOLS: dict[str, str] = RECORDED["symbols"]
MODULES = [name for name in EXPORTED if name and any(n in seq2seq.__all__ for n in EXPORTED[name])]


def module(name: str) -> ModuleType:
    return importlib.import_module("legacy_tf1.seq2seq." + name)


def test_library_exports_nothing_that_contrib_does_not() -> None:
    assert len(EXPORTED[""]) == 29
    assert sorted(seq2seq.__all__) == list(seq2seq.__all__)
    assert set(seq2seq.__all__) == set(EXPORTED[""])


def test_all_four_modules_are_tested() -> None:
    assert {"attention_wrapper", "basic_decoder", "decoder", "helper"} <= set(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_modules_export_what_contribs_do(name: str) -> None:
    """Whatever the library has of a contrib module is in the module of that name.

    `SequenceLoss` is in its module alone.
    """
    public = {n for n in module(name).__all__ if not n.startswith("_")}
    of_the_module_alone = set(EXPORTED[name]) - set(EXPORTED[""])
    assert public == set(EXPORTED[name]) & set(seq2seq.__all__) | of_the_module_alone
    for symbol in public - of_the_module_alone:
        assert getattr(module(name), symbol) is getattr(seq2seq, symbol), symbol


def test_signatures_are_contribs_in_both_directions() -> None:
    expected = {k: v for k, v in SYMBOLS.items() if k.split(".")[0] in seq2seq.__all__}
    assert witness.signatures(seq2seq, seq2seq.__all__) == expected


def defaults(function: Any) -> dict[str, Any]:
    return {
        name: parameter.default
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.default is not inspect.Parameter.empty
    }


def test_a_change_of_signature_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other defaults, other orders, and other names of members all show."""

    class Changed(seq2seq.TrainingHelper):
        def extra(self) -> None: ...

    Changed.__module__ = "legacy_tf1.seq2seq.helper"
    monkeypatch.setattr(seq2seq, "TrainingHelper", Changed)
    assert witness.signatures(seq2seq, ["TrainingHelper"]).keys() - SYMBOLS.keys() == {
        "TrainingHelper.extra"
    }

    def decode(
        decoder: Any, impute_finished: bool = False, output_time_major: bool = False
    ) -> None:
        """Has two options in the wrong order."""

    assert defaults(decode) == dict(list(defaults(seq2seq.dynamic_decode).items())[:2])
    monkeypatch.setattr(seq2seq, "dynamic_decode", decode)
    found = witness.signatures(seq2seq, ["dynamic_decode"])
    assert found["dynamic_decode"] != SYMBOLS["dynamic_decode"]
