"""Run a TensorFlow 1 graph on given inputs and weights, and report what it computes.

Forward pass, loss, gradients and Adam steps of any graph: a variant's or a user's. Runs
on TensorFlow 1.15.5 (Python 3.7) too.
"""

from __future__ import annotations

import os
import tempfile
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf

from legacy_tf1.weights import load_weights, variable_name

LEARNING_RATE = 1e-3
EPSILON = 1e-8
OPTIMIZER_STEPS = 5


def run_graph(
    graph: Any,
    fetches: dict[str, Any],
    loss: Any,
    feeds: dict[Any, np.ndarray],
    weights: dict[str, np.ndarray],
    steps: int = OPTIMIZER_STEPS,
    learning_rate: float = LEARNING_RATE,
    epsilon: float = EPSILON,
    first_step: bool = False,
    restores: bool = True,
) -> dict[str, Any]:
    """Reports a graph that is the default one.

    Args:
      graph: the graph.
      fetches: tensors by name in the report.
      loss: scalar; None if there is nothing to train.
      feeds: values of placeholders.
      weights: a value for every trainable variable, by TensorFlow 1.15.5 name.
      steps: how many Adam steps to do, or 0.
      learning_rate: of Adam.
      epsilon: of Adam.
      first_step: whether to tell every variable after the first step, too.
      restores: whether to save a checkpoint and go on from it for one step.

    Returns:
      `weights/NAME`, the fetches, and with a loss also `loss`, `gradients/NAME`,
      `first_step/NAME`, `training/...` and `restored/NAME`; see `legacy_tf1.witness`.
    """
    variables = tf.trainable_variables()
    by_name = {variable_name(variable): variable for variable in variables}
    fetches = dict(fetches)
    step: Any = tf.no_op()
    if loss is not None:
        fetches["loss"] = loss
        gradients = [
            tf.zeros_like(v) if g is None else g
            for g, v in zip(tf.gradients(loss, variables), variables)
        ]
        for name, gradient in zip(by_name, gradients):
            fetches["gradients/" + name] = tf.convert_to_tensor(gradient)
        # Applying a gradient in place races with reading the old value for the
        # next gradient; waiting for all of them makes the step repeatable.
        with tf.control_dependencies(gradients):
            step = tf.train.AdamOptimizer(learning_rate, epsilon=epsilon).apply_gradients(
                zip(gradients, variables)
            )
    report: dict[str, Any] = {}
    saver = tf.train.Saver() if loss is not None and restores else None
    initializer = tf.global_variables_initializer()
    with plain_session(graph) as session, tempfile.TemporaryDirectory() as folder:
        session.run(initializer)
        load_weights(session, variables, weights)
        report.update(prefixed("weights", session.run(by_name)))
        report.update(session.run(fetches, feeds))
        if loss is None or not steps:
            return report
        losses = []
        for _ in range(steps):
            losses.append(session.run([loss, step], feeds)[0])
            if first_step and len(losses) == 1:
                report.update(prefixed("first_step", session.run(by_name)))
        report["training/loss"] = np.stack(losses)
        report.update(prefixed("training", session.run(by_name)))
        if saver is not None:
            path = saver.save(session, os.path.join(folder, "model.ckpt"))
            with plain_session(graph) as second:
                saver.restore(second, path)
                second.run(step, feeds)
                report.update(prefixed("restored", second.run(by_name)))
    return report


def plain_session(graph: Any) -> tf.Session:
    """Runs small graphs as they are: rewriting takes longer than running."""
    config = tf.ConfigProto()
    config.graph_options.rewrite_options.disable_meta_optimizer = True
    return tf.Session(graph=graph, config=config)


def prefixed(prefix: str, arrays: dict[str, Any]) -> dict[str, Any]:
    return {prefix + "/" + name: array for name, array in arrays.items()}


def named(prefix: str, structure: Any) -> dict[str, Any]:
    """Flattens nested dicts and (named) tuples to tensors by path; stacks arrays of steps."""
    if isinstance(structure, tf.TensorArray):
        return {prefix: structure.stack()}
    if isinstance(structure, (tuple, list)):
        structure = dict(zip(getattr(structure, "_fields", range(len(structure))), structure))
    if not isinstance(structure, dict):
        return {prefix: structure}
    found = {}
    for key, value in structure.items():
        found.update(named(f"{prefix}/{key}", value))
    return found
