"""Test exact match and character error rate, early stopping and options."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tf2_port.nmt.folder import Progress
from tf2_port.nmt.metrics import edit_distance, score
from tf2_port.nmt.options import Options

WORDS = st.text("ab-", max_size=6)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("kitten", "sitting", 3),
        ("2019-05-03", "2019-05-03", 0),
        ("2019-05-03", "2019-03-05", 2),
        ("2019-05-0", "2019-05-03", 1),
        ("019-05-033", "2019-05-03", 2),
    ],
)
def test_edit_distance(one: str, other: str, distance: int) -> None:
    assert edit_distance(one, other) == distance


@settings(deadline=None, max_examples=200)
@given(WORDS, WORDS, WORDS)
def test_edit_distance_is_a_distance(a: str, b: str, c: str) -> None:
    assert edit_distance(a, b) == edit_distance(b, a)
    assert (edit_distance(a, b) == 0) == (a == b)
    assert edit_distance(a, c) <= edit_distance(a, b) + edit_distance(b, c)
    assert edit_distance(a + c, b + c) == edit_distance(a, b)


def test_scores_weigh_characters_not_texts() -> None:
    scores = score(["abcd", "x", "ab"], ["abcd", "y", "abcde"])
    assert scores.exact_match == 1 / 3
    assert scores.character_error_rate == (0 + 1 + 3) / (4 + 1 + 5)


@pytest.mark.parametrize(("one", "other"), [([], []), (["a"], ["a", "b"])])
def test_scores_of_nothing_are_refused(one: list[str], other: list[str]) -> None:
    with pytest.raises(ValueError, match="expected one or more pairs"):
        score(one, other)


def _after(scores: list[float], patience: int = 2, regular: bool = True) -> Progress:
    progress = Progress()
    for k, error in enumerate(scores, 1):
        assert not progress.stopped
        progress = progress.after(10 * k, error, regular, patience)
    return progress


def test_stops_when_it_has_waited_long_enough() -> None:
    assert _after([0.5, 0.4]) == Progress(20, best_step=20, best_score=0.4)
    assert _after([0.5, 0.4, 0.4]) == Progress(30, best_step=20, best_score=0.4, waited=1)
    assert _after([0.5, 0.4, 0.4, 0.45]) == Progress(40, 20, 0.4, waited=2, stopped=True)
    assert _after([0.5, 0.4, 0.4, 0.3, 0.3]) == Progress(50, 40, 0.3, waited=1)


def test_an_evaluation_out_of_turn_takes_no_patience() -> None:
    assert _after([0.5, 0.5, 0.5, 0.5], regular=False) == Progress(40, 10, 0.5)
    assert _after([0.5, 0.3], regular=False).best_step == 20


def test_the_learning_rate_is_halved_whatever_the_last_step_is() -> None:
    options = Options(learning_rate=0.004, halve_every=400)
    rates = [options.learning_rate_at(step) for step in (0, 400, 800)]
    assert rates == pytest.approx([0.004, 0.002, 0.001])


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"backend": "jax"}, "backend is 'jax', expected one of legacy, port"),
        ({"cell": "qrnn"}, "cell is 'qrnn', expected one of rnn, lstm, gru"),
        ({"units": "64"}, "units is '64', expected a whole number"),
        ({"patience": -1}, "patience is -1"),
    ],
)
def test_wrong_options_are_named(wrong: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Options(**wrong)
