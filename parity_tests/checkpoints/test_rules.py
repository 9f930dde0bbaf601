"""Test each weight rule on values, on its input, and on a second run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parity_tests.checkpoints.layers import (
    bahdanau,
    cudnn_gru,
    dense,
    embedding,
    gru_cell,
    keras_lstm,
    layer_norm,
    local,
    lstm_cell,
    luong,
    multi_head,
    peephole,
    rnn_cell,
)
from tf2_port.checkpoints import (
    BahdanauRule,
    CudnnGRURule,
    DenseRule,
    EmbeddingRule,
    GRUCellRule,
    KerasLSTMRule,
    LayerNormRule,
    LocalRule,
    LSTMCellRule,
    LuongRule,
    MultiHeadRule,
    PeepholeRule,
    RNNCellRule,
    Rule,
    WeightTransferError,
    dump,
    load,
)
from tf2_port.compat import tf

RULES: dict[str, Callable[[], tuple[Rule, Sequence[Any]]]] = {
    "lstm_cell": lambda: (lambda c: (LSTMCellRule("cell", c, 0.5), c.weights))(lstm_cell(3, 2)),
    "peephole": lambda: (lambda c: (PeepholeRule("cell", c, 0.5), c.weights))(peephole()),
    "cudnn_gru": lambda: (lambda c: (CudnnGRURule("cell", c), c.weights))(cudnn_gru()),
    "gru_cell": lambda: (lambda c: (GRUCellRule("cell", c), c.weights))(gru_cell(3, 2)),
    "rnn_cell": lambda: (lambda c: (RNNCellRule("cell", c), c.weights))(rnn_cell(3, 2)),
    "embedding": lambda: (lambda e: (EmbeddingRule("table", e), e.weights))(embedding()),
    "dense": lambda: (lambda d: (DenseRule("dense", d), d.weights))(dense(True)),
    "dense_without_bias": lambda: (lambda d: (DenseRule("dense", d), d.weights))(dense(False)),
    "keras_lstm": lambda: (lambda k: (KerasLSTMRule("lstm", k), k.weights))(keras_lstm()),
    "luong": lambda: (lambda m: (LuongRule("memory_layer", "a", m), m.weights))(luong()),
    "local_m": lambda: (lambda m: (LocalRule("memory_layer", "a", m), m.weights))(local(None)),
    "local_p": lambda: (lambda m: (LocalRule("memory_layer", "a", m), m.weights))(local(4)),
    "multi_head": lambda: (lambda m: (MultiHeadRule("a", m), m.weights))(multi_head(False)),
    "multi_head_biased": lambda: (lambda m: (MultiHeadRule("a", m), m.weights))(multi_head(True)),
    "layer_norm": lambda: (lambda n: (LayerNormRule("norm", n), n.weights))(layer_norm()),
    "bahdanau": lambda: (lambda m: (BahdanauRule("memory_layer", "a", m), m.weights))(
        bahdanau(False)
    ),
    "bahdanau_normalised": lambda: (lambda m: (BahdanauRule("memory_layer", "a", m), m.weights))(
        bahdanau(True)
    ),
}


def random_tensors(rule: Rule) -> dict[str, np.ndarray]:
    """Returns values in TensorFlow 1's layout, all different."""
    shapes = {name: array.shape for name, array in dump([rule]).items()}
    random = np.random.RandomState(3)
    return {name: random.standard_normal(shape) for name, shape in shapes.items()}


@pytest.mark.parametrize("name", RULES)
def test_round_trip_leaves_input_alone_and_repeats(name: str) -> None:
    rule, weights = RULES[name]()
    tensors = random_tensors(rule)
    before = {key: array.copy() for key, array in tensors.items()}
    load([rule], tensors, weights)
    once = [weight.numpy() for weight in weights]
    load([rule], tensors, weights)
    for key, array in before.items():
        np.testing.assert_array_equal(tensors[key], array)
    for first, weight in zip(once, weights):
        np.testing.assert_array_equal(first, weight.numpy())
    for key, array in dump([rule]).items():
        np.testing.assert_allclose(array, tensors[key], rtol=0, atol=1e-15)


