"""Carry the weights of whole layers: dynamic_rnn, and Keras layers of TensorFlow 1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from parity_tests.divergences.genuine import assert_same, distance, genuine
from parity_tests.divergences.port import BATCH, LENGTHS, TIME, drawn, keras
from parity_tests.divergences.rows import row
from parity_tests.divergences.test_transforms_of_cells import lstm
from parity_tests.golden.scenarios.divergences.cells import DEPTH, UNITS
from tf2_port.compat import tf


def inputs() -> Any:
    return drawn("inputs", BATCH, TIME, DEPTH)


def mask() -> Any:
    return tf.sequence_mask(LENGTHS, TIME)


def encode_both_ways_of_masking(recorded: Any) -> Iterator[Any]:
    """Encodes by Keras's RNN, as it is and with `zero_output_for_mask`."""
    cell = lstm(recorded.weights, 1.0)
    options = {"return_sequences": True, "dtype": "float64"}
    for zeros in (False, True):
        yield keras.RNN(cell, zero_output_for_mask=zeros, **options)(inputs(), mask=mask())


@row("transforms/dynamic_rnn")
def test_dynamic_rnn() -> None:
    recorded = genuine("divergences.cells/encoded_by_lstm")
    cell = lstm(recorded.weights, 1.0)
    options = {"return_sequences": True, "return_state": True, "dtype": "float64"}
    outputs, h, c = keras.RNN(cell, zero_output_for_mask=True, **options)(inputs(), mask=mask())
    assert_same(outputs, recorded["outputs"])
    assert_same(h, recorded["state/h"])
    assert_same(c, recorded["state/c"])
    repeated = keras.RNN(cell, **options)(inputs(), mask=mask())[0]
    assert distance(repeated, recorded["outputs"]) > 0.1


@row("transforms/bidirectional_dynamic_rnn")
def test_bidirectional_dynamic_rnn() -> None:
    recorded = genuine("divergences.cells/encoded_by_lstm_both_ways")
    layer = keras.Bidirectional(
        keras.LSTM(UNITS, return_sequences=True, zero_output_for_mask=True, dtype="float64"),
        merge_mode=None,
        dtype="float64",
    )
    layer(inputs())
    for way, made in (("fw", layer.forward_layer), ("bw", layer.backward_layer)):
        scope = f"bidirectional_rnn/{way}/lstm_cell"
        made.set_weights(lstm(recorded.weights, 1.0, scope).get_weights())
    for k, outputs in enumerate(layer(inputs(), mask=mask())):
        assert_same(outputs, recorded[f"outputs/{k}"])


@row("transforms/keras_lstm_gru", "hazards/04_keras_defaults")
@pytest.mark.parametrize("kind", ["lstm", "gru"])
def test_keras_layers_with_the_defaults_of_then(kind: str) -> None:
    recorded = genuine(f"divergences.cells/keras_layer_{kind}")
    make, then = (keras.LSTM, {}) if kind == "lstm" else (keras.GRU, {"reset_after": False})
    found = {}
    for activation in ("hard_sigmoid", "sigmoid"):
        options = {"recurrent_activation": activation, **then}
        layer = make(UNITS, return_sequences=True, dtype="float64", **options)
        layer(inputs())
        layer.set_weights(
            [recorded.weights[f"{kind}/{w}"] for w in ("kernel", "recurrent_kernel", "bias")]
        )
        found[activation] = layer(inputs())
    assert_same(found["hard_sigmoid"], recorded["outputs"])
    assert distance(found["sigmoid"], recorded["outputs"]) > 0.03


@row("transforms/keras_lstm_gru", "hazards/04_keras_defaults")
def test_defaults_of_then_and_now() -> None:
    then = genuine("divergences.cells/keras_layers_by_default").texts
    lstm, gru = keras.LSTMCell(UNITS), keras.GRUCell(UNITS)
    now = {
        "lstm": lstm.recurrent_activation.__name__,
        "gru": gru.recurrent_activation.__name__,
        "reset_after": str(gru.reset_after),
    }
    assert then == {"lstm": "hard_sigmoid", "gru": "hard_sigmoid", "reset_after": "False"}
    assert now == {"lstm": "sigmoid", "gru": "sigmoid", "reset_after": "True"}


@row("transforms/keras_others")
def test_keras_layers_that_stayed_as_they_were() -> None:
    for name, make in (("rnn", keras.SimpleRNN), ("dense", keras.Dense)):
        recorded = genuine(f"divergences.cells/keras_layer_{name}")
        options = {} if name == "dense" else {"return_sequences": True}
        layer = make(UNITS, dtype="float64", **options)
        layer(inputs())
        layer.set_weights(list(recorded.weights.values()))
        assert_same(layer(inputs()), recorded["outputs"])


@row("transforms/keras_others")
def test_keras_bidirectional_is_two_layers() -> None:
    """One layer forwards, one backwards, each copied as it is."""
    ways = [genuine(f"divergences.cells/keras_layer_{way}") for way in ("lstm", "backwards")]
    layer = keras.Bidirectional(
        keras.LSTM(
            UNITS, return_sequences=True, recurrent_activation="hard_sigmoid", dtype="float64"
        ),
        merge_mode=None,
        dtype="float64",
    )
    layer(inputs())
    weights = [
        [way.weights[f"lstm/{w}"] for w in ("kernel", "recurrent_kernel", "bias")] for way in ways
    ]
    layer.set_weights([*weights[0], *weights[1]])
    forward, backward = layer(inputs())
    assert_same(forward, ways[0]["outputs"])
    assert_same(backward[:, ::-1], ways[1]["outputs"])
