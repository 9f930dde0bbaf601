"""Let a TF1 forward pass be a Keras layer of a TF2 program: the half-way house of a migration.

What the pass computes, its variables' names and its gradients are held to what
TensorFlow 1.15.5 recorded of the same function.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import tensorflow as tf

from legacy_tf1 import witness
from legacy_tf1.forward_pass import tf1_forward_pass
from parity_tests.golden.scenarios import outcome
from parity_tests.golden.scenarios.attention import half_way
from parity_tests.golden.scenarios.outcome import Outcome

RECORDED = outcome.load("attention.half_way")
KINDS = tuple(half_way.MECHANISMS)
LEARNING_RATE = 0.03125


class TF1Pass(tf.keras.layers.Layer):
    """The forward pass as it stands in the TF1 program, behind one decorator."""

    def __init__(self, kind: str) -> None:
        super().__init__(dtype="float64")
        self.kind = kind

    @tf1_forward_pass
    def call(self, inputs: dict[str, tf.Tensor]) -> dict[str, tf.Tensor]:
        return half_way.forward(**inputs, kind=self.kind)


def golden(kind: str) -> Outcome:
    return RECORDED["half_way_" + kind]


def inputs() -> dict[str, tf.Tensor]:
    return {name: tf.constant(value) for name, value in half_way.inputs().items()}


def name_of(weight: tf.Variable) -> str:
    return weight.name.partition(":")[0]


def set_weights(layer: Any, prefix: str = "") -> None:
    """Gives the layer the weights that the golden was recorded with, by name."""
    named = {name_of(w)[len(prefix) :]: w for w in layer.weights}
    described = [
        SimpleNamespace(op=SimpleNamespace(name=name), shape=w.shape, dtype=w.dtype)
        for name, w in named.items()
    ]
    drawn = witness.draw_weights(described, seed=1)
    for name, weight in named.items():
        weight.assign(drawn[name])


def observe(layer: Any, call: Callable[..., Any]) -> Outcome:
    """Calls the layer on the golden's inputs, and differentiates by a tape."""
    given = inputs()
    with tf.GradientTape() as tape:
        tape.watch([given["source"], given["target"]])
        found = call(given)
    wanted = {"source": given["source"], "target": given["target"]}
    wanted.update((name_of(w), w) for w in layer.trainable_weights)
    gradients = tape.gradient(found["loss"], wanted)
    arrays = {"forward/" + name: made.numpy() for name, made in found.items()}
    arrays.update(("gradients/" + name, made.numpy()) for name, made in gradients.items())
    variables = {name_of(w): f"{w.dtype.name}{w.shape.as_list()}" for w in layer.weights}
    return Outcome(arrays, variables=variables)


@pytest.fixture(params=["eager", "function"])
def way(request: pytest.FixtureRequest) -> Callable[..., Any]:
    return {"eager": lambda layer: layer, "function": tf.function}[request.param]


@pytest.mark.parametrize("kind", KINDS)
def test_forward_and_gradients_are_what_was_recorded(kind: str, way: Callable[..., Any]) -> None:
    layer = TF1Pass(kind)
    call = way(layer)
    call(inputs())  # makes the variables
    set_weights(layer)
    assert not outcome.problems(golden(kind), observe(layer, call))


@pytest.mark.parametrize("kind", ["bahdanau", "luong_monotonic"])
def test_variables_are_made_once(kind: str, way: Callable[..., Any]) -> None:
    """A second call, and one on other shapes, find the variables of the first."""
    layer = TF1Pass(kind)
    call = way(layer)
    first = call(inputs())["logits"]
    made = list(layer.weights)
    assert {name_of(w) for w in made} == set(golden(kind).variables)
    assert len(layer.trainable_weights) == len(made)
    np.testing.assert_allclose(call(inputs())["logits"], first, rtol=0, atol=1e-12)
    longer = {**inputs(), "source": tf.pad(inputs()["source"], [[0, 0], [0, 2], [0, 0]])}
    np.testing.assert_allclose(call(longer)["logits"], first, rtol=0, atol=1e-12)
    assert [id(w) for w in layer.weights] == [id(w) for w in made]


def test_two_layers_share_nothing() -> None:
    one, two = TF1Pass("bahdanau"), TF1Pass("bahdanau")
    one(inputs())
    two(inputs())
    assert [name_of(w) for w in one.weights] == [name_of(w) for w in two.weights]
    assert not {id(w) for w in one.weights} & {id(w) for w in two.weights}


class ScopedPass(TF1Pass):
    """The same by TensorFlow's own decorator, which needs a scope around all names."""

    @tf.compat.v1.keras.utils.track_tf1_style_variables
    def call(self, inputs: dict[str, tf.Tensor]) -> dict[str, tf.Tensor]:
        with tf.compat.v1.variable_scope("model"):
            return half_way.forward(**inputs, kind=self.kind)


def test_tensorflows_own_decorator_does_inside_a_scope(way: Callable[..., Any]) -> None:
    layer = ScopedPass("luong")
    call = way(layer)
    call(inputs())
    set_weights(layer, "model/")
    found = call(inputs())
    names = {name_of(w) for w in layer.weights}
    assert names == {"model/" + name for name in golden("luong").variables}
    for name, made in found.items():
        expected = golden("luong").arrays["forward/" + name]
        np.testing.assert_allclose(made, expected, rtol=0, atol=1e-12, err_msg=name)


class Model(tf.keras.Model):
    """A TF2 program around it: Keras trains it, TensorFlow 2 saves it."""

    def __init__(self, kind: str) -> None:
        super().__init__(dtype="float64")
        self.tf1_pass = TF1Pass(kind)

    def call(self, inputs: dict[str, tf.Tensor]) -> tf.Tensor:
        found = self.tf1_pass(inputs)
        self.add_loss(found["loss"])
        return found["logits"]


def test_keras_trains_it(kind: str = "bahdanau") -> None:
    """One step of `fit` goes against the recorded gradients."""
    model = Model(kind)
    model(inputs())
    set_weights(model)
    before = {name_of(w): w.numpy() for w in model.weights}
    model.compile(tf.keras.optimizers.legacy.SGD(LEARNING_RATE))
    history = model.fit(inputs(), batch_size=len(inputs()["target"]), verbose=0, shuffle=False)
    recorded = golden(kind).arrays
    assert history.history["loss"][0] == pytest.approx(recorded["forward/loss"], rel=1e-6)
    for weight in model.trainable_weights:
        name = name_of(weight)
        expected = before[name] - LEARNING_RATE * recorded["gradients/" + name]
        np.testing.assert_allclose(weight.numpy(), expected, rtol=0, atol=1e-12, err_msg=name)


def test_tensorflow_2_saves_and_restores_it(tmp_path: Path) -> None:
    saved, fresh = Model("luong"), Model("luong")
    saved(inputs())
    set_weights(saved)
    path = tf.train.Checkpoint(model=saved).save(tmp_path / "model")
    fresh(inputs())
    tf.train.Checkpoint(model=fresh).restore(path).assert_consumed()
    assert not outcome.problems(golden("luong"), observe(fresh.tf1_pass, fresh.tf1_pass))
