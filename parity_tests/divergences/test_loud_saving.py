"""Show what cannot be saved, and what can be instead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tensorflow.compat.v1 as tf1

from legacy_tf1 import seq2seq
from parity_tests.divergences.genuine import assert_same
from parity_tests.divergences.port import (
    UNITS,
    inputs,
    memory,
    s2s,
)
from parity_tests.divergences.rows import row
from parity_tests.divergences.test_loud_layers import Attending
from parity_tests.launcher.record import CHECKPOINT
from tf2_port.compat import tf


@tf.keras.utils.register_keras_serializable("divergences")
class Registered(Attending):
    """Keras finds its class by name, and makes it without arguments."""


class Two(tf.keras.Model):
    """Has two mechanisms, whose weights have one name."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = (s2s.BahdanauAttention(UNITS, name="same") for _ in range(2))

    def call(self, inputs: Any) -> Any:
        for mechanism in (self.first, self.second):
            mechanism.setup_memory(inputs)
        return self.first.keys + self.second.keys


def given() -> Any:
    return tf.cast(inputs(), tf.float32), tf.cast(memory(), tf.float32)


@row("loud/saved_model")
def test_saved_model(tmp_path: Path) -> None:
    """TensorFlow 1 saved a graph; here a module of variables and a function does."""
    model = Attending()
    expected = model(given())
    with pytest.raises(ValueError, match="captures graph tensor"):
        tf.saved_model.save(model, str(tmp_path / "model"))
    # The memory that the failed attempt left in the mechanism is of no use.
    model.mechanism.setup_memory(given()[1])
    module = tf.Module()
    module.weights_of_model = model.variables
    signature = [[tf.TensorSpec(tensor.shape, tensor.dtype) for tensor in given()]]
    module.run = tf.function(lambda tensors: model(tensors), input_signature=signature)
    tf.saved_model.save(module, str(tmp_path / "module"))
    loaded = tf.saved_model.load(str(tmp_path / "module"))
    assert_same(loaded.run(list(given())), expected, 1e-6)


@row("loud/saved_model")
def test_a_graph_of_tensorflow_1_is_saved_with_its_mechanism(tmp_path: Path) -> None:
    """By `legacy_tf1`: the memory is a tensor of the one graph there is."""
    attend_to = given()[1]
    with tf.Graph().as_default(), tf1.Session() as session:
        attended = tf1.placeholder(tf.float32, [None, *attend_to.shape[1:]])
        mechanism = seq2seq.BahdanauAttention(UNITS, attended)
        keys = tf.identity(mechanism.keys)
        session.run(tf1.global_variables_initializer())
        expected = session.run(keys, {attended: attend_to.numpy()})
        saved = {"memory": attended}, {"keys": keys}
        tf1.saved_model.simple_save(session, str(tmp_path / "graph"), *saved)
    loaded = tf.saved_model.load(str(tmp_path / "graph")).signatures["serving_default"]
    assert_same(loaded(memory=attend_to)["keys"], expected, 1e-6)


@row("loud/model_files")
def test_model_files(tmp_path: Path) -> None:
    """A file of TensorFlow 1's Saver has weights alone: the program makes the model."""
    assert ("decoder/projection/kernel", [3, 7]) in tf.train.list_variables(
        str(CHECKPOINT / "model-3")
    )

    class Unregistered(Attending):
        pass

    model = Unregistered()
    model(given())
    with pytest.raises(NotImplementedError):
        model.save(tmp_path / "model.h5", save_format="h5")
    model.save(tmp_path / "plain.keras")
    with pytest.raises(TypeError, match="Could not locate class"):
        tf.keras.models.load_model(tmp_path / "plain.keras")
    registered = Registered()
    expected = registered(given())
    registered.save(tmp_path / "model.keras")
    loaded = tf.keras.models.load_model(tmp_path / "model.keras")
    assert_same(loaded(given()), expected, 0)
    for layer in (model.decoder, model.cell):
        config = layer.get_config()  # forgets the cell
        with pytest.raises(TypeError, match="missing a required argument: 'cell'"):
            type(layer).from_config(config)
    mechanism = s2s.BahdanauAttention(UNITS, normalize=True)
    again = s2s.BahdanauAttention.from_config(mechanism.get_config())
    assert (again.units, again.normalize) == (UNITS, True)


@row("loud/weight_files")
def test_weight_files(tmp_path: Path) -> None:
    """TensorFlow 1's files are told apart by scopes, and so are checkpoints and weights.h5."""
    assert tf.train.list_variables(str(CHECKPOINT / "model-3"))
    model = Two()
    expected = model(given()[1])
    with pytest.raises((ValueError, RuntimeError), match="name already exists"):
        model.save_weights(tmp_path / "model.h5", save_format="h5")
    for name in ("model.weights.h5", "checkpoint"):
        model.save_weights(tmp_path / name)
        other = Two()
        other(given()[1])
        other.load_weights(tmp_path / name)
        assert_same(other(given()[1]), expected, 0)
