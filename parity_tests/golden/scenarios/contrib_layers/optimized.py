"""Optimize losses by `optimize_loss`: some steps from given weights, one run each."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.contrib_layers.parts import collections, layers, tf
from parity_tests.golden.scenarios.parts import draw
from parity_tests.golden.scenarios.registry import misuse, scenario

STEPS = 2


def _loss() -> Any:
    """Makes a loss that depends on the weights by its gradients alone, so that nothing races."""
    total = tf.constant(1.25, tf.float64)
    for name, size in (("a", 4), ("b", 2)):
        weights = tf.get_variable(name, initializer=tf.constant(draw(name, size)))
        unchanged = tf.identity(weights)
        change = unchanged - tf.stop_gradient(unchanged)
        total += tf.reduce_sum(change * draw(name + " of", size))
    return total


def _steps(
    optimizer: Any = "SGD", learning_rate: Any = 0.1, before: Any = None, **options: Any
) -> Any:
    """Returns all variables after the steps as constants, and the names of the summaries."""
    step = tf.train.get_or_create_global_step()
    loss = _loss()
    if before is not None:
        before()
    train = layers.optimize_loss(loss, step, learning_rate, optimizer, **options)
    session = tf.get_default_session()
    session.run(tf.global_variables_initializer())
    losses = [session.run(train) for _ in range(STEPS)]
    values = session.run({v.op.name: v for v in tf.global_variables()})
    found = {name: tf.constant(value) for name, value in values.items()}
    summaries = collections(["summaries"])
    return {
        **found,
        "losses": tf.constant(np.array(losses)),
        "summaries": summaries,
        "name": train.op.name,
    }


@scenario
def optimized() -> Any:
    return _steps()


@scenario
def optimized_by_every_name() -> Any:
    found = {}
    for name in sorted(layers.OPTIMIZER_CLS_NAMES):
        with tf.variable_scope(name):
            for key, value in _steps(name).items():
                found[f"{name}:{key}" if isinstance(value, str) else key] = value
    found["names"] = repr((sorted(layers.OPTIMIZER_CLS_NAMES), layers.OPTIMIZER_SUMMARIES))
    return found


@scenario
def optimized_by_a_class() -> Any:
    return _steps(tf.train.AdagradOptimizer)


@scenario
def optimized_by_an_instance() -> Any:
    optimizer = tf.train.MomentumOptimizer(0.2, 0.5)
    return _steps(optimizer, None, increment_global_step=False, name="mine")


@scenario
def optimized_by_functions() -> Any:
    return _steps(
        lambda rate: tf.train.GradientDescentOptimizer(2 * rate),
        0.5,
        learning_rate_decay_fn=lambda rate, step: rate / (1.0 + tf.cast(step, tf.float32)),
    )


@scenario
def optimized_by_a_function_of_nothing() -> Any:
    return _steps(lambda: tf.train.GradientDescentOptimizer(0.5), None)


@scenario
def optimized_at_a_tensors_rate() -> Any:
    return _steps(learning_rate=tf.constant(0.25), colocate_gradients_with_ops=True)


@scenario
def optimized_with_clipping() -> Any:
    every = list(layers.OPTIMIZER_SUMMARIES)
    return _steps(clip_gradients=0.5, summaries=every)


@scenario
def optimized_with_clipping_by_a_function() -> Any:
    def halved(pairs: Any) -> Any:
        return [(gradient / 2, variable) for gradient, variable in pairs]

    return _steps(clip_gradients=halved, summaries=["loss"])


@scenario
def optimized_with_multipliers() -> Any:
    return _steps(gradient_multipliers={"a:0": 3.0})


@scenario
def optimized_for_some_variables() -> Any:
    step = tf.train.get_or_create_global_step()
    loss = _loss()
    some = [v for v in tf.trainable_variables() if v.op.name == "b"]
    train = layers.optimize_loss(loss, step, 0.1, "SGD", variables=some, summaries=[])
    session = tf.get_default_session()
    session.run(tf.global_variables_initializer())
    session.run(train)
    values = session.run({v.op.name: v for v in tf.trainable_variables()})
    return {name: tf.constant(value) for name, value in values.items()}


@scenario
def optimized_after_updates() -> Any:
    def update() -> None:
        counter = tf.get_variable("counter", initializer=1.5, trainable=False)
        tf.add_to_collection(tf.GraphKeys.UPDATE_OPS, tf.assign_add(counter, 2.0))

    return _steps(before=update)


@scenario
def optimized_without_a_global_step() -> Any:
    loss = _loss()
    layers.optimize_loss(loss, None, 0.1, "SGD")
    return {"names": repr(sorted(v.op.name for v in tf.global_variables()))}


@misuse
def optimized_by_an_unknown_name() -> Any:
    return _steps("Sgd")


@misuse
def optimized_by_a_number() -> Any:
    return _steps(5)


@misuse
def optimized_by_a_function_of_something_else() -> Any:
    return _steps(lambda rate: rate)


@misuse
def optimized_at_a_negative_rate() -> Any:
    return _steps(learning_rate=-0.1)


@misuse
def optimized_at_an_integers_rate() -> Any:
    return _steps(learning_rate=1)


@misuse
def optimized_by_name_without_a_rate() -> Any:
    return _steps("SGD", None)


@misuse
def optimized_by_a_class_without_a_rate() -> Any:
    return _steps(tf.train.AdagradOptimizer, None)


@misuse
def optimized_with_unknown_summaries() -> Any:
    return _steps(summaries=["losses"])


@misuse
def optimized_with_clipping_by_an_integer() -> Any:
    return _steps(clip_gradients=5)


@misuse
def optimized_with_decay_without_a_global_step() -> Any:
    return layers.optimize_loss(
        _loss(), None, 0.1, "SGD", learning_rate_decay_fn=lambda rate, step: rate
    )


@misuse
def optimized_of_a_vector() -> Any:
    return layers.optimize_loss(tf.zeros([3]), None, 0.1, "SGD")