@pytest.mark.parametrize("name", RULES)
def test_every_tensor_is_accounted_for(name: str) -> None:
    rule, weights = RULES[name]()
    tensors = random_tensors(rule)
    unchanged = [weight.numpy() for weight in weights]
    first = next(iter(tensors))
    others = {key: array for key, array in tensors.items() if key != first}
    with pytest.raises(WeightTransferError, match=f"no TensorFlow 1 tensor {first}"):
        load([rule], others, weights)
    with pytest.raises(WeightTransferError, match="unused TensorFlow 1 tensor left/over"):
        load([rule], {**tensors, "left/over": np.zeros(1)}, weights)
    stranger = tf.Variable(tf.zeros([1], tf.float64), name="stranger")
    with pytest.raises(WeightTransferError, match="stranger:0 belongs to 0 rules"):
        load([rule], tensors, [*weights, stranger])
    with pytest.raises(WeightTransferError, match="belongs to 2 rules"):
        load([rule, rule], tensors, weights)
    with pytest.raises(WeightTransferError, match=r"makes float32.* but .* is float64"):
        load([rule], {k: a.astype(np.float32) for k, a in tensors.items()}, weights)
    grown = np.concatenate([np.atleast_1d(tensors[first])] * 2)
    with pytest.raises(WeightTransferError, match=f"of {first}"):
        load([rule], {**tensors, first: grown}, weights)
    for before, weight in zip(unchanged, weights):
        np.testing.assert_array_equal(before, weight.numpy())


def test_lstm_gates_and_forget_bias_go_where_keras_has_them() -> None:
    cell = lstm_cell(units=2, inputs=1)
    kernel = np.arange(24.0).reshape(3, 8)  # rows: 1 input, 2 recurrent; gates i, j, f, o
    bias = np.arange(8.0)
    load([LSTMCellRule("c", cell, 1.0)], {"c/kernel": kernel, "c/bias": bias}, cell.weights)
    np.testing.assert_array_equal(cell.kernel.numpy(), [[0, 1, 4, 5, 2, 3, 6, 7]])
    np.testing.assert_array_equal(
        cell.recurrent_kernel.numpy(),
        [[8, 9, 12, 13, 10, 11, 14, 15], [16, 17, 20, 21, 18, 19, 22, 23]],
    )
    np.testing.assert_array_equal(cell.bias.numpy(), [0, 1, 4 + 1, 5 + 1, 2, 3, 6, 7])


def test_forget_bias_is_for_weights_and_not_for_slots() -> None:
    cell = lstm_cell(units=2, inputs=1)
    rule = LSTMCellRule("c", cell, forget_bias=1.0)
    slots = {id(variable): np.zeros(variable.shape) for variable in cell.weights}
    for array in dump([rule], lambda variable: slots[id(variable)], kind="slot").values():
        np.testing.assert_array_equal(array, 0.0)
    converted = rule.to_keras([np.zeros([3, 8]), np.zeros(8)], "slot")
    np.testing.assert_array_equal(converted[2], 0.0)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(units=st.integers(1, 5), inputs=st.integers(1, 5), seed=st.integers(0, 2**31))
def test_cell_computes_what_the_tf1_cell_computes(units: int, inputs: int, seed: int) -> None:
    """The rule against TensorFlow's own LSTMCell, for any size."""
    random = np.random.RandomState(seed)
    tensors = {
        "c/kernel": random.standard_normal([inputs + units, 4 * units]),
        "c/bias": random.standard_normal([4 * units]),
    }
    x, c, h = (random.standard_normal([3, size]) for size in (inputs, units, units))
    cell = lstm_cell(units, inputs)
    load([LSTMCellRule("c", cell, 0.75)], tensors, cell.weights)
    _, (new_h, new_c) = cell(tf.constant(x), [tf.constant(h), tf.constant(c)])
    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        old = tf.compat.v1.nn.rnn_cell.LSTMCell(units, forget_bias=0.75, name="c")
        _, state = old(tf.constant(x), tf.compat.v1.nn.rnn_cell.LSTMStateTuple(c, h))
        for variable in tf.compat.v1.global_variables():
            variable.load(tensors[variable.op.name], session)
        expected = session.run(state)
    np.testing.assert_allclose(new_c.numpy(), expected.c, rtol=0, atol=1e-12)
    np.testing.assert_allclose(new_h.numpy(), expected.h, rtol=0, atol=1e-12)


