"""Compare `gather_tree` and `tile_batch` with plain numpy on drawn arrays.

The numpy below says what the C++ kernel of TensorFlow 1.15.5 does, element by element;
`test_numpy_is_what_contrib_does` holds it against what the kernel itself gave.
"""

from __future__ import annotations

from typing import Any, Callable

import numpy as np
import pytest
import tensorflow.compat.v1 as tf
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from legacy_tf1 import seq2seq
from legacy_tf1.seq2seq.beam_search_decoder import gather_tree_from_array
from parity_tests.golden.scenarios import outcome
from parity_tests.golden.scenarios.beam_search.trees import drawn

DRAWN = settings(derandomize=True, deadline=None, max_examples=150)


class InvalidParent(Exception):
    """What the kernel rejects."""


def numpy_tree(tokens: Any, parents: Any, lengths: Any, end: int) -> Any:
    """Follows each beam on its own."""
    steps, batch_size, beam_width = tokens.shape
    beams = np.full_like(tokens, end)
    following = {"tokens": np.append(tokens.ravel(), 0), "parents": np.append(parents.ravel(), 0)}

    def read(name: str, step: int, example: int, beam: int) -> int:
        return int(following[name][(step * batch_size + example) * beam_width + beam])

    for example in range(batch_size):
        for final in range(beam_width):
            beam = final
            last = min(steps, lengths[example]) - 1
            for step in range(last, -1, -1):
                if not 0 <= beam <= beam_width:
                    raise InvalidParent
                beams[step, example, final] = read("tokens", step, example, beam)
                beam = read("parents", step, example, beam)
            ends = np.flatnonzero(beams[:, example, final] == end)
            if ends.size:
                beams[ends[0] :, example, final] = end
    return beams


@st.composite
def trees(draw: Any, invalid: int = 0) -> Any:
    """Draws tokens, parents (some `invalid` ones, if wanted), lengths, and an end token."""
    shape = (draw(st.integers(1, 10)), draw(st.integers(1, 4)), draw(st.integers(1, 5)))
    tokens = draw(arrays(np.int32, shape, elements=st.integers(0, 4)))
    valid = st.integers(-invalid, shape[2] - 1 + invalid)
    parents = draw(arrays(np.int32, shape, elements=valid))
    lengths = draw(arrays(np.int32, shape[1:2], elements=st.integers(-2, shape[0] + 2)))
    return tokens, parents, lengths, draw(st.integers(0, 5))


def session_of(build: Callable[..., Any], *dtypes: Any, shapes: Any) -> Any:
    """Makes a function of arrays from a function of placeholders; builds it once."""
    graph = tf.Graph()
    with graph.as_default():
        fed = [tf.placeholder(dtype, shape) for dtype, shape in zip(dtypes, shapes)]
        made = build(*fed)
    session = tf.Session(graph=graph)
    return lambda *values: session.run(made, dict(zip(fed, values)))


@pytest.fixture(scope="module")
def tree() -> Any:
    """Runs `gather_tree` on arrays of any size."""
    shapes: Any = ([None] * 3, [None] * 3, [None], [])
    return session_of(seq2seq.gather_tree, *[tf.int32] * 4, shapes=shapes)


@given(trees())
@DRAWN
def test_trees(tree: Any, case: Any) -> None:
    np.testing.assert_array_equal(tree(*case), numpy_tree(*case))


@given(trees(invalid=2))
@DRAWN
def test_trees_with_invalid_parents(tree: Any, case: Any) -> None:
    """What nobody asks for may be anything; what somebody asks for is an error."""
    try:
        expected = numpy_tree(*case)
    except InvalidParent:
        with pytest.raises(tf.errors.InvalidArgumentError):
            tree(*case)
    else:
        np.testing.assert_array_equal(tree(*case), expected)


def test_numpy_is_what_contrib_does() -> None:
    recorded = outcome.load("beam_search.trees")
    for name, highest, end in (
        ("trees_of_many_lengths", 0, 2),
        ("parents_that_are_the_number_of_beams", 1, 4),
    ):
        for size, expected in recorded[name].arrays.items():
            time, batch, beam = (int(part) for part in size.rpartition("/")[2].split("_"))
            tokens, parents, lengths = drawn(time, batch, beam, highest=highest)
            found = numpy_tree(tokens, parents, lengths, end)
            np.testing.assert_array_equal(found, expected, err_msg=size)


def test_numpy_rejects_what_contrib_rejects() -> None:
    """As `parent_below_zero` and `parent_above_the_number_of_beams` are recorded."""
    tokens, parents = np.ones([4, 2, 3], np.int32), np.zeros([4, 2, 3], np.int32)
    for value in (-1, 4):
        parents[2, 1] = value
        with pytest.raises(InvalidParent):
            numpy_tree(tokens, parents, [4, 4], 9)


@st.composite
def histories(draw: Any) -> Any:
    """Draws what was stacked, by beams and maybe deeper, its parents, and lengths."""
    steps, batch_size, beam_width = (draw(st.integers(1, most)) for most in (7, 3, 4))
    shape = (steps, batch_size, beam_width)
    values = np.arange(np.prod(shape) * 2, dtype=np.float64).reshape(*shape, 2)
    parents = draw(arrays(np.int32, shape, elements=st.integers(0, beam_width - 1)))
    lengths = draw(arrays(np.int64, shape[1:], elements=st.integers(0, steps)))
    return values, parents, lengths


def numpy_history(values: Any, parents: Any, lengths: Any) -> Any:
    """Walks back from the longest beam's last step, and keeps what counts of each beam."""
    ordered = values.copy()
    for example, final in np.ndindex(*lengths.shape):
        beam = final
        for step in range(lengths[example].max() - 1, -1, -1):
            if step < lengths[example, final]:
                ordered[step, example, final] = values[step, example, beam]
            beam = parents[step, example, beam]
    return ordered


@pytest.fixture(scope="module")
def history() -> Any:
    """Runs `gather_tree_from_array` on arrays of any size."""
    shapes = ([None] * 4, [None] * 3, [None] * 2)
    return session_of(gather_tree_from_array, tf.float64, tf.int32, tf.int64, shapes=shapes)


@given(histories())
@DRAWN
def test_histories(history: Any, case: Any) -> None:
    np.testing.assert_array_equal(history(*case), numpy_history(*case))


@given(
    st.lists(st.integers(0, 4), min_size=1, max_size=4),
    st.integers(0, 5),
    st.booleans(),
)
@settings(DRAWN, max_examples=40)
def test_tiles(shape: list[int], multiplier: int, known: bool) -> None:
    values = np.arange(np.prod(shape), dtype=np.int64).reshape(shape)
    with tf.Graph().as_default(), tf.Session() as session:
        fed = tf.placeholder(tf.int64, shape if known else [None] * len(shape))
        made = seq2seq.tile_batch({"one": fed, "other": [fed + 1]}, multiplier)
        found = session.run(made, {fed: values})
    expected = np.repeat(values, multiplier, axis=0)
    np.testing.assert_array_equal(found["one"], expected)
    np.testing.assert_array_equal(found["other"][0], expected + 1)
    if known:
        assert made["one"].shape.as_list() == list(expected.shape)
