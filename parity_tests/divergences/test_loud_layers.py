"""Show what Keras refuses of tfa's layers: mixed precision, functional models, fit, RNN."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from parity_tests.divergences.genuine import assert_same, genuine
from parity_tests.divergences.port import (
    BATCH,
    CELL_UNITS,
    DEPTH,
    MEMORY_DEPTH,
    MEMORY_LENGTHS,
    TIME,
    UNITS,
    bahdanau,
    decode,
    inputs,
    keras,
    memory,
    s2s,
    wrapped,
)
from parity_tests.divergences.rows import row
from tf2_port.compat import tf


@row("loud/mixed_precision")
def test_mixed_precision() -> None:
    """All of a decoder is float16: memory by a call, state by get_initial_state."""
    recorded = genuine("dtypes/float16")
    assert recorded["outputs/rnn_output"].dtype == np.float16
    mechanism = s2s.BahdanauAttention(UNITS, dtype="mixed_float16")
    cell = keras.LSTMCell(CELL_UNITS, dtype="mixed_float16")
    made = s2s.AttentionWrapper(cell, mechanism, attention_layer_size=5, dtype="mixed_float16")
    decoder = s2s.BasicDecoder(made, s2s.TrainingSampler(), dtype="mixed_float16")
    single = tf.cast(memory(), tf.float32)
    given = tf.cast(inputs(), tf.float16)
    mechanism([single, tf.constant(MEMORY_LENGTHS)], setup_memory=True)
    with pytest.raises(tf.errors.InvalidArgumentError, match="ConcatV2"):
        decoder(given, initial_state=made.get_initial_state(batch_size=BATCH, dtype=tf.float32))
    start = made.get_initial_state(batch_size=BATCH, dtype=tf.float16)
    assert decoder(given, initial_state=start)[0].rnn_output.dtype == tf.float16
    mechanism.setup_memory(single, MEMORY_LENGTHS)
    start = made.get_initial_state(batch_size=BATCH, dtype=tf.float16)
    with pytest.raises(tf.errors.InvalidArgumentError, match="BatchMatMulV2"):
        decoder(given, initial_state=start)
    with pytest.raises(tf.errors.InvalidArgumentError, match="Mul"):
        logits = tf.zeros([1, 1, 2], tf.float16)
        s2s.sequence_loss(logits, tf.zeros([1, 1], tf.int32), tf.ones([1, 1]))
    assert genuine("losses.wrong/loss_of_weights_of_another_dtype").error


@row("loud/functional_model")
@pytest.mark.parametrize(
    ("batch", "message"), [(None, "Could not build a TypeSpec"), (BATCH, "symbolic Keras")]
)
def test_functional_model(batch: Any, message: str) -> None:
    """A graph of TensorFlow 1 was put together like that; a functional model is not."""
    assert not genuine("beam_search.arrays/history_of_an_unknown_batch").error
    given = tf.keras.Input([TIME, DEPTH], batch)
    attended = tf.keras.Input([6, MEMORY_DEPTH], batch)
    with pytest.raises(TypeError, match=message):
        mechanism = s2s.BahdanauAttention(UNITS, attended)
        made = s2s.AttentionWrapper(keras.LSTMCell(CELL_UNITS), mechanism)
        start = made.get_initial_state(batch_size=batch or tf.shape(given)[0], dtype=tf.float32)
        s2s.BasicDecoder(made, s2s.TrainingSampler())(given, initial_state=start)
    model = Attending()  # instead
    assert model((tf.zeros([2, TIME, DEPTH]), tf.zeros([2, 6, MEMORY_DEPTH]))).shape == (2, TIME, 4)


class Attending(tf.keras.Model):
    """What works instead: layers made once, memory set in every call."""

    def __init__(self) -> None:
        super().__init__()
        self.mechanism = s2s.BahdanauAttention(UNITS)
        self.cell = s2s.AttentionWrapper(keras.LSTMCell(CELL_UNITS), self.mechanism)
        self.decoder = s2s.BasicDecoder(self.cell, s2s.TrainingSampler(), keras.Dense(4))

    def call(self, inputs: Any) -> Any:
        given, attended = inputs
        self.mechanism.setup_memory(attended)
        start = self.cell.get_initial_state(batch_size=tf.shape(given)[0], dtype=tf.float32)
        return self.decoder(given, initial_state=start)[0].rnn_output


@row("loud/loss_in_fit")
def test_loss_in_fit() -> None:
    """Without sample weights the loss has nothing to multiply by."""
    assert genuine("losses.wrong/keras_loss_without_weights").error
    model = Attending()
    model.compile("sgd", s2s.SequenceLoss(), run_eagerly=True)
    x = tf.cast(inputs(), tf.float32), tf.cast(memory(), tf.float32)
    y = tf.zeros([BATCH, TIME], tf.int32)
    with pytest.raises(AttributeError, match="'NoneType' object has no attribute 'shape'"):
        model.fit(x, y, verbose=0)
    history = model.fit(x, y, sample_weight=tf.ones([BATCH, TIME]), verbose=0)
    assert np.isfinite(history.history["loss"][0])


@row("loud/keras_rnn")
def test_keras_rnn() -> None:
    """Works like a BasicDecoder, if it has a memory."""
    assert genuine("wrappers/wrapper_called_by_hand")["first"].shape == (BATCH, CELL_UNITS)
    cell = keras.SimpleRNNCell(CELL_UNITS, dtype="float64")
    without = wrapped(s2s.BahdanauAttention(UNITS, dtype="float64"), cell)
    layer = keras.RNN(without, return_sequences=True, dtype="float64")
    with pytest.raises(ValueError, match="The AttentionMechanism instances passed"):
        layer(inputs())
    made = wrapped(bahdanau(), cell)
    outputs = keras.RNN(made, return_sequences=True, dtype="float64")(inputs())
    sampler = s2s.TrainingSampler(), (inputs(),), {"sequence_length": tf.fill([BATCH], TIME)}
    assert_same(outputs, decode(made, None, sampler)[0].rnn_output, 0)
