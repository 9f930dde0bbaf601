"""Map tensors linearly by what scripts take from contrib's modules, not from its packages."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.contrib_cells.parts import BATCH, DEPTH, UNITS, gathered, tf
from parity_tests.golden.scenarios.parts import tensor
from parity_tests.golden.scenarios.registry import misuse, scenario

try:
    from tensorflow.contrib.legacy_seq2seq.python.ops import seq2seq
    from tensorflow.contrib.rnn.python.ops import core_rnn_cell
except ImportError:
    from legacy_tf1.contrib import paths

    core_rnn_cell = paths.load("rnn.python.ops.core_rnn_cell")
    seq2seq = paths.load("legacy_seq2seq.python.ops.seq2seq")


def _pair() -> Any:
    return [tensor("x", BATCH, DEPTH), tensor("h", BATCH, 3)]


@scenario
def linear_map() -> Any:
    with tf.variable_scope("scope"):
        outputs = [core_rnn_cell._linear(_pair(), UNITS, True)]
    with tf.variable_scope("single"):
        outputs.append(core_rnn_cell._linear(tensor("x", BATCH, DEPTH), UNITS, False))
    return gathered(outputs)


@scenario
def linear_map_that_is_kept() -> Any:
    ones, twos = tf.ones_initializer(), tf.constant_initializer(2.0)
    kept = core_rnn_cell._Linear(_pair(), UNITS, True, twos, kernel_initializer=ones)
    same = repr(seq2seq.Linear is core_rnn_cell._Linear)
    starts = {v.op.name: v.initial_value for v in tf.global_variables()}
    return {**gathered([kept(_pair()), kept(_pair()[::1])]), **starts, "same": same}


@scenario
def best_symbols_fed_back() -> Any:
    table = tensor("table", UNITS, DEPTH)
    projection = (tensor("weights", 3, UNITS), tensor("biases", UNITS))
    previous = tensor("previous", BATCH, 3)
    found = [
        seq2seq._extract_argmax_and_embed(table)(tensor("scores", BATCH, UNITS), 1),
        seq2seq._extract_argmax_and_embed(table, projection)(previous, 1),
        seq2seq._extract_argmax_and_embed(table, projection, update_embedding=False)(previous, 2),
    ]
    return gathered(found)


@misuse
def linear_map_of_nothing() -> Any:
    return core_rnn_cell._linear(None, UNITS, True)


@misuse
def linear_map_of_an_empty_list() -> Any:
    return core_rnn_cell._Linear([], UNITS, True)


@misuse
def linear_map_of_rank_three() -> Any:
    return core_rnn_cell._linear([tf.zeros([BATCH, 2, DEPTH])], UNITS, True)


@misuse
def linear_map_of_unknown_depth() -> Any:
    return core_rnn_cell._Linear(tf.placeholder(tf.float32, [BATCH, None]), UNITS, True)
