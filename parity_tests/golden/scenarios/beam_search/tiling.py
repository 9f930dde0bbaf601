"""Repeat examples for beams by `tile_batch`."""

from __future__ import annotations

import collections
from typing import Any

import numpy as np

from parity_tests.golden.scenarios.beam_search.parts import beam_search_decoder
from parity_tests.golden.scenarios.parts import (
    BATCH,
    attention_wrapper,
    bahdanau,
    describe,
    fed,
    lstm_state,
    named,
    seq2seq,
    tensor,
    tf,
    with_gradients,
    wrap_lstm,
)
from parity_tests.golden.scenarios.registry import misuse, scenario

Both = collections.namedtuple("Both", "left right")


def _tiled(t: Any, multiplier: Any = 4, **options: Any) -> Any:
    made = seq2seq.tile_batch(t, multiplier, **options)
    return {**named("tiled", made), "static": describe(made)}


@scenario
def tile_vectors_matrices_and_cubes() -> Any:
    made = [tensor("a", BATCH), tensor("b", BATCH, 5), tensor("c", BATCH, 2, 5)]
    return with_gradients(_tiled(made))


@scenario
def tile_integers_texts_and_booleans() -> Any:
    texts = tf.strings.length(seq2seq.tile_batch(tf.constant(["a", "bc", ""]), 2))
    return {**_tiled([np.arange(3), np.array([True, False, True])]), "texts": texts}


@scenario
def tile_once() -> Any:
    return _tiled(tensor("once", BATCH, 5), 1)


@scenario
def tile_no_time() -> Any:
    return _tiled(tensor("never", BATCH, 5), 0)


@scenario
def tile_nothing() -> Any:
    return _tiled(tf.zeros([0, 5], tf.float64))


@scenario
def tile_structures() -> Any:
    state = lstm_state("state")
    return _tiled(Both({"state": state, "list": [tensor("one", BATCH)]}, (state.c,)))


@scenario
def tile_attention_states() -> Any:
    state = wrap_lstm(bahdanau()).zero_state(BATCH, tf.float64)
    cell_state = seq2seq.tile_batch(state.cell_state, 2)
    assert isinstance(state, attention_wrapper.AttentionWrapperState)
    return {**named("tiled", cell_state), "static": describe(cell_state)}


@scenario
def tile_unknown_shapes() -> Any:
    parts = [
        tensor("batch", BATCH, 5, static=[None, 5]),
        tensor("depth", BATCH, 5, static=[BATCH, None]),
        tensor("both", BATCH, 5, 2, static=[None, None, 2]),
        tensor("vector", BATCH, static=[None]),
    ]
    return with_gradients(_tiled(parts))


@scenario
def tile_by_a_name() -> Any:
    found = _tiled(tensor("named", BATCH), name="mine")
    other = seq2seq.tile_batch(found["tiled"], 2)
    names = [found["tiled"].op.name.split("/")[0], other.op.name.split("/")[0]]
    return {**found, "names": repr(names)}


@scenario
def tile_unknown_shapes_by_a_tensor() -> Any:
    """A multiplier may be a tensor where no static batch is multiplied by it."""
    made = tensor("fed", BATCH, 5, static=[None, 5])
    return {"tiled": seq2seq.tile_batch(made, fed(np.int32(3), []))}


@scenario
def tile_one_tensor() -> Any:
    return {"tiled": beam_search_decoder._tile_batch(tensor("one", BATCH, 5), multiplier=3)}


@misuse
def tile_by_a_tensor() -> Any:
    return _tiled(tensor("known", BATCH, 5), tf.constant(3))


@misuse
def tile_scalar() -> Any:
    return _tiled(tf.constant(3.0))


@misuse
def tile_unknown_rank() -> Any:
    return _tiled(tensor("unknown", BATCH, static=tf.TensorShape(None)))


@misuse
def tile_structure_with_a_scalar() -> Any:
    return _tiled([tensor("one", BATCH), tf.constant(1)])


@misuse
def tile_none() -> Any:
    return _tiled(None)


@misuse
def tile_below_zero() -> Any:
    return _tiled(tensor("known", BATCH, 5, static=[None, 5]), -1)


@misuse
def tile_by_a_fraction() -> Any:
    return _tiled(tensor("known", BATCH, 5), 2.5)


@misuse
def tile_an_array() -> Any:
    return _tiled(tf.TensorArray(tf.float64, 3))
