"""Test what is learnt from: pairs, their split, vocabularies, batches."""

from __future__ import annotations

import datetime
from itertools import islice
from typing import Any

import numpy as np
import pytest

from tf2_port.nmt import corpus, dates
from tf2_port.nmt.corpus import Corpus
from tf2_port.nmt.pipeline import BOUNDARIES, Batches
from tf2_port.nmt.vocabulary import END, PAD, Vocabulary, pad

TARGET = Vocabulary.of(["0123456789-"])


@pytest.fixture(scope="module")
def whole() -> Corpus:
    return corpus.draw()


@pytest.fixture(scope="module")
def batches(whole: Corpus) -> Batches:
    return Batches(whole.training[:6000], source(), TARGET, 32)


def source() -> Vocabulary:
    return Vocabulary.of(dates.alphabet())


def test_tens_of_thousands_of_distinct_pairs(whole: Corpus) -> None:
    assert len(set(whole.training)) == len(whole.training) > 60_000
    assert (len(whole.validation), len(whole.test)) == (500, 1000)
    for pair in whole.test[:50]:
        assert datetime.date.fromisoformat(pair.iso).isoformat() == pair.iso


def test_nothing_leaks(whole: Corpus) -> None:
    """Neither a date nor a text that is held out is seen in training."""
    for part in (0, 1):
        seen = [
            {pair[part] for pair in pairs}
            for pairs in (whole.training, whole.validation, whole.test)
        ]
        assert not (seen[0] & seen[1] or seen[0] & seen[2] or seen[1] & seen[2])


def test_held_out_dates_are_of_all_years_and_styles(whole: Corpus) -> None:
    assert len({pair.iso[:4] for pair in whole.test}) > 95
    assert len({pair.iso[5:7] for pair in whole.test}) == 12
    characters = set("".join(pair.text for pair in whole.test))
    assert len(characters) > 0.9 * len(dates.alphabet())


def test_the_same_arguments_give_the_same_corpus(whole: Corpus) -> None:
    few, again = corpus.draw(training_dates=50), corpus.draw(training_dates=50)
    assert few == again
    assert few.fingerprint == again.fingerprint
    assert few.fingerprint != corpus.draw(seed=1, training_dates=50).fingerprint
    # What is held out does not depend on how much is learnt from.
    assert (few.validation, few.test) == (whole.validation, whole.test)


def test_too_many_dates_are_refused() -> None:
    with pytest.raises(ValueError, match="training_dates is 40000, expected 1 to 35025"):
        corpus.draw(training_dates=40000)


def test_vocabulary_there_and_back(whole: Corpus) -> None:
    vocabulary = source()
    for pair in whole.test:
        ids = vocabulary.encode(pair.text)
        assert ids.min() > END
        assert ids.max() < len(vocabulary)
        assert vocabulary.decode([*ids, END, 5, PAD]) == pair.text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "text is empty, expected a date"),
        ("3 q\u0303 1999", r"never saw: 'q' \(U\+0071\), '.' \(U\+0303\)$"),
    ],
)
def test_unknown_characters_are_named(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Vocabulary.of(dates.alphabet().replace("q", "")).encode(text)


def test_padding() -> None:
    padded, lengths = pad([np.array([3, 4], np.int32), np.array([5, 6, 7], np.int32)])
    np.testing.assert_array_equal(padded, [[3, 4, PAD], [5, 6, 7]])
    np.testing.assert_array_equal(lengths, [2, 3])


def test_a_batch_is_of_one_bucket_padded_to_its_longest(batches: Batches) -> None:
    shapes = set()
    for batch in islice(batches.starting_at(0), 60):
        lengths = batch["source_length"]
        assert len(set(np.digitize(lengths, BOUNDARIES))) == 1
        assert batch["source"].shape == (32, lengths.max())
        inside = np.arange(lengths.max()) < lengths[:, None]
        np.testing.assert_array_equal(batch["source"] != PAD, inside)
        assert batch["target"].shape == (32, 11)
        np.testing.assert_array_equal(batch["target"][:, -1], END)
        np.testing.assert_array_equal(batch["target_length"], 11)
        shapes.add(lengths.max())
    assert len(shapes) > 5


def test_an_epoch_has_each_pair_once_in_another_order(batches: Batches) -> None:
    one, other = (list(batches.epoch(number).as_numpy_iterator()) for number in (0, 1))
    assert len(one) == len(other) == batches.per_epoch > 100
    rows = [tuple(row[row > 0]) + tuple(t) for b in one for row, t in zip(b["source"], b["target"])]
    assert len(set(rows)) == len(rows)
    assert not np.array_equal(one[0]["target"], other[0]["target"])


@pytest.mark.parametrize(
    ("begun", "step"), [(1, 1), (150, 150), (150, 200), (200, 200), (500, 500)]
)
def test_batches_depend_on_the_step_alone(batches: Batches, begun: int, step: int) -> None:
    """Also beyond an epoch, of which there are some here, and from within one into the next."""
    assert 150 < batches.per_epoch < 200
    straight = next(islice(batches.starting_at(0), step, None))
    resumed = next(islice(batches.starting_at(begun), step - begun, None))
    assert straight.keys() == resumed.keys()
    for name in straight:
        np.testing.assert_array_equal(straight[name], resumed[name])


def test_too_large_batches_are_refused(whole: Any) -> None:
    with pytest.raises(ValueError, match="batch_size is 64, too large for 20 pairs"):
        Batches(whole.training[:20], source(), TARGET, 64)
