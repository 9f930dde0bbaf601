"""Carry the weights of mechanisms, wrappers and whole models, and know where they were."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tensorflow.compat.v1 as tf1

from parity_tests.divergences.genuine import assert_same, distance, genuine
from parity_tests.divergences.port import (
    BATCH,
    CELL_UNITS,
    DEPTH,
    UNITS,
    WRAPPER,
    bahdanau,
    decode,
    drawn,
    keras,
    memory,
    s2s,
    wrapped,
)
from parity_tests.divergences.rows import row
from parity_tests.golden.scenarios.divergences import cells
from parity_tests.launcher.record import CHECKPOINT
from tf2_port import checkpoints, witness
from tf2_port.compat import tf
from tf2_port.parity import load_golden

old = tf1.nn.rnn_cell


def trained(stem: str, case: str, weights: Any = None) -> tuple[Any, Any]:
    """Returns the port of a variant with the golden's weights, and the golden."""
    golden = load_golden(stem, case)
    trainer = witness.Trainer(witness.make_model(stem, golden.config), golden.inputs)
    trainer.load(golden.weights if weights is None else weights)
    return trainer, golden


@row(
    "transforms/mechanism_variables",
    "transforms/attention_layer",
    "transforms/output_layer",
    "verdict/same_mathematics",
    "training/forward_and_gradients",
)
@pytest.mark.parametrize(
    ("stem", "case"),
    [("bahdanau_attention", "two_mechanisms_layered"), ("global_attention", "scaled")],
)
def test_whole_models(stem: str, case: str) -> None:
    """Memory kernels, query layers, v, g, b, attention layers and output layers, as they are."""
    trainer, golden = trained(stem, case)
    results, loss, gradients = trainer.results_and_gradients()
    assert_same(results["outputs"].rnn_output, golden.report["forward/rnn_output"])
    assert_same(loss, golden.report["loss"])
    for name, gradient in trainer.gradients_in_tf1_layout(gradients).items():
        expected = golden.report["gradients/" + name]
        assert_same(gradient, expected, 1e-12 * max(1.0, np.abs(expected).max()))


@row("transforms/attention_layer")
def test_the_attention_layer_sees_the_cells_output_first() -> None:
    golden = load_golden("global_attention", "lstm")
    h, context = golden.report["steps/h"], golden.report["steps/context"]
    kernel = golden.weights["decoder/attention_wrapper/attention_layer/kernel"]
    expected = golden.report["steps/attention"]
    assert_same(np.tanh(np.concatenate([h, context], -1) @ kernel), expected)
    assert distance(np.tanh(np.concatenate([context, h], -1) @ kernel), expected) > 0.1


@row("transforms/memory_layer")
def test_the_memory_layer_needs_setup_memory_again() -> None:
    recorded = genuine("mechanisms/normalize")
    kernel = recorded.weights["memory_layer/kernel"]
    mechanism = bahdanau()
    mechanism.memory_layer.kernel.assign(kernel)
    assert distance(mechanism.keys, recorded["keys"]) > 0.1
    mechanism.setup_memory(memory(), [6, 1, 4])
    assert_same(mechanism.keys, recorded["keys"])
    # It is where the mechanism was made; a second one is numbered.
    two = genuine("several_mechanisms/two_mechanisms_in_a_list").recorded.variables
    assert {"memory_layer/kernel", "memory_layer_1/kernel"} <= set(two)


