"""Check that printed text is compared as promised: what must pass, and what must not."""

from __future__ import annotations

import pytest

from parity_tests.scripts.printed import differences, last_place


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ("loss 0.1234", "loss 0.1235"),  # neighbours
        ("1.0000001", "0.9999999"),  # as float32 may differ
        ("12345678.", "12345680."),
        ("1.1e-05", "1.2e-05"),
        ("c=[[1.5, 0.00000012], [1.5, 0.25]]", "c=[[1.5, 0.00000042], [1.5, 0.25]]"),
        ("[[ 0.5 -1.25]\n [ 3.   4.  ]]", "[[0.5  -1.25]\n [3. 4.]]"),
    ],
)
def test_the_same(expected: str, got: str) -> None:
    assert not differences(expected, got)


@pytest.mark.parametrize(
    ("expected", "got", "told"),
    [
        ("loss 0.1234", "loss 0.1236", "expected 0.1234, got 0.1236"),
        ("0.5", "-0.5", "got -0.5"),
        ("2.5e-3", "2.5e-4", "got 2.5e-4"),
        ("100.0", "100.2", "got 100.2"),
        ("c=[1.5] h=[0.00000012]", "c=[1.5] h=[0.00000042]", "got 0.00000042"),
        ("step 3", "step 4", "step 4"),
        ("[3, 4]", "[3 4]", "3 4"),
        ("0.5\n0.5", "0.5", "expected"),
        ("a\n", "a\nb\n", "b"),
        ("a b", "b a", "b a"),
        ("1.5", "nan", "nan"),
        ("3", "3.0", "expected '3'"),
    ],
)
def test_different(expected: str, got: str, told: str) -> None:
    assert told in "".join(differences(expected, got))


@pytest.mark.parametrize(
    ("number", "unit"), [("0.12", 0.01), ("3.", 1.0), ("1.5e-3", 1e-4), ("2e3", 1e3)]
)
def test_last_place(number: str, unit: float) -> None:
    assert last_place(number) == pytest.approx(unit)
