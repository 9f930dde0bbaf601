"""Follow beams back by `gather_tree`."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.beam_search.parts import beam_search_ops
from parity_tests.golden.scenarios.parts import describe, fed, seq2seq, tf
from parity_tests.golden.scenarios.registry import misuse, scenario

TOKENS = 6


def drawn(time: int, batch: int, beam: int, seed: int = 0, highest: int = 0) -> Any:
    """Draws tokens, parents up to `beam + highest - 1`, and lengths around `time`."""
    random = np.random.RandomState(1000 * time + 100 * batch + 10 * beam + seed)
    tokens = random.randint(0, TOKENS, [time, batch, beam])
    parents = random.randint(0, beam + highest, [time, batch, beam])
    return tuple(
        made.astype(np.int32) for made in (tokens, parents, random.randint(-1, time + 3, [batch]))
    )


def small() -> Any:
    tokens, parents, lengths = drawn(4, 2, 3)
    return tokens, parents, np.minimum(np.abs(lengths) + 2, 4).astype(np.int32)


@scenario
def trees_of_many_lengths() -> Any:
    """Every example of a batch is a case of its own: tokens, parents, and a length."""
    found = {}
    for time, batch, beam in ((1, 6, 2), (2, 8, 3), (8, 30, 1), (11, 60, 4), (7, 30, 7)):
        found[f"{time}_{batch}_{beam}"] = seq2seq.gather_tree(*drawn(time, batch, beam), 2)
    return found


@scenario
def trees_of_unknown_shapes() -> Any:
    found = {}
    for time, batch, beam in ((9, 3, 5), (1, 2, 3), (16, 1, 4), (17, 2, 2)):
        tokens, parents, lengths = drawn(time, batch, beam, seed=1)
        found[f"{time}_{batch}_{beam}"] = seq2seq.gather_tree(
            fed(tokens, [None] * 3), fed(parents, None), fed(lengths, [None]), fed(np.int32(3), [])
        )
    return {**found, "static": describe(list(found.values()))}


@scenario
def trees_of_many_steps() -> Any:
    return {"tree": seq2seq.gather_tree(*drawn(65, 2, 3), end_token=TOKENS)}


@scenario
def trees_without_elements() -> Any:
    shapes = {"time": (0, 2, 3), "batch": (4, 0, 3), "beam": (4, 2, 0)}
    return {
        name: seq2seq.gather_tree(
            np.zeros(shape, np.int32), np.zeros(shape, np.int32), np.full(shape[1], 3, np.int32), 1
        )
        for name, shape in shapes.items()
    }


@scenario
def parents_that_are_the_number_of_beams() -> Any:
    """The kernel lets them pass, and reads what comes next in memory."""
    found = {}
    for time, batch, beam in ((5, 7, 1), (6, 20, 2), (7, 1, 4)):
        given = drawn(time, batch, beam, highest=1)
        found[f"{time}_{batch}_{beam}"] = seq2seq.gather_tree(*given, end_token=4)
    return found


@scenario
def invalid_parents_that_nobody_asks_for() -> Any:
    """Of the first step, after the last that counts, and of beams that no way leads to."""
    tokens = np.arange(24, dtype=np.int32).reshape(4, 2, 3)
    parents = np.zeros([4, 2, 3], np.int32)
    parents[0], parents[3, 1], parents[2, 0, 1:], parents[1, 1, 1] = 77, -5, 99, -1
    return {"tree": seq2seq.gather_tree(tokens, parents, [4, 3], end_token=99)}


@scenario
def trees_of_plain_lists_and_int64_arrays() -> Any:
    tokens, parents, lengths = small()
    return {
        "lists": seq2seq.gather_tree(tokens.tolist(), parents.tolist(), lengths.tolist(), 1),
        "arrays": seq2seq.gather_tree(
            tokens, parents.astype(np.int64), lengths.astype(np.int64), np.int64(1)
        ),
        "truncated": seq2seq.gather_tree(tokens, parents + 0.5, lengths + 0.5, np.float64(1.5)),
    }


@scenario
def name_of_a_tree() -> Any:
    first = beam_search_ops.gather_tree(*small(), end_token=1)
    second = beam_search_ops.gather_tree(*small(), 1, "mine")
    names = [made.op.name for made in (first, second)]
    return {"first": first, "second": second, "names": repr(names)}


@scenario
def static_shape_of_a_tree() -> Any:
    """What any of the arguments tells is known."""
    tokens, parents, lengths = small()
    shapes = [
        seq2seq.gather_tree(fed(tokens, one), fed(parents, two), fed(lengths, three), 1).shape
        for one, two, three in (
            ([None] * 3, [None] * 3, [None]),
            ([4, None, None], [None, None, 3], [None]),
            ([None] * 3, [None] * 3, [2]),
            (None, [None, 2, None], None),
            (None, None, [2]),
        )
    ]
    return {"static": describe(shapes)}


@scenario
def trees_have_no_gradient() -> Any:
    tokens, parents, lengths = small()
    made = seq2seq.gather_tree(tf.constant(tokens), parents, lengths, 1)
    return {"made": made}


def _invalid(value: int, time: int = 2) -> Any:
    parents = np.zeros([4, 2, 3], np.int32)
    parents[time, 1, :] = value
    return seq2seq.gather_tree(np.ones([4, 2, 3], np.int32), parents, [4, 4], end_token=9)


@misuse
def parent_below_zero() -> Any:
    return {"tree": _invalid(-1)}


@misuse
def parent_above_the_number_of_beams() -> Any:
    return {"tree": _invalid(4)}


@misuse
def parent_far_above_the_number_of_beams() -> Any:
    return {"tree": _invalid(2**31 - 1, time=3)}


@misuse
def parent_below_zero_in_the_second_step() -> Any:
    return {"tree": _invalid(-(2**31), time=1)}


def _tree(**changed: Any) -> Any:
    tokens, parents, lengths = small()
    given = {
        "step_ids": tokens,
        "parent_ids": parents,
        "max_sequence_lengths": lengths,
        "end_token": 1,
    }
    return {"tree": seq2seq.gather_tree(**{**given, **changed})}


def _unknown(value: Any, dtype: Any = np.int32) -> Any:
    return fed(np.asarray(value, dtype), None)


@misuse
def tree_of_int64_tokens() -> Any:
    return _tree(step_ids=small()[0].astype(np.int64))


@misuse
def tree_of_an_int64_tensor() -> Any:
    return _tree(step_ids=tf.constant(small()[0], tf.int64))


@misuse
def tree_of_an_int64_tensor_of_parents() -> Any:
    return _tree(parent_ids=tf.constant(small()[1], tf.int64))


@misuse
def tree_of_an_int64_tensor_of_lengths() -> Any:
    return _tree(max_sequence_lengths=tf.constant(small()[2], tf.int64))


@misuse
def tree_of_an_int64_end_token() -> Any:
    return _tree(end_token=tf.constant(1, tf.int64))


@misuse
def tree_of_floats() -> Any:
    return _tree(step_ids=small()[0].astype(np.float32))


@misuse
def tree_of_a_floating_end_token() -> Any:
    return _tree(end_token=1.0)


@misuse
def tree_of_none() -> Any:
    return _tree(step_ids=None)


@misuse
def tree_without_parents() -> Any:
    return _tree(parent_ids=None)


@misuse
def tree_of_a_matrix() -> Any:
    return _tree(step_ids=small()[0][0], parent_ids=small()[1][0])


@misuse
def tree_of_a_matrix_of_parents() -> Any:
    return _tree(parent_ids=small()[1][0])


@misuse
def tree_of_other_parents() -> Any:
    return _tree(parent_ids=small()[1][:2])


@misuse
def tree_of_other_lengths() -> Any:
    return _tree(max_sequence_lengths=[4, 4, 4])


@misuse
def tree_of_one_length() -> Any:
    return _tree(max_sequence_lengths=4)


@misuse
def tree_of_two_end_tokens() -> Any:
    return _tree(end_token=[1, 1])


@misuse
def tree_of_an_unknown_matrix() -> Any:
    return _tree(step_ids=_unknown(small()[0][0]), parent_ids=_unknown(small()[1][0]))


@misuse
def tree_of_an_unknown_matrix_of_parents() -> Any:
    return _tree(parent_ids=_unknown(small()[1][0]))


@misuse
def tree_of_unknown_other_parents() -> Any:
    return _tree(parent_ids=_unknown(small()[1][:2]))


@misuse
def tree_of_unknown_other_lengths() -> Any:
    return _tree(max_sequence_lengths=_unknown([4, 4, 4]))


@misuse
def tree_of_one_unknown_length() -> Any:
    return _tree(max_sequence_lengths=_unknown(4))


@misuse
def tree_of_two_unknown_end_tokens() -> Any:
    return _tree(end_token=_unknown([1, 1]))
