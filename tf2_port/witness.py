"""Run a variant of `tf2_port.variants` and report everything it computes.

The port's counterpart of `legacy_tf1.witness`: the same flat dict of arrays, with
weights, gradients and trained weights carried back to TensorFlow 1's layout.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from tf2_port import checkpoints, registry
from tf2_port.compat import tf
from tf2_port.probe import Probe
from tf2_port.recipe import LEARNING_RATE, OPTIMIZER_STEPS, Recipe
from tf2_port.states import tf1_state

__all__ = ["EPSILON", "LEARNING_RATE", "OPTIMIZER_STEPS", "Recipe", "Trainer", "observe"]

EPSILON = 1e-8


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


def recipe(stem: str, config: Mapping[str, Any]) -> Recipe:
    """Returns the recipe of a variant; arguments as for `make_model`."""
    # Each step would write into the history of a state that is thrown away.
    plain = {**config, "alignment_history": False}
    attends = "AttentionWrapper" in registry.find(stem).symbols
    return Recipe(
        lambda: make_model(stem, config),
        named_results,
        lambda probe: make_model(
            stem, plain, **({"attention_fn": probe.attention_fn} if attends else {})
        ),
        autograph=False,  # the variants have no control flow of Python that depends on tensors
    )


def _parameters(model_class: Any) -> list[str]:
    if not model_class.__module__.startswith(__package__):
        return []
    return list(inspect.signature(model_class.__init__).parameters)


class Trainer:
    """A model with its inputs and the Adam of TensorFlow 1, epsilon 1e-8.

    The optimizer is that of `tf.compat.v1`: Keras's Adam computes the powers of
    beta in another precision, which shows from 1e-8 on in float64.
    """

    def __init__(
        self,
        model: Any,
        inputs: Mapping[str, np.ndarray],
        optimizer: Any = None,
        training: bool = True,
        autograph: bool = True,
    ) -> None:
        tensors = {name: tf.constant(value) for name, value in inputs.items()}
        model(model.full(tensors))  # makes the weights
        self.model = model
        self.training = training
        self.inputs = tensors
        self.optimizer = optimizer or tf.compat.v1.train.AdamOptimizer(
            LEARNING_RATE, epsilon=EPSILON
        )
        self.checkpoint = tf.train.Checkpoint(model=model, optimizer=self.optimizer)

        self.traced = tf.function(self.results_and_gradients, autograph=autograph)

    def results_and_gradients(self) -> tuple[Any, Any, Any]:
        """Returns what the model computes, its loss, and a gradient for each weight.

        `traced` is the same as a `tf.function`.
        """
        with tf.GradientTape() as tape:
            results = self.model(self.inputs, training=self.training)
            loss = self.model.loss_of(results, self.inputs)
        if loss is None:
            return results, None, None
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
        if hasattr(self.model, "set_tf1_weights"):  # in a way of its own
            self.model.set_tf1_weights(weights)
            return
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
    decoding_steps: int | None = None,
) -> dict[str, np.ndarray]:
    """Runs a variant on given inputs and weights.

    Args:
      stem: of `tf2_port.variants`.
      config: as for `legacy_tf1.witness.observe`.
      inputs: arrays by name.
      weights: arrays by TensorFlow 1 variable name.
      decoding_steps: how many to look into; by default as many as there are outputs.

    Returns:
      The report; see `legacy_tf1.witness`.
    """
    followed = replace(recipe(stem, config), decoding_steps=decoding_steps)
    with as_they_are():
        return observe_model(followed, inputs, weights)


@contextlib.contextmanager
def as_they_are() -> Iterator[None]:
    """Runs small graphs without rewriting them, which would take longer than running."""
    name, options = "disable_meta_optimizer", tf.config.optimizer
    before = options.get_experimental_options().get(name, False)
    options.set_experimental_options({name: True})
    try:
        yield
    finally:
        options.set_experimental_options({name: before})


def observe_model(
    recipe: Recipe, inputs: Mapping[str, np.ndarray], weights: Mapping[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """Runs any model that has a recipe; see `observe`."""
    trainer = trainer_of(recipe, inputs)
    trainer.load(weights)
    report: dict[str, Any] = trainer.weights("weights")
    results, loss, gradients = trainer.traced()
    report.update(recipe.named(trainer.model, results))
    if loss is not None:
        report["loss"] = loss
        report.update(_prefixed("gradients", trainer.gradients_in_tf1_layout(gradients)))
    report.update(_observe_inference(trainer, recipe))
    if loss is not None and recipe.steps:
        report.update(train(recipe, trainer))
    if loss is not None and recipe.restores:
        report.update(_observe_restored(recipe, trainer, inputs))
    if recipe.probed is not None:
        steps = recipe.decoding_steps or _steps_in(trainer.model, results)
        report.update(observe_steps(recipe.probed, steps, inputs, weights))
    return {name: np.asarray(value) for name, value in report.items()}


def trainer_of(recipe: Recipe, inputs: Mapping[str, np.ndarray]) -> Trainer:
    """Makes a model by its recipe, with its optimizer."""
    optimizer = recipe.optimizer() if recipe.optimizer else None
    return Trainer(recipe.make(), inputs, optimizer, recipe.training, recipe.autograph)


def train(recipe: Recipe, trainer: Trainer) -> dict[str, Any]:
    """Does the optimizer steps, and reports losses and weights."""
    report: dict[str, Any] = {}
    losses = [trainer.step()]
    if recipe.first_step:
        report.update(trainer.weights("first_step"))
    losses += [trainer.step() for _ in range(recipe.steps - 1)]
    report["training/loss"] = np.stack(losses)
    report.update(trainer.weights("training"))
    return report


def named_results(model: Any, results: Any) -> dict[str, Any]:
    """Names what a variant's model returns."""
    report: dict[str, Any] = {}
    cells = model.decoder_cells
    fields = getattr(model, "state_fields", ())
    encoder = dict(results["encoder"])
    if "state" in encoder:
        encoder["encoder_state"] = tf1_state(encoder.pop("state"), cells)
    report.update(named("forward", encoder))
    report.update(named("forward", results["outputs"]))
    if "state" in results:
        report.update(named("forward/state", tf1_state(results["state"], cells, fields)))
    report["forward/sequence_lengths"] = results["lengths"]
    return report