@row("transforms/checkpoint")
def test_a_file_of_tensorflow_1_15_5() -> None:
    reader = tf.train.load_checkpoint(str(CHECKPOINT / "model-3"))
    wrapper = "decoder/attention_wrapper"
    mechanism = s2s.BahdanauAttention(3, normalize=True, dtype="float64")
    mechanism.setup_memory(tf.zeros([1, 4, 2], tf.float64))
    mechanism([tf.zeros([1, 2], tf.float64), tf.zeros([1, 4], tf.float64)])
    gru, dense = (
        keras.GRUCell(3, reset_after=False, dtype="float64"),
        keras.Dense(7, dtype="float64"),
    )
    gru.build([None, 3])
    dense.build([None, 3])
    scope = "encoder/rnn/multi_rnn_cell/cell_0/gru_cell"
    rules = [
        checkpoints.BahdanauRule("memory_layer", f"{wrapper}/bahdanau_attention", mechanism),
        checkpoints.GRUCellRule(scope, gru),
        checkpoints.DenseRule("decoder/projection", dense),
    ]
    names = [tensor.name for rule in rules for tensor in rule.tensors()]
    tensors = {name: reader.get_tensor(name) for name in names}
    checkpoints.load(rules, tensors, [*mechanism.weights, *gru.weights, *dense.weights])
    x, h = np.full([2, 3], 0.5), np.full([2, 3], -0.25)
    r, u = np.split(
        1
        / (
            1
            + np.exp(
                -(
                    np.concatenate([x, h], 1) @ tensors[f"{scope}/gates/kernel"]
                    + tensors[f"{scope}/gates/bias"]
                )
            )
        ),
        2,
        axis=1,
    )
    joined = np.concatenate([x, r * h], 1) @ tensors[f"{scope}/candidate/kernel"]
    expected = u * h + (1 - u) * np.tanh(joined + tensors[f"{scope}/candidate/bias"])
    assert_same(gru(tf.constant(x), [tf.constant(h)])[0], expected)


@row("transforms/checkpoint")
def test_a_whole_model_through_a_file_of_saver(tmp_path: Path) -> None:
    weights = load_golden("bahdanau_attention", "normalize").weights
    with tf.Graph().as_default(), tf1.Session() as session:
        for name, value in weights.items():
            tf1.get_variable(name, initializer=value)
        session.run(tf1.global_variables_initializer())
        path = tf1.train.Saver().save(session, str(tmp_path / "model"))
    reader = tf.train.load_checkpoint(path)
    read = {name: reader.get_tensor(name) for name in reader.get_variable_to_shape_map()}
    trainer, golden = trained("bahdanau_attention", "normalize", read)
    outputs = trainer.results_and_gradients()[0]["outputs"]
    assert_same(outputs.rnn_output, golden.report["forward/rnn_output"])


@row("transforms/scopes")
def test_scopes() -> None:
    stepped = genuine("wrappers/wrapper_called_by_hand").recorded.variables
    decoded = genuine("wrappers/output_attention_off").recorded.variables
    inside = genuine("beam_search.cells/beams_of_layers_that_attend").recorded.variables
    assert "attention_wrapper/basic_rnn_cell/kernel" in stepped
    assert "decoder/attention_wrapper/basic_rnn_cell/kernel" in decoded
    assert "decoder/multi_rnn_cell/cell_0/attention_wrapper/basic_rnn_cell/kernel" in inside


@row("transforms/weight_order")
@pytest.mark.parametrize("late", [False, True])
def test_weight_order(late: bool) -> None:
    """Names depend on how the memory was given, so they are no map. contrib's are one."""
    theirs = genuine("wrappers/output_attention_off").recorded.variables
    assert {"memory_layer/kernel", f"{WRAPPER}/bahdanau_attention/attention_v"} <= set(theirs)
    if late:
        mechanism = s2s.BahdanauAttention(UNITS, dtype="float64")
        mechanism.setup_memory(memory())
    else:
        mechanism = s2s.BahdanauAttention(UNITS, memory(), dtype="float64")
    cell = keras.LSTMCell(CELL_UNITS, dtype="float64")
    made = wrapped(mechanism, cell, attention_layer_size=5)
    state = made.get_initial_state(batch_size=BATCH, dtype=tf.float64)
    decoder = s2s.BasicDecoder(
        made, s2s.TrainingSampler(), keras.Dense(3, dtype="float64"), dtype="float64"
    )
    # Of memory that came early, the mechanism was called: it has its v as well.
    assert len(decoder.get_weights()) == (1 if late else 2)
    decoder(drawn("inputs", BATCH, 5, DEPTH), initial_state=state)
    order = [
        made._attention_layers[0].kernel,
        *(cell.kernel, cell.recurrent_kernel, cell.bias),
        *(mechanism.attention_v, mechanism.query_layer.kernel, mechanism.memory_layer.kernel),
        *decoder.output_layer.weights,
    ]
    assert [w.ref() for w in decoder.weights] == [w.ref() for w in order]
    assert ("memory_layer" in mechanism.memory_layer.kernel.name) == late


