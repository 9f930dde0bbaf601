"""Test what is peculiar to the Bahdanau variant: its programs, and how the port is used."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from legacy_tf1 import witness as legacy_witness
from legacy_tf1.variants import bahdanau_attention as tf1_program
from parity_tests import token_models
from tf2_port import checkpoints, witness
from tf2_port.compat import tf
from tf2_port.parity import Golden, load_golden
from tf2_port.variants.bahdanau_attention import BahdanauAttentionModel

STEM = "bahdanau_attention"
CONFIG: dict[str, Any] = {"dtype": "float64", "masked_memory": True, "attention_layer_size": 4}


def inputs_for(seed: int = 0, **sizes: Any) -> dict[str, Any]:
    drawn = legacy_witness.draw_inputs(tf1_program.Config(**CONFIG, **sizes), seed)
    return {name: tf.constant(array) for name, array in drawn.items()}


def model_with_weights(golden: Golden) -> BahdanauAttentionModel:
    trainer = witness.Trainer(witness.make_model(STEM, golden.config), golden.inputs)
    trainer.load(golden.weights)
    return trainer.model


def test_program_prints_what_the_legacy_script_prints() -> None:
    command = [sys.executable, "-m", "legacy_tf1.variants.bahdanau_attention"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert printed.startswith("(3, 6, 2)\n(3, 2)\n(3, 2)\n[[[")
    fields = "cell_state=LSTMStateTuple(c= h= attention= time=6 alignments= alignment_history=()"
    for field in [*fields.split(" "), "AttentionWrapperState(", "attention_state="]:
        assert field in printed
    assert printed.endswith("dtype=float32)) [6 6 6]\n")
    rows = re.findall(r"\[+ *-?\d+\.\d+ +-?\d+\.\d+ *\]", printed.split("AttentionWrapperState")[0])
    assert len(rows) == 3 * 6


def test_defaults_are_the_legacy_script() -> None:
    golden = load_golden(STEM, "default")
    assert golden.config == {}
    assert {name: weight.shape for name, weight in golden.weights.items()} == {
        "lstm/kernel": (5, 8),
        "lstm/recurrent_kernel": (2, 8),
        "lstm/bias": (8,),
        "memory_layer/kernel": (2, 3),
        "decoder/attention_wrapper/lstm_cell/kernel": (5, 8),
        "decoder/attention_wrapper/lstm_cell/bias": (8,),
        "decoder/attention_wrapper/bahdanau_attention/query_layer/kernel": (2, 3),
        "decoder/attention_wrapper/bahdanau_attention/attention_v": (3,),
    }


@pytest.mark.parametrize("case", ["plain", "everything"])
def test_eager_and_function_agree(case: str) -> None:
    golden = load_golden(STEM, case)
    model = model_with_weights(golden)
    inputs = {name: tf.constant(array) for name, array in golden.inputs.items()}
    eager, traced = model(inputs), tf.function(model)(inputs)
    for one, other in zip(tf.nest.flatten(eager), tf.nest.flatten(traced)):
        np.testing.assert_allclose(one.numpy(), other.numpy(), rtol=0, atol=1e-12)


def test_a_batch_leaves_nothing_to_the_next_one() -> None:
    """tfa's mechanisms hold the memory; each call must set it anew, lengths included."""
    model = witness.make_model(STEM, CONFIG)
    first = inputs_for(1, batch_size=4, memory_time=9, decoder_time=3)
    second = inputs_for(2, batch_size=2, memory_time=5, decoder_time=6)
    alone = model(second)["outputs"].rnn_output.numpy()
    decode = tf.function(lambda inputs: model(inputs)["outputs"].rnn_output, reduce_retracing=True)
    for decoded in (lambda inputs: model(inputs)["outputs"].rnn_output, decode):
        decoded(first)
        np.testing.assert_array_equal(decoded(second).numpy().round(12), alone.round(12))


def test_batch_and_time_may_be_dynamic() -> None:
    model = witness.make_model(STEM, CONFIG)
    model(inputs_for())
    shapes = {
        name: tf.TensorSpec([None] * tensor.shape.rank + [], tensor.dtype)
        if tensor.shape.rank == 1
        else tf.TensorSpec([None, None, tensor.shape[2]], tensor.dtype)
        for name, tensor in inputs_for().items()
    }
    decode = tf.function(
        lambda inputs: model(inputs)["outputs"].rnn_output, input_signature=[shapes]
    )
    for sizes in ({"batch_size": 4, "memory_time": 9}, {"batch_size": 2, "decoder_time": 3}):
        inputs = inputs_for(3, **sizes)
        expected = model(inputs)["outputs"].rnn_output.numpy()
        np.testing.assert_allclose(decode(inputs).numpy(), expected, rtol=0, atol=1e-12)
    assert decode.experimental_get_tracing_count() == 1