def _observe_inference(trainer: Trainer, recipe: Recipe) -> dict[str, Any]:
    """Decodes without a target."""
    report: dict[str, Any] = {}
    model = trainer.model
    for mode in recipe.modes:
        if hasattr(model, mode):
            decode = tf.function(getattr(model, mode), autograph=recipe.autograph)
            outputs, state, lengths = decode(trainer.inputs)
            fields = getattr(model, "state_fields", ())
            report.update(named(mode, outputs))
            report.update(named(mode + "/state", tf1_state(state, model.decoder_cells, fields)))
            if mode != "beam":
                report[mode + "/sequence_lengths"] = lengths
    return report


def _observe_restored(
    recipe: Recipe, trainer: Trainer, inputs: Mapping[str, np.ndarray]
) -> dict[str, Any]:
    """Goes on from a checkpoint for one step."""
    with tempfile.TemporaryDirectory() as folder:
        path = trainer.checkpoint.write(str(Path(folder) / "checkpoint"))
        restored = trainer_of(recipe, inputs)
        status = restored.checkpoint.read(path)
        # Makes the optimizer's slots, which restores them first. One step is done
        # sooner than traced, and shows that eager execution computes the same.
        restored.step(eager=True)
        status.assert_consumed()
    return restored.weights("restored")


def _steps_in(model: Any, results: Any) -> int:
    time_axis = 0 if getattr(model, "output_time_major", False) else 1
    return max(results["outputs"].rnn_output.shape[time_axis], 1)


def observe_steps(
    probed: Callable[[Probe], Any],
    steps: int,
    inputs: Mapping[str, np.ndarray],
    weights: Mapping[str, np.ndarray],
) -> dict[str, Any]:
    """Steps the decoder of another model by hand."""
    probe = Probe()
    watched = probed(probe)
    probe.watch(watched)
    trainer = Trainer(watched, inputs)
    trainer.load(weights)
    stepped = probe.unroll(watched, trainer.inputs, steps)
    return _prefixed("steps", {name: np.asarray(array) for name, array in stepped.items()})


def _prefixed(prefix: str, arrays: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{prefix}/{name}": array for name, array in arrays.items()}


def named(prefix: str, structure: Any) -> dict[str, Any]:
    """Flattens nested dicts and (named) tuples to tensors by path."""
    if hasattr(structure, "_asdict"):
        structure = structure._asdict()
    elif isinstance(structure, (list, tuple)):
        structure = dict(enumerate(structure))
    if not isinstance(structure, dict):
        return {prefix: structure}
    found: dict[str, Any] = {}
    for key, value in structure.items():
        found.update(named(f"{prefix}/{key}", value))
    return found
