"""Run a variant of `tf2_port.variants` and report everything it computes.

The port's counterpart of `legacy_tf1.witness`: the same flat dict of arrays, with
weights, gradients and trained weights carried back to TensorFlow 1's layout.
"""

from __future__ import annotations

import importlib
import inspect
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from tf2_port import checkpoints, registry
from tf2_port.compat import tf
from tf2_port.probe import Probe
from tf2_port.states import tf1_state

LEARNING_RATE = 1e-3
EPSILON = 1e-8
OPTIMIZER_STEPS = 5


def make_model(stem: str, config: Mapping[str, Any], **options: Any) -> Any:
    """Makes a variant's Keras model, not built yet.

    Args:
      stem: of `tf2_port.variants`.
      config: fields of the TensorFlow 1 variant's `Config`; sizes of the data,
        which a Keras model does not need, are passed over.
      **options: further arguments of the model.
    """
    variant = importlib.import_module(f"tf2_port.variants.{stem}")
    model_class = getattr(variant, registry.find(stem).model)
    known = {p for base in inspect.getmro(model_class) for p in _parameters(base)}
    return model_class(**{k: v for k, v in config.items() if k in known}, **options)


def _parameters(model_class: Any) -> list[str]:
    if not model_class.__module__.startswith(__package__):
        return []
    return list(inspect.signature(model_class.__init__).parameters)


class Trainer:
    """A model with its inputs and the Adam of TensorFlow 1, epsilon 1e-8.

    The optimizer is that of `tf.compat.v1`: Keras's Adam computes the powers of
    beta in another precision, which shows from 1e-8 on in float64.
    """

    def __init__(self, model: Any, inputs: Mapping[str, np.ndarray]) -> None:
        tensors = {name: tf.constant(value) for name, value in inputs.items()}
        model(model.full(tensors))  # makes the weights
        self.model = model
        self.inputs = tensors
        self.optimizer = tf.compat.v1.train.AdamOptimizer(LEARNING_RATE, epsilon=EPSILON)
        self.checkpoint = tf.train.Checkpoint(model=model, optimizer=self.optimizer)

        self.traced = tf.function(self.results_and_gradients)

    def results_and_gradients(self) -> tuple[Any, Any, Any]:
        """Returns what the model computes, its loss, and a gradient for each weight.

        `traced` is the same as a `tf.function`.
        """
        with tf.GradientTape() as tape:
            results = self.model(self.inputs, training=True)
            loss = self.model.loss_of(results, self.inputs)
        gradients = tape.gradient(
            loss,
            self.model.trainable_variables,
            unconnected_gradients=tf.UnconnectedGradients.ZERO,
        )
        return results, loss, gradients

    def step(self, eager: bool = False) -> np.ndarray:
        """Does one Adam step, and returns the loss before it."""
        _, loss, gradients = self.results_and_gradients() if eager else self.traced()
        self.optimizer.apply_gradients(zip(gradients, self.model.trainable_variables))
        return loss.numpy()

    def load(self, weights: Mapping[str, np.ndarray]) -> None:
        checkpoints.load(self.model.weight_rules(), weights, self.model.weights)

    def weights(self, prefix: str) -> dict[str, np.ndarray]:
        return _prefixed(prefix, checkpoints.dump(self.model.weight_rules()))

    def gradients_in_tf1_layout(self, gradients: Any) -> dict[str, np.ndarray]:
        by_variable = {
            id(variable): tf.convert_to_tensor(gradient).numpy()
            for variable, gradient in zip(self.model.trainable_variables, gradients)
        }
        rules = self.model.weight_rules()
        return checkpoints.dump(rules, lambda variable: by_variable[id(variable)], kind="slot")


def observe(
    stem: str,
    config: Mapping[str, Any],
    inputs: Mapping[str, np.ndarray],
    weights: Mapping[str, np.ndarray],
) -> dict[str, np.ndarray]:
    """Runs a variant on given inputs and weights.

    Args:
      stem: of `tf2_port.variants`.
      config: as for `legacy_tf1.witness.observe`.
      inputs: arrays by name.
      weights: arrays by TensorFlow 1 variable name.

    Returns:
      The report; see `legacy_tf1.witness`.
    """
    trainer = Trainer(make_model(stem, config), inputs)
    trainer.load(weights)
    report: dict[str, Any] = trainer.weights("weights")
    results, loss, gradients = trainer.traced()
    cells = trainer.model.decoder_cells
    fields = getattr(trainer.model, "state_fields", ())
    encoder = dict(results["encoder"])
    if "state" in encoder:
        encoder["encoder_state"] = tf1_state(encoder.pop("state"), cells)
    report.update(_named("forward", encoder))
    report.update(_named("forward", results["outputs"]))
    if "state" in results:
        report.update(_named("forward/state", tf1_state(results["state"], cells, fields)))
    report["forward/sequence_lengths"] = results["lengths"]
    report["loss"] = loss
    report.update(_prefixed("gradients", trainer.gradients_in_tf1_layout(gradients)))
    for mode in ("greedy", "beam"):
        if hasattr(trainer.model, mode):
            outputs, state, lengths = tf.function(getattr(trainer.model, mode))(trainer.inputs)
            report.update(_named(mode, outputs))
            report.update(_named(mode + "/state", tf1_state(state, cells, fields)))
            if mode != "beam":
                report[mode + "/sequence_lengths"] = lengths
    report["training/loss"] = np.stack([trainer.step() for _ in range(OPTIMIZER_STEPS)])
    report.update(trainer.weights("training"))
    with tempfile.TemporaryDirectory() as folder:
        path = trainer.checkpoint.write(str(Path(folder) / "checkpoint"))
        restored = Trainer(make_model(stem, config), inputs)
        status = restored.checkpoint.read(path)
        # Makes the optimizer's slots, which restores them first. One step is done
        # sooner than traced, and shows that eager execution computes the same.
        restored.step(eager=True)
        status.assert_consumed()
    report.update(restored.weights("restored"))
    time_axis = 0 if getattr(trainer.model, "output_time_major", False) else 1
    steps = results["outputs"].rnn_output.shape[time_axis]
    report.update(_prefixed("steps", _observe_steps(stem, config, inputs, weights, max(steps, 1))))
    return {name: np.asarray(value) for name, value in report.items()}


def _observe_steps(
    stem: str,
    config: Mapping[str, Any],
    inputs: Mapping[str, np.ndarray],
    weights: Mapping[str, np.ndarray],
    steps: int,
) -> dict[str, Any]:
    """Steps the decoder of another model by hand."""
    probe = Probe()
    # Each step would write into the history of a state that is thrown away.
    plain = {**config, "alignment_history": False}
    attends = "AttentionWrapper" in registry.find(stem).symbols
    model = make_model(stem, plain, **({"attention_fn": probe.attention_fn} if attends else {}))
    probe.watch(model)
    trainer = Trainer(model, inputs)
    trainer.load(weights)
    return probe.unroll(model, trainer.inputs, steps)


def _prefixed(prefix: str, arrays: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{prefix}/{name}": array for name, array in arrays.items()}


def _named(prefix: str, structure: Any) -> dict[str, Any]:
    """Flattens nested dicts and (named) tuples to tensors by path."""
    if hasattr(structure, "_asdict"):
        structure = structure._asdict()
    elif isinstance(structure, (list, tuple)):
        structure = dict(enumerate(structure))
    if not isinstance(structure, dict):
        return {prefix: structure}
    named: dict[str, Any] = {}
    for key, value in structure.items():
        named.update(_named(f"{prefix}/{key}", value))
    return named
