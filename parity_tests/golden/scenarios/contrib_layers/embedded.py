"""Embed ids, and make initial values, penalties and summaries."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.contrib_layers.parts import (
    DEPTH,
    at_first,
    collections,
    gathered,
    layers,
    rows,
    tf,
)
from parity_tests.golden.scenarios.parts import describe, fed, tensor
from parity_tests.golden.scenarios.registry import misuse, scenario


def _ids(static: Any = None) -> Any:
    ids = np.array([[2, 0, 5, 2], [1, 1, 0, 4], [0, 0, 0, 0]], np.int32)
    return tf.constant(ids) if static is None else fed(ids, static)


@scenario
def sequence_embedded() -> Any:
    return gathered(layers.embed_sequence(_ids(), 6, 3))


@scenario
def sequence_embedded_with_all_options() -> Any:
    outputs = layers.embed_sequence(
        _ids(),
        vocab_size=6,
        embed_dim=3,
        unique=True,
        initializer=tf.constant_initializer(0.5),
        regularizer=layers.l2_regularizer(0.1),
        trainable=False,
        scope="mine",
    )
    penalty = tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)
    return {**gathered([outputs, *penalty]), **at_first()}


@scenario
def sequence_embedded_again() -> Any:
    first = layers.embed_sequence(_ids(), 6, 3, scope="mine")
    again = layers.embed_sequence(_ids()[:, :2], reuse=True, scope="mine")
    sized = layers.embed_sequence(_ids()[:1], 6, 3, scope="mine", reuse=True)
    return gathered([first, again, sized])


@scenario
def ids_looked_up_once() -> Any:
    table = tensor("table", 6, 2, 3)
    found = layers.embedding_lookup_unique(table, _ids([None, None]))
    return {**gathered(found), "shape": describe(found.shape)}


@scenario
def ids_looked_up_once_in_parts() -> Any:
    parts = [tensor("table0", 3, 2), tensor("table1", 3, 2)]
    found = [
        layers.embedding_lookup_unique(parts, _ids(), partition_strategy=strategy, name="mine")
        for strategy in ("mod", "div")
    ]
    return gathered(found)


def _sparse(values: Any, dtype: Any = tf.int64) -> Any:
    places = [[0, 0], [0, 2], [1, 1], [3, 0]]
    return tf.SparseTensor(places, tf.constant(values, dtype), [4, 3])


@scenario
def bag_of_words() -> Any:
    found = [layers.bow_encoder(_ids(), 6, 3)]
    found.append(layers.bow_encoder(_sparse([2, 5, 0, 1]), 6, 3, scope="sparse"))
    found.append(layers.bow_encoder(_ids(), 6, 3, sparse_lookup=False, scope="dense"))
    return gathered(found)


@scenario
def sparse_ids_looked_up_safely() -> Any:
    table, ids = tensor("table", 6, 3), _sparse([2, 5, -1, 1])
    weights = _sparse([0.5, 2.0, 1.0, 0.0], tf.float64)
    found = {
        "mean": layers.safe_embedding_lookup_sparse([table], ids),
        "sum": layers.safe_embedding_lookup_sparse(table, ids, weights, combiner="sum"),
        "weighted": layers.safe_embedding_lookup_sparse([table], ids, weights, "sqrtn"),
        "default": layers.safe_embedding_lookup_sparse([table], ids, default_id=3, name="mine"),
        "short": layers.safe_embedding_lookup_sparse([table], ids, max_norm=0.7),
    }
    return gathered(found)


@scenario
def initial_values_of_op_level_seeds() -> Any:
    tf.set_random_seed(11)
    shapes: Any = ([6], [4, 3], [2, 3, 4, 5], [])
    found = {}
    for k, shape in enumerate(shapes):
        uniform = layers.xavier_initializer(seed=5)
        normal = layers.xavier_initializer_conv2d(uniform=False, seed=6, dtype=tf.float64)
        found[f"uniform{k}"] = uniform(shape)
        found[f"normal{k}"] = normal(shape, dtype=tf.float64)
        for mode in ("FAN_IN", "FAN_OUT", "FAN_AVG"):
            scaled = layers.variance_scaling_initializer(1.5, mode, uniform=k % 2 == 0, seed=7)
            found[f"{mode}{k}"] = scaled(shape)
    return found


@scenario
def penalties() -> Any:
    weights = rows()
    l1, l2 = layers.l1_regularizer(0.2), layers.l2_regularizer(0.3, scope="mine")
    found = {
        "l1": l1(weights),
        "l2": l2(weights),
        "both": layers.l1_l2_regularizer(0.2, 0.3)(weights),
        "only_l1": layers.l1_l2_regularizer(0.2, 0.0)(weights),
        "only_l2": layers.l1_l2_regularizer(0.0, 0.3)(weights),
        "sum": layers.sum_regularizer([l1, None, l2])(weights),
        "applied": layers.apply_regularization(l2, [weights, 2.0 * weights]),
    }
    none = [layers.l1_regularizer(0.0)(weights), layers.sum_regularizer([None])]
    names = repr([penalty.op.name for penalty in found.values()]) + repr(none)
    return {**gathered(found), "names": names, "losses": collections(["regularization_losses"])}


@scenario
def penalties_of_a_collection() -> Any:
    tf.add_to_collection(tf.GraphKeys.WEIGHTS, rows())
    return {"applied": layers.apply_regularization(layers.l1_regularizer(0.5))}


@scenario
def summaries() -> Any:
    relu = tf.nn.relu(rows(), name="act")
    tf.add_to_collection(tf.GraphKeys.ACTIVATIONS, relu)
    made = [
        layers.summarize_tensor(tf.constant(2.0, name="scalar")),
        layers.summarize_tensor(rows(), tag="mine"),
        layers.summarize_activation(relu),
        *layers.summarize_tensors([tf.constant([1.0], name="vector")]),
        *layers.summarize_collection(tf.GraphKeys.ACTIVATIONS, name_filter="a"),
        *layers.summarize_activations(),
    ]
    names = repr([summary.op.name for summary in made])
    return {"names": names, "collected": collections(["summaries"])}


@misuse
def sequence_embedded_without_sizes() -> Any:
    return layers.embed_sequence(_ids())


@misuse
def sequence_embedded_without_depth() -> Any:
    return layers.embed_sequence(_ids(), 6)


@misuse
def bag_without_words() -> Any:
    return layers.bow_encoder(_ids(), 0, DEPTH)


@misuse
def bag_of_sparse_words_looked_up_densely() -> Any:
    return layers.bow_encoder(_sparse([1, 2, 3, 4]), 6, DEPTH, sparse_lookup=False)


@misuse
def sparse_ids_looked_up_in_nothing() -> Any:
    return layers.safe_embedding_lookup_sparse([], _sparse([1, 2, 3, 4]))


@misuse
def sparse_ids_looked_up_in_none() -> Any:
    return layers.safe_embedding_lookup_sparse(None, _sparse([1, 2, 3, 4]))


@misuse
def initial_values_of_integers() -> Any:
    return layers.variance_scaling_initializer(dtype=tf.int32)


@misuse
def initial_values_of_another_mode() -> Any:
    return layers.variance_scaling_initializer(mode="FAN")


@misuse
def penalty_of_an_integer() -> Any:
    return layers.l2_regularizer(1)


@misuse
def penalty_below_zero() -> Any:
    return layers.l1_regularizer(-0.5)


@misuse
def penalties_of_nothing() -> Any:
    return layers.apply_regularization(layers.l1_regularizer(0.5))


@misuse
def penalties_that_are_no_scalars() -> Any:
    return layers.apply_regularization(lambda weights: weights, [rows()])
