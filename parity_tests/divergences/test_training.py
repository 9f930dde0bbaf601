"""Train as TensorFlow 1 did, by each of the optimizers there are, from recorded weights."""

from __future__ import annotations

from typing import Any

import pytest

from parity_tests.divergences.genuine import distance, genuine
from parity_tests.divergences.rows import row
from tf2_port import checkpoints, witness
from tf2_port.compat import tf
from tf2_port.parity import load_golden

STEM, CASE, STEPS = "encoder_decoder", "rnn", 5
RATE = 1e-3


@pytest.fixture(scope="module")
def trainer() -> Any:
    golden = load_golden(STEM, CASE)
    return witness.Trainer(witness.make_model(STEM, golden.config), golden.inputs)


def trained_by(trainer: Any, optimizer: Any) -> float:
    """Trains five steps as recorded; returns how far off the worst weight is."""
    golden = load_golden(STEM, CASE)
    trainer.load(golden.weights)
    variables = trainer.model.trainable_variables
    for _ in range(STEPS):
        _, _, gradients = trainer.results_and_gradients()
        optimizer.apply_gradients(zip(gradients, variables))
    found = checkpoints.dump(trainer.model.weight_rules())
    return max(distance(found[name], golden.report["training/" + name]) for name in found)


@row("training/adam_v1")
def test_adam_of_tensorflow_1(trainer: Any) -> None:
    assert trained_by(trainer, tf.compat.v1.train.AdamOptimizer(RATE)) < 1e-13


@row("training/adam_legacy")
def test_adam_of_keras_before_2_11(trainer: Any) -> None:
    """Powers of beta are float32, or nearly: eight digits."""
    off = trained_by(trainer, tf.keras.optimizers.legacy.Adam(RATE, epsilon=1e-8))
    assert 1e-12 < off < 1e-7


@row("training/adam_keras")
def test_adam_of_keras(trainer: Any) -> None:
    off = trained_by(trainer, tf.keras.optimizers.Adam(RATE, epsilon=1e-8))
    assert 1e-12 < off < 1e-7


@row("training/adam_default_epsilon", "hazards/06_adam_epsilon")
@pytest.mark.parametrize("family", ["legacy", "keras"])
def test_adam_with_its_default_epsilon(trainer: Any, family: str) -> None:
    """A tenth of a step off after five: small gradients count less."""
    made = {"legacy": tf.keras.optimizers.legacy.Adam, "keras": tf.keras.optimizers.Adam}[family]
    assert made().epsilon == 1e-7
    assert trained_by(trainer, made(RATE)) > 0.1 * RATE


@row("verdict/race_free_step")
def test_a_step_that_waits_for_its_gradients_repeats(trainer: Any) -> None:
    """How goldens are recorded; three runs of the first one's recorder gave these bits."""
    recorded = genuine("divergences.training/resource_variable_read_before_an_update")
    assert not recorded["changed"].any()
    offs = {trained_by(trainer, tf.compat.v1.train.AdamOptimizer(RATE)) for _ in range(2)}
    assert len(offs) == 1
