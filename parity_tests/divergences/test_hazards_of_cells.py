"""Show what goes wrong in silence between a TensorFlow 1 cell and its Keras namesake."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf1

from parity_tests.divergences.genuine import assert_same, distance, genuine
from parity_tests.divergences.port import (
    BATCH,
    CELL_UNITS,
    DEPTH,
    TIME,
    WRAPPER,
    bahdanau,
    cell_of,
    decode,
    drawn,
    keras,
    s2s,
    wrapped,
)
from parity_tests.divergences.rows import row
from parity_tests.divergences.test_transforms_of_layers import encode_both_ways_of_masking
from tf2_port.compat import tf


@row("hazards/02_state_order")
def test_state_order() -> None:
    """contrib wants an LSTMStateTuple and says so; tfa takes it for [h, c]."""
    for name in ("plain_tuple", "list"):
        misuse = genuine(f"wrong_states/decode_a_plain_cell_from_a_{name}")
        assert misuse.error.startswith("TypeError")
    recorded = genuine("divergences.decoding/decode_lstm_from_a_state")
    cell = cell_of("lstm", recorded.weights, "decoder/lstm_cell")
    c, h = (drawn(f"start_{name}", BATCH, CELL_UNITS) for name in "ch")
    swapped, _, _ = decode(cell, tf1.nn.rnn_cell.LSTMStateTuple(c, h))
    assert distance(swapped.rnn_output, recorded["outputs/rnn_output"]) > 0.1
    outputs, _, _ = decode(cell, [h, c])
    recorded_output = recorded["outputs/rnn_output"]
    inside = np.arange(TIME) < np.array([3, 0, 5])[:, None]
    assert_same(outputs.rnn_output[inside], recorded_output[inside])


@row("hazards/02_state_order")
def test_state_order_of_a_wrapped_cell() -> None:
    recorded = genuine("wrappers/initial_cell_state")
    weights = recorded.weights
    cell = cell_of("lstm", weights, f"{WRAPPER}/lstm_cell", depth=DEPTH + 4)
    c, h = (drawn(f"start_{name}", BATCH, CELL_UNITS) for name in "ch")
    off = {}
    for name, state in (("tuple", tf1.nn.rnn_cell.LSTMStateTuple(c, h)), ("list", [h, c])):
        made = wrapped(bahdanau(weights), cell, initial_cell_state=state)
        start = made.get_initial_state(batch_size=BATCH, dtype=tf.float64)
        off[name] = distance(decode(made, start)[0].rnn_output, recorded["outputs/rnn_output"])
    assert off["tuple"] > 0.01
    assert off["list"] < 1e-12


@row("hazards/05_dropout_mask", "capability/training_flag")
def test_dropout_mask() -> None:
    """Eagerly one mask does for all steps and all calls, even if nobody trains any more."""
    recorded = genuine("divergences.training/dropout_at_each_step")
    assert recorded["differ"].all()
    cell = keras.SimpleRNNCell(
        16,
        dropout=0.5,
        kernel_initializer="identity",
        recurrent_initializer="zeros",
        activation=None,
    )
    decoder = s2s.BasicDecoder(cell, s2s.TrainingSampler())
    given = tf.ones([BATCH, 3, 16])
    start = {"initial_state": [tf.zeros([BATCH, 16])], "sequence_length": tf.fill([BATCH], 3)}
    trained = decoder(given, training=True, **start)[0].rnn_output.numpy()
    assert set(np.unique(trained)) == {0.0, 2.0}
    assert (trained == trained[:, :1]).all(), "one mask for all steps"
    for training in (True, False, None):
        again = decoder(given, training=training, **start)[0].rnn_output
        assert_same(again, trained, 0)
    cell.reset_dropout_mask()
    assert_same(decoder(given, training=False, **start)[0].rnn_output, given, 0)
    # Now there is no mask, and none is drawn for training either.
    assert_same(decoder(given, training=True, **start)[0].rnn_output, given, 0)


@row("hazards/05_dropout_mask")
def test_dropout_mask_in_a_function() -> None:
    """A function draws for each call, and for each step of its loop."""
    cell = keras.SimpleRNNCell(
        16,
        dropout=0.5,
        kernel_initializer="identity",
        recurrent_initializer="zeros",
        activation=None,
    )
    decoder = s2s.BasicDecoder(cell, s2s.TrainingSampler())
    given, start = tf.ones([BATCH, 3, 16]), [tf.zeros([BATCH, 16])]
    lengths = tf.fill([BATCH], 3)

    def train() -> Any:
        return decoder(given, initial_state=start, sequence_length=lengths, training=True)[0]

    traced = tf.function(lambda: train().rnn_output, autograph=False)
    one, two = traced().numpy(), traced().numpy()
    assert (one != two).any()
    assert (one[:, 0] != one[:, 1]).any()


@row("hazards/11_encoder_padding")
def test_encoder_padding() -> None:
    """Keras repeats the last output beyond the end, dynamic_rnn puts zeros there."""
    recorded = genuine("divergences.cells/encoded_by_lstm")
    beyond = np.arange(TIME) >= np.array([3, 0, 5])[:, None]
    assert not recorded["outputs"][beyond].any()
    repeated, zeros = encode_both_ways_of_masking(recorded)
    assert np.abs(repeated.numpy()[0, 3:] - repeated.numpy()[0, 2]).max() == 0
    assert repeated.numpy()[0, 3:].any()
    assert_same(zeros, recorded["outputs"])