def test_it_trains() -> None:
    inputs = {name: tensor.numpy() for name, tensor in inputs_for().items()}
    trainer = witness.Trainer(witness.make_model(STEM, CONFIG), inputs)
    losses = [float(trainer.step()) for _ in range(60)]
    assert losses[-1] < 0.98 * losses[0]
    assert all(later < earlier for earlier, later in zip(losses, losses[1:]))


@pytest.mark.parametrize("policy", ["mixed_float16", "mixed_bfloat16"])
def test_mixed_precision_is_close(policy: str) -> None:
    """Outputs are of 16 bits; weights, the loss and its gradients of 32."""
    config = {**CONFIG, "dtype": "float32"}
    inputs = token_models.inputs_for(STEM, **config)
    model, mixed = (witness.make_model(STEM, {**config, "dtype": d}) for d in ("float32", policy))
    outputs, losses, gradients = [], [], []
    for one in (model, mixed):
        token_models.make_weights(one, inputs)
        with tf.GradientTape() as tape:
            results = one(inputs)
            losses.append(one.loss_of(results, inputs))
        outputs.append(results["outputs"].rnn_output)
        gradients.append(tape.gradient(losses[-1], one.trainable_variables))
    assert outputs[1].dtype == mixed.compute_dtype == policy[len("mixed_") :]
    assert losses[1].dtype == tf.float32
    assert 0 < np.abs(tf.cast(outputs[1], tf.float32) - outputs[0]).max() < 0.03
    np.testing.assert_allclose(losses[1], losses[0], rtol=0.03)
    for full, half in zip(*gradients):
        full, half = tf.convert_to_tensor(full).numpy(), tf.convert_to_tensor(half).numpy()
        assert half.dtype == np.float32
        np.testing.assert_allclose(half, full, rtol=0, atol=0.1 * max(np.abs(full).max(), 1e-3))


@pytest.mark.parametrize("name", ["weights", "model.weights.h5"])
def test_keras_weights_save_and_load(name: str, tmp_path: Path) -> None:
    inputs = inputs_for()
    model = witness.make_model(STEM, {**CONFIG, "mechanisms": 2, "normalize": True})
    expected = model(inputs)["outputs"].rnn_output.numpy()
    model.save_weights(tmp_path / name)
    other = witness.make_model(STEM, {**CONFIG, "mechanisms": 2, "normalize": True})
    assert np.abs(other(inputs)["outputs"].rnn_output.numpy() - expected).max() > 1e-3
    other.load_weights(tmp_path / name)
    np.testing.assert_array_equal(other(inputs)["outputs"].rnn_output.numpy(), expected)


def test_a_checkpoint_of_either_tensorflow_loads() -> None:
    """TensorFlow 2 names the Keras LSTM's variables otherwise than 1.15.5."""
    golden = load_golden(STEM, "plain")
    model = model_with_weights(golden)
    renamed = {re.sub(r"^lstm/", "lstm/lstm_cell/", k): v for k, v in golden.weights.items()}
    checkpoints.load(model.weight_rules(), renamed, model.weights)
    with pytest.raises(
        checkpoints.WeightTransferError, match="unused TensorFlow 1 tensor global_step"
    ):
        checkpoints.load(
            model.weight_rules(), {**renamed, "global_step": np.zeros([])}, model.weights
        )


@pytest.mark.parametrize(
    ("epsilon", "least", "most"),
    [(1e-8, 0.0, 3e-8), (1e-7, 1e-6, 1e-2)],
    ids=["epsilon of TensorFlow 1", "default of Keras"],
)
def test_keras_adam_needs_the_epsilon_of_tensorflow_1(
    epsilon: float, least: float, most: float
) -> None:
    """Keras's own Adam follows to its rounding of beta's powers, given epsilon 1e-8."""
    golden = load_golden(STEM, "plain")
    trainer = witness.Trainer(witness.make_model(STEM, golden.config), golden.inputs)
    trainer.load(golden.weights)
    trainer.optimizer = tf.keras.optimizers.Adam(witness.LEARNING_RATE, epsilon=epsilon)
    for _ in range(witness.OPTIMIZER_STEPS):
        trainer.step()
    trained = trainer.weights("training")
    worst = max(np.abs(golden.report[name] - array).max() for name, array in trained.items())
    assert least <= worst <= most