def test_both_spellings_of_a_keras_lstm_load() -> None:
    layer = keras_lstm()
    tensors = random_tensors(KerasLSTMRule("lstm", layer))
    renamed = {key.replace("lstm/", "lstm/lstm_cell/"): array for key, array in tensors.items()}
    load([KerasLSTMRule("lstm", layer)], renamed, layer.weights)
    np.testing.assert_array_equal(layer.cell.kernel.numpy(), tensors["lstm/kernel"])


def test_gru_gates_go_where_keras_has_them() -> None:
    cell = gru_cell(units=1, inputs=1)
    tensors = {
        "c/gates/kernel": np.array([[1.0, 2.0], [3.0, 4.0]]),  # rows: input, recurrent; gates r, u
        "c/gates/bias": np.array([5.0, 6.0]),
        "c/candidate/kernel": np.array([[7.0], [8.0]]),
        "c/candidate/bias": np.array([9.0]),
    }
    load([GRUCellRule("c", cell)], tensors, cell.weights)
    np.testing.assert_array_equal(cell.kernel.numpy(), [[2, 1, 7]])
    np.testing.assert_array_equal(cell.recurrent_kernel.numpy(), [[4, 3, 8]])
    np.testing.assert_array_equal(cell.bias.numpy(), [6, 5, 9])


@pytest.mark.parametrize(
    ("rule", "make", "old"),
    [(GRUCellRule, gru_cell, "GRUCell"), (RNNCellRule, rnn_cell, "BasicRNNCell")],
)
def test_gru_and_rnn_compute_what_the_tf1_cells_compute(rule: Any, make: Any, old: str) -> None:
    cell = make(4, 3)
    tensors = random_tensors(rule("c", cell))
    load([rule("c", cell)], tensors, cell.weights)
    random = np.random.RandomState(7)
    x, h = random.standard_normal([2, 3]), random.standard_normal([2, 4])
    got, _ = cell(tf.constant(x), [tf.constant(h)])
    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        output, _ = getattr(tf.compat.v1.nn.rnn_cell, old)(4, name="c")(
            tf.constant(x), tf.constant(h)
        )
        for variable in tf.compat.v1.global_variables():
            variable.load(tensors[variable.op.name], session)
        expected = session.run(output)
    np.testing.assert_allclose(got.numpy(), expected, rtol=0, atol=1e-12)


@pytest.mark.parametrize("name", RULES)
def test_slots_are_rearranged_and_nothing_is_added(name: str) -> None:
    """A rule is linear in a gradient or slot: twice as much stays twice as much."""
    rule, _ = RULES[name]()
    tensors = list(random_tensors(rule).values())
    once = rule.to_keras(tensors, "slot")
    twice = rule.to_keras([2.0 * tensor for tensor in tensors], "slot")
    for one, two in zip(once, twice):
        np.testing.assert_array_equal(2.0 * one, two)
    for back, tensor in zip(rule.to_tf1(once, "slot"), tensors):
        np.testing.assert_array_equal(back, tensor)


def test_heads_go_where_keras_has_them() -> None:
    """One head's columns stay together: the second has the last half of every row."""
    layer = multi_head(use_bias=False, heads=2, size=2, depth=1)
    names = [f"a/{part}/kernel" for part in ("query", "key", "value")]
    tensors = {name: np.arange(4.0)[None] + 10 * k for k, name in enumerate(names)}
    tensors["a/output/kernel"] = np.arange(4.0)[:, None] + 30
    load([MultiHeadRule("a", layer)], tensors, layer.weights)
    query, key, value, output = [weight.numpy() for weight in layer.weights]
    np.testing.assert_array_equal(query, [[[0, 1], [2, 3]]])  # [depth, heads, size]
    np.testing.assert_array_equal(key, query + 10)
    np.testing.assert_array_equal(value, query + 20)
    np.testing.assert_array_equal(output, [[[30], [31]], [[32], [33]]])  # [heads, size, depth]
