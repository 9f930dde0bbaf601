"""Compare defaults, too, and members of classes of contrib's packages with TensorFlow 1.15.5's.

`parity_tests/contrib/test_tables.py` has the arguments of all that contrib exports.

`DIFFERENT` lists where TensorFlow 2's or tf-slim's own signature is another one, with
the reason; an entry that does not hold (any more) fails.
"""

from __future__ import annotations

import importlib
from typing import Any

import pytest

from legacy_tf1.contrib import absent
from parity_tests.golden.contrib_signatures import PACKAGES, recorded, signatures

_DECORATED = "1.15.5 hands `*args, **kwargs` on to a base, which takes these"
DIFFERENT = {
    "layers.scale_gradient": (
        "(inputs, gradient_multiplier)",
        "1.15.5 shows the signature of any Defun; it takes these two",
    ),
    "rnn.DeviceWrapper": ("(cell, device, **kwargs)", _DECORATED),
    "rnn.DropoutWrapper": (
        "(cell, input_keep_prob=1.0, output_keep_prob=1.0, state_keep_prob=1.0, "
        "variational_recurrent=False, input_size=None, dtype=None, seed=None, "
        "dropout_state_filter_visitor=None, **kwargs)",
        _DECORATED,
    ),
    "rnn.ResidualWrapper": ("(cell, residual_fn=None, **kwargs)", _DECORATED),
}


def package(name: str) -> Any:
    return importlib.import_module("legacy_tf1.contrib." + name)


def ours(name: str) -> dict[str, str]:
    return signatures(package(name), sorted(package(name).SYMBOLS))


@pytest.mark.parametrize("name", PACKAGES)
def test_signatures_are_contribs_in_both_directions(name: str) -> None:
    symbols = package(name).SYMBOLS
    expected = {k: v for k, v in recorded()[name].items() if k.partition(".")[0] in symbols}
    for key, (text, _) in DIFFERENT.items():
        if key.startswith(name + "."):
            expected[key.partition(".")[2]] = text
    assert ours(name) == expected


@pytest.mark.parametrize("key", DIFFERENT)
def test_what_is_listed_as_different_is(key: str) -> None:
    name, _, symbol = key.partition(".")
    assert recorded()[name][symbol] != DIFFERENT[key][0] and DIFFERENT[key][1]


@pytest.mark.parametrize("name", PACKAGES)
def test_what_is_absent_has_advice(name: str) -> None:
    """Every name of contrib is there, or names the nearest way."""
    for symbol in {key.partition(".")[0] for key in recorded()[name]}:
        found = getattr(package(name), symbol)
        if isinstance(found, absent.Absent):
            with pytest.raises(absent.ContribUnavailable, match=f"contrib.{name}.{symbol} .*; "):
                found()
        else:
            assert symbol in package(name).SYMBOLS


def test_a_change_of_signature_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    crf = package("crf")

    def crf_decode(potentials: Any, sequence_length: Any, transition_params: Any) -> None:
        """Has its arguments in the wrong order."""

    monkeypatch.setattr(crf, "crf_decode", crf_decode)
    changed = {key for key, text in ours("crf").items() if text != recorded()["crf"][key]}
    assert changed == {"crf_decode"}
