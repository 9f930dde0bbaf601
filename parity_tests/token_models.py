"""Make models of tokens, data and graphs for the tests of what is peculiar to each variant."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from legacy_tf1 import witness as legacy_witness
from tf2_port import witness
from tf2_port.compat import tf
from tf2_port.parity import load_golden


def inputs_for(stem: str, seed: int = 0, **sizes: Any) -> dict[str, Any]:
    """Draws a variant's inputs, as tensors."""
    config = importlib.import_module(f"legacy_tf1.variants.{stem}").Config(**sizes)
    drawn = legacy_witness.draw_inputs(config, seed)
    return {name: tf.constant(array) for name, array in drawn.items()}


def golden_model(stem: str, case: str, **options: Any) -> tuple[Any, dict[str, Any]]:
    """Returns the port with a golden's weights, and the golden's inputs."""
    golden = load_golden(stem, case)
    trainer = witness.Trainer(witness.make_model(stem, {**golden.config, **options}), golden.inputs)
    trainer.load(golden.weights)
    return trainer.model, trainer.inputs


def logits(model: Any, inputs: dict[str, Any]) -> np.ndarray:
    """Returns `[batch, time, vocabulary]` of teacher forcing."""
    array: np.ndarray = model(inputs)["outputs"].rnn_output.numpy()
    return array


def any_size(inputs: dict[str, Any]) -> dict[str, Any]:
    """Describes inputs by their rank alone."""
    return {k: tf.TensorSpec([None] * v.shape.rank, v.dtype) for k, v in inputs.items()}


def assert_a_batch_leaves_nothing(stem: str, case: str) -> None:
    """Decodes a batch, then one of other sizes, forced and by beams, then the first again."""
    model, inputs = golden_model(stem, case)
    alone = logits(model, inputs)
    other = inputs_for(stem, 5, batch_size=2, source_time=9)
    logits(model, other)
    model.beam(other)
    np.testing.assert_array_equal(logits(model, inputs), alone)


def assert_one_trace_for_all_sizes(stem: str, model: Any, **sizes: Any) -> None:
    """Decodes batches of several sizes, traced once for any size and eagerly.

    So does greedy decoding. Whatever a batch leaves behind would show in the next.
    """
    small = {"batch_size": 2, "source_time": 4, "target_time": 3}
    batches = [inputs_for(stem, seed, **{**sizes, **more}) for seed, more in ((1, {}), (2, small))]
    expected = [(logits(model, inputs), model.greedy(inputs)[0].sample_id) for inputs in batches]

    @tf.function(input_signature=[any_size(batches[0])])
    def decode(inputs: dict[str, Any]) -> tuple[Any, Any]:
        return model(inputs)["outputs"].rnn_output, model.greedy(inputs)[0].sample_id

    for inputs, (forced, fed_back) in zip(batches[::-1], expected[::-1]):
        got = decode(inputs)
        np.testing.assert_allclose(got[0].numpy(), forced, rtol=0, atol=1e-12)
        np.testing.assert_array_equal(got[1].numpy(), fed_back.numpy())
    assert decode.experimental_get_tracing_count() == 1


def assert_it_trains(model: Any, inputs: dict[str, Any], steps: int = 30) -> None:
    """Trains on one batch, by a loop of one's own, until the loss has halved."""
    make_weights(model, inputs)
    optimizer = tf.keras.optimizers.Adam(0.03, epsilon=1e-8)

    @tf.function
    def step() -> Any:
        with tf.GradientTape() as tape:
            loss = model.loss_of(model(inputs, training=True), inputs)
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
        return loss

    losses = [float(step()) for _ in range(steps)]
    assert losses[-1] < 0.5 * losses[0]


def make_weights(model: Any, inputs: dict[str, Any]) -> None:
    """Builds a model, and draws its weights with a seed: the same for each of its kind."""
    random = np.random.RandomState(0)
    model(model.full(inputs))
    model.set_weights([random.uniform(-0.5, 0.5, array.shape) for array in model.get_weights()])


def assert_it_fits(model: Any, inputs: dict[str, Any], epochs: int = 30) -> None:
    """Trains by Keras's `fit`, in two batches, until the loss has halved."""
    data = tf.data.Dataset.from_tensor_slices(inputs).batch(2)
    make_weights(model, inputs)
    model.compile(tf.keras.optimizers.Adam(0.03, epsilon=1e-8))
    losses = model.fit(data, epochs=epochs, verbose=0).history["loss"]
    assert len(losses) == epochs
    first = {name: tensor[:2] for name, tensor in inputs.items()}
    after = model.evaluate(data.take(1), verbose=0)
    assert after < 0.5 * losses[0]
    assert after == pytest.approx(float(model.loss_of(model(first), first)), rel=1e-5)


def assert_mixed_precision_is_close(stem: str, policy: str, **config: Any) -> None:
    """Computes in 16 bits with weights of 32: a forward pass, greedy decoding, a step of training.

    bfloat16 has 8 significant bits, float16 has 11: what is close is the first two digits.
    """
    inputs = inputs_for(stem, **config)
    full = witness.make_model(stem, config)
    mixed = witness.make_model(stem, {**config, "dtype": policy})
    for model in (full, mixed):
        make_weights(model, inputs)
        model.compile(tf.keras.optimizers.SGD(1.0), run_eagerly=True)
    before = full.get_weights()
    assert {weight.dtype for weight in mixed.get_weights()} == {np.dtype(np.float32)}
    expected, got = logits(full, inputs), logits(mixed, inputs)
    assert got.dtype == mixed.compute_dtype == policy[len("mixed_") :]
    assert 0 < np.abs(got.astype(np.float32) - expected).max() < 0.03 * np.abs(expected).max()
    assert mixed.greedy(inputs)[0].rnn_output.dtype == mixed.compute_dtype
    for model in (full, mixed):
        model.fit(tf.data.Dataset.from_tensors(inputs), verbose=0)
    for old, one, other in zip(before, full.get_weights(), mixed.get_weights()):
        scale = max(np.abs(one - old).max(), 1e-3)
        np.testing.assert_allclose(other, one, rtol=0, atol=0.1 * scale)
    assert max(np.abs(one - old).max() for old, one in zip(before, full.get_weights())) > 0.01


def assert_weights_survive_a_file(stem: str, path: Path, **config: Any) -> None:
    """Saves by Keras's own means, loads into a new model, and finds the same numbers."""
    inputs = inputs_for(stem, **config)
    model, other = witness.make_model(stem, config), witness.make_model(stem, config)
    for one in (model, other):
        one(one.full(inputs))
    assert np.abs(logits(other, inputs) - logits(model, inputs)).max() > 1e-3
    model.save_weights(path)
    other.load_weights(path)
    np.testing.assert_array_equal(logits(other, inputs), logits(model, inputs))
