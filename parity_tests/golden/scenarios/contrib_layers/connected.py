"""Connect rows fully, normalise them, and drop some."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.contrib_layers.parts import (
    BATCH,
    DEPTH,
    at_first,
    gathered,
    layers,
    rows,
    tf,
)
from parity_tests.golden.scenarios.parts import describe, fed, tensor
from parity_tests.golden.scenarios.registry import misuse, scenario


@scenario
def fully_connected() -> Any:
    return gathered(layers.fully_connected(rows(), 5))


@scenario
def fully_connected_with_all_options() -> Any:
    outputs = layers.fully_connected(
        rows(),
        5,
        activation_fn=tf.tanh,
        weights_initializer=tf.ones_initializer(),
        weights_regularizer=layers.l2_regularizer(0.1),
        biases_initializer=tf.constant_initializer(0.3),
        biases_regularizer=layers.l1_regularizer(0.2),
        variables_collections={"weights": ["weights"], "biases": ["mine"]},
        outputs_collections="activations",
        trainable=False,
        scope="mine",
    )
    found = gathered(outputs)
    penalties = tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)
    found["penalties"] = repr([penalty.op.name for penalty in penalties])
    return {
        **found,
        **{f"penalty{k}": penalty for k, penalty in enumerate(penalties)},
        **at_first(),
    }


@scenario
def fully_connected_without_bias_or_activation() -> Any:
    return gathered(layers.fully_connected(rows(), 5, None, biases_initializer=None))


@scenario
def fully_connected_of_sequences() -> Any:
    return gathered(layers.linear(rows([None, None, DEPTH], 2, 3, DEPTH), 5))


@scenario
def fully_connected_in_all_activations() -> Any:
    inputs = rows()
    found = [getattr(layers, kind)(inputs, 5) for kind in ("linear", "relu", "relu6", "elu")]
    return gathered(found)


@scenario
def fully_connected_reused() -> Any:
    first = layers.fully_connected(rows(), 5, scope="mine")
    again = layers.fully_connected(tensor("other", 2, DEPTH), 5, scope="mine", reuse=True)
    return gathered([first, again])


@scenario
def fully_connected_and_normalised() -> Any:
    outputs = layers.fully_connected(
        rows(dtype="float32"),
        5,
        normalizer_fn=layers.batch_norm,
        normalizer_params={"is_training": True, "scale": True, "decay": 0.7},
    )
    return gathered(outputs)


@scenario
def fully_connected_starts_by_xavier() -> Any:
    """The op's own seed decides, with that of the graph."""
    tf.set_random_seed(3)
    initializer = layers.xavier_initializer(seed=5, dtype=tf.float32)
    layers.fully_connected(tf.zeros([BATCH, DEPTH]), 5, weights_initializer=initializer)
    return at_first()


@scenario
def legacy_fully_connected() -> Any:
    outputs = layers.legacy_fully_connected(
        rows(), 5, activation_fn=tf.tanh, weight_regularizer=layers.l2_regularizer(0.1), name="mine"
    )
    return gathered(outputs)


@scenario
def legacy_layers() -> Any:
    return gathered([layers.legacy_linear(rows(), 5), layers.legacy_relu(rows(), 2, name="mine")])


@scenario
def layer_norm() -> Any:
    return gathered(layers.layer_norm(rows()))


@scenario
def layer_norm_of_sequences() -> Any:
    inputs = rows([None, None, DEPTH], 2, 4, DEPTH)
    outputs = layers.layer_norm(inputs, begin_norm_axis=-1, activation_fn=tf.tanh, scope="mine")
    return gathered(outputs)


@scenario
def layer_norm_over_several_axes() -> Any:
    inputs = rows(None, 2, 4, DEPTH)
    outputs = layers.layer_norm(inputs, center=False, begin_params_axis=1)
    return gathered([outputs, layers.layer_norm(inputs, scale=False)])


@scenario
def batch_norm() -> Any:
    return gathered(layers.batch_norm(rows(dtype="float32")))


@scenario
def batch_norm_when_used() -> Any:
    outputs = layers.batch_norm(
        rows(dtype="float32"), is_training=False, scale=True, center=False, epsilon=2.5
    )
    return gathered(outputs)


@scenario
def batch_norm_with_all_options() -> Any:
    outputs = layers.batch_norm(
        rows(dtype="float32"),
        decay=0.7,
        center=True,
        scale=True,
        epsilon=0.02,
        activation_fn=tf.tanh,
        param_initializers={"gamma": tf.constant_initializer(0.5)},
        updates_collections="mine",
        scope="mine",
    )
    return {**gathered(outputs), **at_first()}


