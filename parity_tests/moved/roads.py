"""Check, after `moved.install()`, that all roads to a name lead to one class family.

Of these checks TensorFlow 1.15.5 has no say: they are about TensorFlow 2's two families.
"""

from __future__ import annotations

import importlib
import sys
import traceback
from typing import Any, Callable

import tensorflow.compat.v1 as tf

from legacy_tf1 import moved, seq2seq
from parity_tests.moved.values import old

PUBLIC = {
    "ops.rnn_cell_impl": tf.nn.rnn_cell,
    "ops.rnn_cell": tf.nn.rnn_cell,
    "ops.rnn": tf.nn,
    "layers.layers": tf.layers,
    "layers.core": tf.layers,
    "layers.base": tf.layers,
    "layers.convolutional": tf.layers,
    "layers.normalization": tf.layers,
    "layers.pooling": tf.layers,
    "keras.layers": tf.keras.layers,
    "keras.models": tf.keras.models,
    "keras.layers.recurrent": tf.keras.layers,
    "keras.layers.core": tf.keras.layers,
    "keras.engine.training": tf.keras,
    "estimator.estimator": tf.estimator,
}


def one_object_by_both_roads() -> None:
    compared = 0
    for module, public in PUBLIC.items():
        private = old(module)
        for name in dir(private):
            if name.startswith("_") or name not in dir(public):
                continue
            found = getattr(private, name)
            if isinstance(found, type(sys)) or not hasattr(found, "__module__"):
                continue
            assert found is getattr(public, name), f"{module}.{name} is {found}"
            compared += 1
    assert compared > 150, compared


def private_cells_and_layers_in_seq2seq() -> None:
    cell = old("ops.rnn_cell_impl").LSTMCell(4)
    assert isinstance(cell, tf.nn.rnn_cell.RNNCell)
    memory = tf.zeros([2, 5, 3])
    wrapped = seq2seq.AttentionWrapper(cell, seq2seq.BahdanauAttention(6, memory))
    state = wrapped.zero_state(2, tf.float32)
    assert isinstance(state.cell_state, old("ops.rnn_cell_impl").LSTMStateTuple)
    decoder = seq2seq.BasicDecoder(
        wrapped,
        seq2seq.TrainingHelper(tf.zeros([2, 7, 1]), [7, 2]),
        state,
        output_layer=old("layers.core").Dense(9),
    )
    outputs, _, _ = seq2seq.dynamic_decode(decoder)
    assert outputs.rnn_output.shape.as_list() == [2, None, 9]


def forms_of_import() -> None:
    space: dict[str, Any] = {}
    exec(
        "from tensorflow.python.ops.rnn_cell import *\n"
        "from tensorflow.python.layers import core, base as base_layers\n"
        "from tensorflow.python.keras.layers import core as keras_core, wrappers\n"
        "from tensorflow.python import keras\n"
        "from tensorflow.python.training.tracking import base as trackable\n"
        "import tensorflow.python.layers.core as by_name\n"
        "import tensorflow.python.ops.rnn_cell_impl\n"
        "import tensorflow.python.keras.layers.recurrent as recurrent\n",
        space,
    )
    cells = tf.nn.rnn_cell
    assert space["LSTMCell"] is cells.LSTMCell and space["GRUCell"] is cells.GRUCell
    assert space["core"] is space["by_name"] is old("layers.core")
    assert space["keras_core"].Dense is space["keras"].layers.Dense is tf.keras.layers.Dense
    assert space["recurrent"].LSTM is tf.keras.layers.LSTM
    assert space["keras"].layers.wrappers.Wrapper is tf.keras.layers.Wrapper
    assert issubclass(tf.keras.Model, space["keras"].engine.network.Network)
    python: Any = sys.modules["tensorflow.python"]
    assert python.ops.rnn_cell_impl.LSTMCell is cells.LSTMCell
    assert python.layers.core is space["core"] and python.keras is space["keras"]


def what_a_script_assigns_is_seen() -> None:
    """By others and, where the module is TensorFlow's own, by TensorFlow."""
    array_ops, core = old("ops.array_ops"), old("layers.core")
    before = array_ops.zeros
    stacked = array_ops.stack
    try:
        array_ops.zeros = lambda *_, **__: tf.constant(17.0)
        array_ops.stack = core.Dense = "mine"
        zeroed = old("ops.init_ops").Zeros()([1])
        assert zeroed.shape.as_list() == [], "TensorFlow does not see it"
        assert importlib.import_module("tensorflow.python.ops.array_ops").stack == "mine"
        assert importlib.import_module("tensorflow.python.layers.core").Dense == "mine"
    finally:
        array_ops.zeros, array_ops.stack, core.Dense = before, stacked, tf.layers.Dense


def what_never_was_is_missing() -> None:
    for module in ("ops.array_ops", "ops.rnn_cell_impl", "keras", "keras.layers", "ops.nn"):
        assert not hasattr(old(module), "no_such_name"), module
    for module in ("keras.no_such", "ops.no_such", "layers.no_such", "estimator.no_such"):
        try:
            old(module)
        except ModuleNotFoundError:
            continue
        raise AssertionError(f"{module} can be imported")


def a_second_install_changes_nothing() -> None:
    finders, core = list(sys.meta_path), old("layers.core")
    moved.install()
    assert sys.meta_path == finders and old("layers.core") is core


def nothing_is_said() -> None:
    """1.15.5 does not scold for its own modules, as TensorFlow 2 does for some of them."""
    heard: list[str] = []
    logger = tf.get_logger()
    keep = logger.handle
    logger.handle = lambda record: heard.append(record.getMessage())
    try:
        for module in ("training.checkpoint_management", "training.saver", "training.input"):
            assert old(module).__name__
        assert old("training.checkpoint_management").latest_checkpoint is tf.train.latest_checkpoint
    finally:
        logger.handle = keep
    assert not heard, heard


ROADS: dict[str, Callable[[], None]] = {
    check.__name__: check
    for check in (
        nothing_is_said,
        one_object_by_both_roads,
        private_cells_and_layers_in_seq2seq,
        forms_of_import,
        what_a_script_assigns_is_seen,
        what_never_was_is_missing,
        a_second_install_changes_nothing,
    )
}


def failures() -> dict[str, str]:
    """Runs all checks; returns the tracebacks of those that fail."""
    found = {}
    for name, check in ROADS.items():
        with tf.Graph().as_default():
            try:
                check()
            except Exception:
                found[name] = traceback.format_exc()
    return found
