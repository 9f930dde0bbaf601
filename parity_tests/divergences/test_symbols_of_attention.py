"""Compare contrib's mechanisms and their wrapper with tfa's, which are Keras layers."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
import pytest

from parity_tests.divergences.genuine import assert_same, genuine, signature
from parity_tests.divergences.port import (
    BATCH,
    CELL_UNITS,
    DEPTH,
    MEMORY_DEPTH,
    MEMORY_LENGTHS,
    MEMORY_TIME,
    UNITS,
    WRAPPER,
    bahdanau,
    cell_of,
    decode,
    dense_of,
    drawn,
    luong,
    memory,
    prepared,
    s2s,
    wrapped,
)
from parity_tests.divergences.rows import row
from tf2_port.compat import tf


def ask(mechanism: Any, recorded: Any, name: str = "alignments") -> None:
    """Compares keys, values and alignments of one query."""
    query, state = drawn("query", BATCH, CELL_UNITS), drawn("state", BATCH, MEMORY_TIME)
    alignments, next_state = mechanism([query, state])
    assert_same(mechanism.keys, recorded["keys"])
    assert_same(mechanism.values, recorded["values"])
    assert_same(alignments, recorded[name])
    assert_same(next_state, recorded["next_state"])


@row("symbols/AttentionMechanism")
def test_AttentionMechanism() -> None:
    """A bare interface in contrib; a Keras layer in tfa, which is called with a list."""
    assert genuine("custom_mechanisms/interface_does_not_implement_itself").recorded.texts
    assert issubclass(s2s.AttentionMechanism, tf.keras.layers.Layer)
    mechanism = bahdanau()
    query, state = drawn("query", BATCH, CELL_UNITS), tf.zeros([BATCH, MEMORY_TIME], tf.float64)
    given = [query, state]
    mechanism(given)
    assert len(given) == 3, "tfa appends its memory to the caller's list"
    with pytest.raises(AttributeError, match="'tuple' object has no attribute 'append'"):
        mechanism((query, state))
    with pytest.raises(TypeError, match="positional argument"):
        mechanism(query, state)


@row("symbols/BahdanauAttention")
def test_BahdanauAttention() -> None:
    recorded = genuine("mechanisms/normalize")
    ask(bahdanau(recorded.weights, "", normalize=True), recorded)
    parameters = list(inspect.signature(s2s.BahdanauAttention).parameters)
    assert parameters[:4] == ["units", "memory", "memory_sequence_length", "normalize"]
    theirs = signature("BahdanauAttention").split(", ")
    assert [name.split("=")[0] for name in theirs[5:7]] == ["score_mask_value", "dtype"]
    assert parameters[5] == "kernel_initializer"


@row("symbols/BahdanauAttention")
def test_a_memory_of_length_zero_is_an_error_in_both_but_not_an_empty_mask() -> None:
    assert genuine("wrong_batches/memory_length_of_zero").error.startswith("InvalidArgument")
    query, state = drawn("query", BATCH, CELL_UNITS), drawn("state", BATCH, MEMORY_TIME)
    mechanism = bahdanau(given=(memory(), [6, 0, 4]))
    with pytest.raises(tf.errors.InvalidArgumentError, match="greater than zero"):
        mechanism([query, state])
    mechanism.setup_memory(memory(), memory_mask=tf.zeros([BATCH, MEMORY_TIME], tf.bool))
    alignments, _ = mechanism([query, state])
    assert_same(alignments, np.full([BATCH, MEMORY_TIME], 1 / MEMORY_TIME))


@row("symbols/LuongAttention")
def test_LuongAttention() -> None:
    recorded = genuine("attention.luong/luong_scaled")
    mechanism = luong(recorded.weights, "", scale=True)
    query = drawn("query", BATCH, CELL_UNITS)
    alignments, _ = mechanism([query, drawn("state", BATCH, MEMORY_TIME)])
    assert_same(alignments, recorded["alignments"])
    assert mechanism.scale_weight.shape == []
    assert genuine("attention.wrong/luong_of_another_depth").error
    with pytest.raises((ValueError, tf.errors.InvalidArgumentError)):
        mechanism([query[:, :5], drawn("state", BATCH, MEMORY_TIME)])


def monotonic(kind: str, recorded: Any) -> Any:
    units, make = {
        "bahdanau": (UNITS, s2s.BahdanauMonotonicAttention),
        "luong": (CELL_UNITS, s2s.LuongMonotonicAttention),
    }[kind]
    mechanism = make(units, mode="parallel", dtype="float64")
    scope = f"{kind}_monotonic_attention"
    given = memory() * (1.0 if kind == "bahdanau" else 0.125), MEMORY_LENGTHS
    mechanism = prepared(mechanism, None, None, scope, given)
    query = drawn("query", BATCH, CELL_UNITS)
    state = np.abs(drawn("state", BATCH, MEMORY_TIME))
    state = state / (state.sum(-1, keepdims=True) * 1.25)
    mechanism([query, tf.constant(state)])  # makes the weights
    weights = recorded.weights
    mechanism.memory_layer.kernel.assign(weights["memory_layer/kernel"])
    for name in ("attention_v", "attention_score_bias"):
        if f"{scope}/{name}" in weights:
            getattr(mechanism, name).assign(weights[f"{scope}/{name}"])
    if kind == "bahdanau":
        mechanism.query_layer.kernel.assign(weights[f"{scope}/query_layer/kernel"])
    mechanism.setup_memory(*given)
    assert_same(mechanism([query, tf.constant(state)])[0], recorded["alignments"])
    return mechanism


@row("symbols/BahdanauMonotonicAttention", "capability/monotonic_dtypes")
def test_BahdanauMonotonicAttention() -> None:
    """contrib can do float64, if `score_bias_init` is a number of numpy."""
    monotonic("bahdanau", genuine("attention.monotonic/bahdanau_parallel"))
    assert (
        genuine("divergences.attention/monotonic_in_float64").error == "ValueError while building"
    )


@row("symbols/LuongMonotonicAttention", "capability/monotonic_dtypes")
def test_LuongMonotonicAttention() -> None:
    made = monotonic("luong", genuine("attention.monotonic/luong_parallel"))
    assert not hasattr(made, "scale_weight")


@row("symbols/AttentionWrapper")
def test_AttentionWrapper() -> None:
    recorded = genuine("wrappers/attention_layer_with_bias_and_activation")
    weights = recorded.weights
    cell = cell_of("rnn", weights, f"{WRAPPER}/basic_rnn_cell", depth=DEPTH + 5)
    layer = dense_of(weights, f"{WRAPPER}/projection", activation="tanh")
    made = wrapped(bahdanau(weights), cell, attention_layer=layer)
    outputs, state, lengths = decode(made)
    assert_same(outputs.rnn_output, recorded["outputs/rnn_output"])
    assert_same(state.alignments, recorded["state/alignments"])
    assert_same(lengths, recorded["lengths"])


@row("symbols/AttentionWrapper")
def test_AttentionWrapper_starts_by_keywords_and_after_the_memory() -> None:
    cell = tf.keras.layers.LSTMCell(CELL_UNITS, dtype="float64")
    made = wrapped(bahdanau(), cell)
    with pytest.raises(tf.errors.InvalidArgumentError, match="slice index 0"):
        made.get_initial_state(BATCH, tf.float64)
    waiting = wrapped(s2s.BahdanauAttention(UNITS, dtype="float64"), cell)
    with pytest.raises(ValueError, match="The AttentionMechanism instances passed"):
        waiting.get_initial_state(batch_size=BATCH, dtype=tf.float64)


@row("symbols/AttentionWrapper", "capability/mechanism_tuple")
def test_AttentionWrapper_of_a_tuple_of_mechanisms() -> None:
    assert not genuine("several_mechanisms/two_mechanisms_in_a_tuple").error
    cell = tf.keras.layers.SimpleRNNCell(CELL_UNITS, dtype="float64")
    with pytest.raises(TypeError, match="attention_mechanism"):
        wrapped((bahdanau(), bahdanau()), cell)
    assert len(wrapped([bahdanau(), bahdanau()], cell).state_size.alignments) == 2


@row("symbols/AttentionWrapperState")
def test_AttentionWrapperState() -> None:
    recorded = genuine("states/state_fields_in_order")
    theirs, ours = recorded.texts["fields"].split(), list(s2s.AttentionWrapperState._fields)
    assert theirs[2] == "time"
    assert ours == [name for name in theirs if name != "time"]


@row("symbols/AttentionWrapperState")
def test_AttentionWrapperState_clones_what_fits() -> None:
    """A tuple for Keras's list does not, and another shape in neither."""
    assert genuine("wrong_states/clone_of_another_shape").error.startswith("ValueError")
    cell = tf.keras.layers.LSTMCell(CELL_UNITS, dtype="float64")
    state = wrapped(bahdanau(), cell).get_initial_state(batch_size=BATCH, dtype=tf.float64)
    with pytest.raises((ValueError, tf.errors.InvalidArgumentError)):
        state.clone(attention=tf.zeros([BATCH, MEMORY_DEPTH + 1], tf.float64))
    pair = tuple(tf.zeros([BATCH, CELL_UNITS], tf.float64) for _ in "ch")
    with pytest.raises(TypeError):
        state.clone(cell_state=pair)
    assert type(state.clone(cell_state=list(pair)).cell_state) is list