@scenario
def batch_norm_updates_in_place() -> Any:
    """The averages after the layer has run are its moving mean and variance."""
    outputs = layers.batch_norm(
        rows(dtype="float32"), updates_collections=None, decay=0.6, fused=False
    )
    with tf.control_dependencies([outputs]):
        averages = [v.read_value() for v in tf.global_variables() if "moving" in v.op.name]
    return gathered([outputs, averages], gradients=False)


@scenario
def batch_norm_by_fed_choice() -> Any:
    inputs = tensor("images", 2, 3, 4, DEPTH, dtype="float32")
    outputs = layers.batch_norm(inputs, is_training=fed(True, []), fused=False, scale=True)
    return gathered(outputs)


@scenario
def batch_norm_fused() -> Any:
    inputs = tensor("images", 2, 3, 4, DEPTH, dtype="float32")
    return gathered(layers.batch_norm(inputs, fused=True, scale=True), gradients=False)


@scenario
def batch_norm_without_bias_of_zero() -> Any:
    inputs = tensor("images", 2, 3, 4, DEPTH, dtype="float32")
    outputs = layers.batch_norm(inputs, zero_debias_moving_mean=True, fused=False)
    return gathered(outputs, gradients=False)


@scenario
def group_and_instance_norm() -> Any:
    inputs = rows(None, 2, 4, 5, 6)
    grouped = layers.group_norm(inputs, groups=3, scope="mine")
    other = layers.group_norm(inputs, 2, center=False, mean_close_to_zero=True)
    return gathered([grouped, other, layers.instance_norm(inputs, scale=False)])


@scenario
def unit_norm() -> Any:
    return gathered([layers.unit_norm(rows(), 1), layers.unit_norm(rows(), 0, epsilon=0.5)])


@scenario
def dropout() -> Any:
    tf.set_random_seed(3)
    inputs = tensor("rows", BATCH, DEPTH, dtype="float32")
    found = [layers.dropout(inputs, keep_prob=0.6, seed=4)]
    found.append(layers.dropout(inputs, 0.5, is_training=False))
    found.append(layers.dropout(inputs, keep_prob=0.5, noise_shape=[BATCH, 1], seed=9))
    return gathered(found)


@scenario
def small_layers() -> Any:
    inputs = rows()
    labels = tf.constant([2, 0, 1])
    found = {
        "flat": layers.flatten(rows(None, 2, 4, DEPTH)),
        "one_hot": layers.one_hot_encoding(labels, 4),
        "one_hot_of_others": layers.one_hot_encoding(labels, 4, on_value=2.0, off_value=-1.0),
        "bias": layers.bias_add(inputs, activation_fn=tf.nn.relu),
        "stack": layers.stack(inputs, layers.fully_connected, [5, 2], scope="stacked"),
        "repeat": layers.repeat(inputs, 2, layers.fully_connected, DEPTH, scope="again"),
        "softmax": layers.softmax(rows(None, 2, 4, DEPTH)),
        "maxout": layers.maxout(rows(None, 2, 6), 3),
        "scaled": layers.scale_gradient(rows(dtype="float32"), 0.3),
    }
    shape = describe(found["flat"].shape)
    return {**gathered(found), "shape": shape}


@scenario
def flat_of_unknown_shape() -> Any:
    flat = layers.flatten(rows([None, 4, None], 2, 4, DEPTH))
    return {"flat": flat, "shape": describe(flat.shape)}


@misuse
def fully_connected_of_no_units() -> Any:
    return layers.fully_connected(rows(), "5")


@misuse
def fully_connected_of_unknown_depth() -> Any:
    return layers.fully_connected(rows([BATCH, None]), 5)


@misuse
def fully_connected_of_a_vector() -> Any:
    return layers.fully_connected(tf.zeros([3]), 5)


@misuse
def layer_norm_of_unknown_rank() -> Any:
    return layers.layer_norm(tf.placeholder(tf.float32))


@misuse
def layer_norm_from_an_axis_too_many() -> Any:
    return layers.layer_norm(rows(), begin_norm_axis=2)


@misuse
def batch_norm_of_unknown_rank() -> Any:
    return layers.batch_norm(tf.placeholder(tf.float32))


@misuse
def batch_norm_of_another_format() -> Any:
    return layers.batch_norm(rows(), data_format="NWHC")


@misuse
def flat_of_a_vector() -> Any:
    return layers.flatten(tf.zeros([]))


@misuse
def unit_norm_of_too_many_axes() -> Any:
    return layers.unit_norm(rows(), 2)


@misuse
def stack_of_no_list() -> Any:
    return layers.stack(rows(), layers.fully_connected, 5)


@misuse
def group_norm_of_uneven_groups() -> Any:
    return layers.group_norm(rows(None, 2, 4, 5, 6), groups=4)
