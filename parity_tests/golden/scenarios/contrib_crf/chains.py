"""Score and decode tags by a linear chain, in float32: its masks are."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.parts import draw, fed, tensor, tf, with_gradients
from parity_tests.golden.scenarios.registry import misuse, scenario

try:
    from tensorflow.contrib import crf
except ImportError:
    from legacy_tf1.contrib import crf

BATCH, TIME, TAGS = 4, 5, 3
LENGTHS = (5, 0, 1, 3)


def _inputs(time: int = TIME, static: Any = None) -> Any:
    return tensor("inputs", BATCH, time, TAGS, dtype="float32", static=static)


def _tags(time: int = TIME, dtype: Any = tf.int32) -> Any:
    rows = [[(2 * row + step) % TAGS for step in range(time)] for row in range(BATCH)]
    return tf.constant(rows, dtype)


def _lengths(time: int = TIME, dtype: Any = tf.int32) -> Any:
    return tf.constant([min(length, time) for length in LENGTHS], dtype)


def _transitions() -> Any:
    return tensor("transitions", TAGS, TAGS, dtype="float32")


def _scores(time: int = TIME, static: Any = None, dtype: Any = tf.int32) -> Any:
    inputs, lengths = _inputs(time, static), _lengths(time, dtype)
    tags = _tags(time, dtype)
    if static is not None:
        tags = tf.placeholder_with_default(tags, [None, None])
    transitions = _transitions()
    likelihood, returned = crf.crf_log_likelihood(inputs, tags, lengths, transitions)
    found = {
        "likelihood": likelihood,
        "returned": returned,
        "score": crf.crf_sequence_score(inputs, tags, lengths, transitions),
        "norm": crf.crf_log_norm(inputs, lengths, transitions),
        "unary": crf.crf_unary_score(tags, lengths, inputs),
        "binary": crf.crf_binary_score(tags, lengths, transitions),
    }
    return with_gradients(found)


@scenario
def chain_scores() -> Any:
    return _scores()


@scenario
def chain_scores_of_long_tags() -> Any:
    return _scores(dtype=tf.int64)


@scenario
def chain_scores_of_one_step() -> Any:
    return _scores(1)


@scenario
def chain_scores_of_unknown_time() -> Any:
    return _scores(static=[None, None, TAGS])


@scenario
def chain_scores_of_unknown_time_that_is_one() -> Any:
    return _scores(1, static=[None, None, TAGS])


@scenario
def chain_likelihood_makes_its_variable() -> Any:
    with tf.variable_scope("scope"):
        likelihood, _ = crf.crf_log_likelihood(_inputs(), _tags(), _lengths())
    return with_gradients({"likelihood": likelihood})


def _allowed(time: int) -> Any:
    allowed = draw("allowed", BATCH, time, TAGS) > -1.0
    allowed[..., 1] = True
    return tf.constant(allowed)


@scenario
def chain_scores_of_several_tags() -> Any:
    score = crf.crf_multitag_sequence_score(_inputs(), _allowed(TIME), _lengths(), _transitions())
    return {"score": score}


@scenario
def chain_scores_of_several_tags_of_one_step() -> Any:
    score = crf.crf_multitag_sequence_score(_inputs(1), _allowed(1), _lengths(1), _transitions())
    return {"score": score}


def _decoded(time: int = TIME, static: Any = None, dtype: Any = tf.int32) -> Any:
    tags, score = crf.crf_decode(_inputs(time, static), _transitions(), _lengths(time, dtype))
    return {"tags": tags, "score": score}


@scenario
def chain_decoded() -> Any:
    return _decoded()


@scenario
def chain_decoded_by_long_lengths() -> Any:
    return _decoded(dtype=tf.int64)


@scenario
def chain_decoded_of_one_step() -> Any:
    return _decoded(1)


@scenario
def chain_decoded_of_unknown_time() -> Any:
    return _decoded(static=[None, None, TAGS])


@scenario
def chain_decoded_of_unknown_time_that_is_one() -> Any:
    return _decoded(1, static=[None, None, TAGS])


@scenario
def chain_decoded_with_ties() -> Any:
    tags, score = crf.crf_decode(tf.zeros([BATCH, TIME, TAGS]), tf.zeros([TAGS, TAGS]), _lengths())
    return {"tags": tags, "score": score}


@scenario
def chain_decoded_outside_of_tensorflow() -> Any:
    score, transitions = draw("score", TIME, TAGS), draw("transitions", TAGS, TAGS)
    tags, best = crf.viterbi_decode(score, transitions)
    kinds = type(tags).__name__ + " " + type(best).__name__
    return {"tags": tf.constant(tags), "best": tf.constant(best), "kinds": kinds}


@scenario
def chain_cells() -> Any:
    row = tensor("row", BATCH, TAGS, dtype="float32")
    state = tensor("state", BATCH, TAGS, dtype="float32")
    forward = crf.CrfForwardRnnCell(_transitions())
    best = crf.CrfDecodeForwardRnnCell(_transitions())
    back = crf.CrfDecodeBackwardRnnCell(TAGS)
    pointers, scores = best(row, state)
    followed, _ = back(pointers, tf.constant([[2], [0], [1], [0]]))
    sizes = [(cell.state_size, cell.output_size) for cell in (forward, best, back)]
    return {
        "alphas": forward(row, state)[0],
        "pointers": pointers,
        "scores": scores,
        "followed": followed,
        "sizes": repr(sizes),
    }


@misuse
def chain_scores_in_float64() -> Any:
    inputs = tensor("inputs", BATCH, TIME, TAGS)
    transitions = tensor("transitions", TAGS, TAGS)
    return crf.crf_log_likelihood(inputs, _tags(), _lengths(), transitions)


@misuse
def chain_scores_of_unknown_tags() -> Any:
    inputs = fed(np.zeros([BATCH, TIME, TAGS], np.float32), [BATCH, TIME, None])
    return crf.crf_log_likelihood(inputs, _tags(), _lengths())
