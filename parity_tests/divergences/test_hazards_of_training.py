"""Show what goes wrong in silence when a port is trained."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from parity_tests.divergences.genuine import assert_same, distance, genuine
from parity_tests.divergences.port import (
    BATCH,
    CELL_UNITS,
    DEPTH,
    UNITS,
    bahdanau,
    cell_of,
    drawn,
    inputs,
    keras,
    memory,
    s2s,
)
from parity_tests.divergences.rows import row
from tf2_port.compat import tf

RATE = 1e-3


@row("hazards/06_adam_epsilon")
def test_adam_epsilon() -> None:
    """TensorFlow 1's 1e-8 makes a whole step of a small gradient, Keras's 1e-7 half of one."""
    gradient = tf.constant([3e-6, 1.0], tf.float64)
    moved = {}
    for name, optimizer in {
        "TensorFlow 1": tf.compat.v1.train.AdamOptimizer(RATE),
        "default": tf.keras.optimizers.Adam(RATE),
        "1e-8": tf.keras.optimizers.Adam(RATE, epsilon=1e-8),
    }.items():
        weight = tf.Variable([0.0, 0.0], dtype=tf.float64)
        optimizer.apply_gradients([(gradient, weight)])
        moved[name] = -weight.numpy() / RATE
    # Step 1 by hand: Adam's epsilon is divided by the root of 1 - beta_2.
    root = np.sqrt(1 - 0.999)
    for name, epsilon in {"TensorFlow 1": 1e-8, "default": 1e-7, "1e-8": 1e-8}.items():
        expected = gradient / (np.abs(gradient) + epsilon / root)
        np.testing.assert_allclose(moved[name], expected, rtol=1e-5)
    assert moved["TensorFlow 1"][0] > 0.9
    assert moved["default"][0] < 0.5


@row("hazards/12_float64_degraded")
def test_float64_degraded() -> None:
    """Layers without a dtype cast their inputs; TensorFlow 1 would not multiply the two."""
    assert genuine("wrong_mechanisms/memory_of_another_dtype").error.startswith(("TypeE", "ValueE"))
    mechanism = s2s.BahdanauAttention(UNITS, memory())
    assert mechanism.keys.dtype == mechanism.values.dtype == tf.float32
    assert bahdanau().keys.dtype == tf.float64
    recorded = genuine("divergences.decoding/decode_lstm_from_a_state")
    cell = cell_of("lstm", recorded.weights, "decoder/lstm_cell")
    state = [drawn(f"start_{name}", BATCH, CELL_UNITS) for name in "hc"]
    for dtype, low, high in ((None, 1e-10, 1e-6), ("float64", 0.0, 1e-12)):
        decoder = s2s.BasicDecoder(cell, s2s.TrainingSampler(), dtype=dtype)
        outputs, _, _ = decoder(
            inputs(), initial_state=state, sequence_length=tf.constant([3, 5, 5])
        )
        assert outputs.rnn_output.dtype == tf.float64
        off = distance(outputs.rnn_output[0, :3], recorded["outputs/rnn_output"][0, :3])
        assert low <= off < high


@row("hazards/13_clipping_per_variable")
def test_clipping_per_variable() -> None:
    """One kernel there is two here, and the forget bias is a part of the bias."""
    recorded = genuine("divergences.decoding/clipped_and_decayed")
    kernel = recorded.weights["lstm_cell/kernel"]
    halves = [tf.clip_by_norm(tf.constant(part), 1.0) for part in (kernel[:DEPTH], kernel[DEPTH:])]
    joined = np.concatenate(halves)
    assert abs(np.linalg.norm(recorded["clipped"]) - 1.0) < 1e-12
    assert abs(np.linalg.norm(joined) - np.sqrt(2)) < 1e-12
    assert distance(joined, recorded["clipped"]) > 0.01
    whole, _ = tf.clip_by_global_norm(
        [tf.constant(kernel[:DEPTH]), tf.constant(kernel[DEPTH:])], 1.0
    )
    assert_same(np.concatenate(whole), recorded["clipped"])
    cell = keras.LSTMCell(CELL_UNITS)
    cell.build([None, DEPTH])
    assert recorded["decay of the bias"] == 0
    assert tf.nn.l2_loss(cell.bias) == CELL_UNITS / 2


@row("hazards/17_sequence_loss_class", "capability/one_hot_targets")
def test_sequence_loss_class() -> None:
    """The class sums and divides by the number of weights that are not zero."""
    recorded = genuine("losses.reductions/loss_in_all_reductions_weighted")
    logits, weights = drawn("logits", 3, 5, 4), drawn("weights", 3, 5)
    targets = tf.constant((np.arange(15).reshape(3, 5) * 7 % 4).astype("int32"))
    assert_same(s2s.sequence_loss(logits, targets, weights), recorded["1100"])
    by_class = s2s.SequenceLoss()(targets, logits, weights)
    assert distance(by_class, recorded["1100"]) > 0.1
    same = s2s.SequenceLoss(True, True, False, False)(targets, logits, weights)
    assert_same(same, recorded["1100"])
    zeros_and_ones = tf.sequence_mask([5, 0, 2], 5, dtype=tf.float64)
    both = [
        s2s.SequenceLoss()(targets, logits, zeros_and_ones),
        s2s.sequence_loss(logits, targets, zeros_and_ones),
    ]
    assert_same(both[0], both[1])
    assert_same(both[1], genuine("losses.reductions/loss_by_default")["loss"])
    # Targets as distributions: contrib rejects their rank.
    assert genuine("losses.wrong/loss_of_targets_of_rank_3").error.startswith("ValueError")
    one_hot = tf.one_hot(targets, 4, dtype=tf.float64)
    assert_same(s2s.sequence_loss(logits, one_hot, weights), recorded["1100"])


@row("hazards/25_racing_step")
@pytest.mark.parametrize(("kind", "races"), [("reference", True), ("resource", False)])
def test_racing_step(kind: str, races: bool) -> None:
    """What a gradient has read of a reference variable changes when an optimizer updates it.

    So a step in TensorFlow 1 depends on which op comes first. TensorFlow 2's variables are
    read by value.
    """
    recorded = genuine(f"divergences.training/{kind}_variable_read_before_an_update")
    assert recorded["changed"].all() == races
    weight = tf.Variable([0.5, 0.5], dtype=tf.float64)

    @tf.function
    def step() -> Any:
        read = tf.identity(weight)
        weight.assign_add([100.0, 100.0])
        return read > 50.0

    assert not step().numpy().any()
