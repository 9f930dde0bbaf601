"""Be the tests of somebody's port, as they would write them; those named wrong must fail."""

import numpy as np
import pytest
import tensorflow as tf
from inputs import dense_inputs, inputs
from tf2_model import DensePort, Port, WrongState

from tf2_port import checkpoints
from tf2_port.parity import Tolerance

GRAPH, DENSE = "tf1_model:build", "tf1_model:build_dense"


def dense_rules(model):
    return [checkpoints.DenseRule("output", model.dense)]


def load(model, weights):
    rules = dense_rules(model)
    checkpoints.load(rules, weights, model.weights)
    return rules


def load_and_tell_nothing(model, weights):
    load(model, weights)


def keras_adam():
    return tf.keras.optimizers.Adam(1e-3)


def graph_here(source, target):
    kernel = tf.compat.v1.get_variable("output/kernel", [2, 3], source.dtype)
    bias = tf.compat.v1.get_variable("output/bias", [3], source.dtype)
    output = source @ kernel + bias
    return {"output": output, "loss": tf.reduce_mean(tf.square(output - target))}


def two_biases(source, target):
    more = tf.compat.v1.get_variable("more", [3], source.dtype)
    return {"output": graph_here(source, target)["output"] + more}


def test_right(parity):
    verdict = parity.check(Port, GRAPH, inputs(), steps=2)
    told = {comparison.tensor for comparison in verdict.comparisons}
    assert {"forward/alignments", "steps/score", "loss", "training/loss"} <= told
    assert "gradients/memory_layer/kernel" in told
    assert verdict.subject.reference.startswith("legacy_tf1 on TensorFlow 2")


def test_wrong_state(parity):
    parity.check(WrongState, golden="ref.npz")


def test_rules_and_load_and_a_graph_here(parity):
    parity.check(DensePort, DENSE, dense_inputs(), rules=dense_rules)
    parity.check(DensePort, graph_here, dense_inputs(), load=load, steps=2)
    verdict = parity.check(DensePort, graph_here, dense_inputs(), load=load_and_tell_nothing)
    told = {comparison.tensor for comparison in verdict.comparisons}
    assert told == {"forward/output", "loss", "training/loss"}
    assert verdict.subject.notes == [
        "gradients and trained weights are not compared: load returned no rules"
    ]


def test_wrong_epsilon(parity):
    near = Tolerance(1e-7, 0.0, "Keras computes the powers of beta in float32")
    tolerances = {"first_step/*": near, "training/*": near}
    options = {"rules": dense_rules, "optimizer": keras_adam, "tolerances": tolerances}
    data = {"source": 1e-5 * dense_inputs()["source"], "target": dense_inputs()["target"]}
    parity.check(DensePort, graph_here, data, **options)


def test_tolerances_can_be_seen_and_set(parity):
    assert "float64 gradients: 1e-12 absolute" in str(parity.tolerances)

    class Rounded(DensePort):
        def call(self, inputs):
            results = super().call(inputs)
            return {**results, "output": results["output"] + 1e-7}

    near = {"forward/*": Tolerance(1e-6, 0.0, "rounded on purpose")}
    parity.check(Rounded, graph_here, dense_inputs(), rules=dense_rules, tolerances=near)
    with pytest.raises(AssertionError, match="forward/output"):
        parity.check(Rounded, graph_here, dense_inputs(), rules=dense_rules)


def test_structure_tells_where_weights_go(parity):
    verdict = parity.check(DensePort, graph_here, dense_inputs())
    told = {comparison.tensor for comparison in verdict.comparisons}
    assert {"gradients/output/kernel", "training/output/bias"} <= told
    # Of a right port in float32 with input feeding, larger ones made rounding grow too much.
    assert np.abs(verdict.subject.expected["weights/output/kernel"]).max() <= 2 * np.sqrt(3 / 2)


def test_what_cannot_be_compared_is_told(parity):
    for options, problem in (
        ({}, "give graph and inputs, or golden"),
        ({"graph": DENSE}, "give graph and inputs, or golden"),
        ({"graph": DENSE, "inputs": {}, "golden": "x.npz"}, "golden has its own inputs"),
        ({"golden": "nowhere.npz"}, "nowhere.npz is not a file"),
        ({"graph": "tf1_model", "inputs": {}}, "expected MODULE:FUNCTION"),
        ({"graph": "nowhere:f", "inputs": {}}, "there is no module nowhere"),
        ({"graph": graph_here, "inputs": dense_inputs(), "witness": "x"}, "expected one of"),
        ({"graph": two_biases, "inputs": dense_inputs()}, "cannot match checkpoint and model"),
    ):
        with pytest.raises(ValueError, match=problem):
            parity.check(DensePort, **options)
    source = {"source": np.zeros([1, 2])}
    for graph, problem in (
        ("tf1_model:not_a_dict", "legacy_tf1: the graph function returns .*: expected a dict of"),
        ("tf1_model:nothing", "the module tf1_model has no function nothing"),
        (DENSE, r"graph function tf1_model:build_dense takes \(source, target\), and the inputs"),
        (lambda source, n=2: 0, r"takes \(source, n=2\), and the inputs given are source, m: exp"),
    ):
        given = {**source, "m": np.zeros(1)} if callable(graph) else source
        with pytest.raises(ValueError, match=problem):
            parity.check(DensePort, graph, given, rules=dense_rules)
    with pytest.raises(RuntimeError, match="legacy_tf1: AttributeError"):
        parity.check(DensePort, "tf1_model:broken", source)


def test_absent_tensors_are_named(parity):
    class Silent(DensePort):
        def call(self, inputs):
            return {"loss": super().call(inputs)["loss"]}

    absent = {"forward/output": "it is not told"}
    parity.check(Silent, graph_here, dense_inputs(), rules=dense_rules, absences=absent)
    with pytest.raises(AssertionError, match="delete the entry"):
        parity.check(DensePort, graph_here, dense_inputs(), rules=dense_rules, absences=absent)
