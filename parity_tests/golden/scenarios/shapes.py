"""Decode where batch, time or lengths are known at run time only."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.parts import (
    BATCH,
    DEPTH,
    LENGTHS,
    MEMORY_DEPTH,
    MEMORY_LENGTHS,
    TIME,
    bahdanau,
    decode,
    describe,
    fed,
    helper,
    memory,
    seq2seq,
    tensor,
    tf,
    with_gradients,
    wrap,
)
from parity_tests.golden.scenarios.registry import scenario


def _dynamic(inputs: Any, of_memory: Any, **options: Any) -> Any:
    """Decodes with placeholders of these static shapes."""
    lengths = fed(np.array(LENGTHS, np.int32), [None])
    memory_lengths = fed(np.array(MEMORY_LENGTHS, np.int32), [None])
    mechanism = bahdanau(memory=memory(static=of_memory), memory_sequence_length=memory_lengths)
    cell = wrap(mechanism, alignment_history=True, attention_layer_size=5)
    given = tensor("inputs", BATCH, TIME, DEPTH, static=inputs)
    feeder = seq2seq.TrainingHelper(given, lengths)
    state = cell.zero_state(tf.shape(given)[0], tf.float64)
    found = decode(cell, state, feeder, **options)
    found["static"] = describe(found["outputs/rnn_output"].shape[2:])
    return found


@scenario
def unknown_batch() -> Any:
    return _dynamic([None, TIME, DEPTH], [None, 6, MEMORY_DEPTH])


@scenario
def unknown_batch_imputed() -> Any:
    return _dynamic([None, TIME, DEPTH], [None, 6, MEMORY_DEPTH], impute_finished=True)


@scenario
def unknown_time() -> Any:
    return _dynamic([BATCH, None, DEPTH], [BATCH, None, MEMORY_DEPTH])


@scenario
def unknown_batch_and_time() -> Any:
    """TensorFlow 1 can derive float64 loops of dynamic shapes if all is imputed."""
    found = _dynamic([None, None, DEPTH], [None, None, MEMORY_DEPTH], impute_finished=True)
    return with_gradients(found)


@scenario
def static_shapes_of_all_that_comes_out() -> Any:
    found = decode(wrap(attention_layer_size=5, alignment_history=True))
    return {name: describe(made) for name, made in found.items()}


@scenario
def static_shapes_behind_an_output_layer() -> Any:
    layer = tf.layers.Dense(9, dtype=tf.float64)
    found = decode(wrap(), layer=layer, output_time_major=True)
    return {name: describe(made) for name, made in found.items()}


@scenario
def no_sequence_has_any_step() -> Any:
    layer = tf.layers.Dense(9, dtype=tf.float64)
    return decode(wrap(), feeder=helper([0, 0, 0]), layer=layer)


@scenario
def memory_of_one_step_and_one_row() -> Any:
    one = bahdanau(memory=tensor("one", 1, 1, MEMORY_DEPTH), memory_sequence_length=[1])
    cell = wrap(one)
    feeder = seq2seq.TrainingHelper(tensor("row", 1, TIME, DEPTH), [4])
    return decode(cell, cell.zero_state(1, tf.float64), feeder)