class Adapter(tf1.nn.rnn_cell.RNNCell):
    """Swallows `training`, which TensorFlow 1's stacks do not know."""

    def __init__(self, cell: Any) -> None:
        super().__init__()
        self.cell = cell

    @property
    def state_size(self) -> Any:
        return self.cell.state_size

    @property
    def output_size(self) -> Any:
        return self.cell.output_size

    def __call__(self, inputs: Any, state: Any, training: Any = None) -> Any:
        return self.cell(inputs, state)


@row("transforms/zero_transform_bridge", "capability/v1_cells")
def test_zero_transform_bridge() -> None:
    """TensorFlow 1's own cell, with its own weights, in tfa's decoder."""
    recorded = genuine("basic_decoding/decode_a_cell_without_attention")
    weights = recorded.weights
    cell = old.LSTMCell(CELL_UNITS, dtype=tf.float64)
    cell.build(tf.TensorShape([None, DEPTH]))
    cell.set_weights([weights[f"decoder/lstm_cell/{name}"] for name in ("kernel", "bias")])
    zeros = tf.zeros([BATCH, CELL_UNITS], tf.float64)
    layer = keras.Dense(9, dtype="float64")
    layer.build([None, CELL_UNITS])
    layer.set_weights([weights[f"decoder/vocabulary/{name}"] for name in ("kernel", "bias")])
    state = old.LSTMStateTuple(zeros, zeros)
    outputs, final, _ = decode(cell, state, layer=layer, impute_finished=True)
    assert_same(outputs.rnn_output, recorded["outputs/rnn_output"])
    assert_same(final.c, recorded["state/c"])


@row("transforms/zero_transform_bridge", "capability/v1_cells")
def test_zero_transform_bridge_of_a_stack_needs_an_adapter() -> None:
    recorded = genuine("divergences.cells/stepped_stack")
    stack = old.MultiRNNCell([old.LSTMCell(units, dtype=tf.float64) for units in (5, 4)])
    state = tuple(
        old.LSTMStateTuple(*(drawn(f"state_{k}_{j}", BATCH, units) for j in range(2)))
        for k, units in enumerate((5, 4))
    )
    given = tf.stack([drawn(f"x{k}", BATCH, cells.DEPTH) for k in range(2)], axis=1)
    sampler = s2s.TrainingSampler(), (given,), {"sequence_length": tf.fill([BATCH], 2)}
    with pytest.raises(TypeError, match="unexpected keyword argument 'training'"):
        decode(stack, state, sampler)
    stack(given[:, 0], state)  # makes the weights
    for cell, weights in zip(stack._cells, zip(*[iter(recorded.weights.values())] * 2)):
        cell.set_weights(weights)
    outputs, _, _ = decode(Adapter(stack), state, sampler)
    for k in range(2):
        assert_same(outputs.rnn_output[:, k], recorded[f"output/{k}"])


@row("transforms/initial_distributions", "hazards/14_initializers", "capability/scope_initializers")
def test_initializers() -> None:
    """One glorot bound for the fused kernel there; glorot and an orthogonal matrix here."""
    recorded = genuine("divergences.training/initial_weights")
    assert recorded["lstm"].all()
    cell = keras.LSTMCell(20, kernel_initializer=tf.keras.initializers.GlorotUniform(seed=1))
    cell.build([None, 4])
    bound = np.sqrt(6 / (4 + 80))
    assert 0.97 * bound < np.abs(cell.kernel).max() <= bound
    recurrent = cell.recurrent_kernel.numpy()
    np.testing.assert_allclose(recurrent @ recurrent.T, np.eye(20), atol=1e-5)
    assert_same(recorded["gru_gate_bias"], np.ones(40, np.float32), 0)
    gru = keras.GRUCell(20)
    gru.build([None, 4])
    assert not gru.bias.numpy().any()
    # An initializer of the scope reaches everything in contrib, and nothing in Keras.
    everywhere = genuine("scopes/initializer_of_a_scope_reaches_everything")
    for name in everywhere.recorded.arrays:
        assert_same(np.unique(everywhere.recorded.arrays[name]).size, 1)
    with tf1.variable_scope("scope", initializer=tf1.constant_initializer(0.25)):
        dense = keras.Dense(3)
        dense.build([None, 4])
    assert np.unique(dense.kernel.numpy()).size > 1
