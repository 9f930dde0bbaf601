"""Train a variant of tokens as TensorFlow 1 programs do: a graph, a session, a saver.

`tf2_port.nmt.training` is the TensorFlow 2 twin. Runs on TensorFlow 1.15.5 (Python 3.7)
too.
"""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf

from legacy_tf1.weights import load_weights, variable_name


class Trainer:
    """The training graph, in a session of its own."""

    def __init__(self, stem: str, config: dict[str, Any], clip_norm: float) -> None:
        """Builds the graph: loss, gradients, Adam.

        Args:
          stem: of `legacy_tf1.variants`.
          config: fields of the variant's `Config`.
          clip_norm: the most that the norm of all gradients together may be.
        """
        variant = importlib.import_module("legacy_tf1.variants." + stem)
        settings = variant.Config(**config)
        with tf.Graph().as_default() as graph:
            # Resource variables: a step that races with its own gradients is not repeatable.
            with tf.variable_scope("", use_resource=True):
                model = variant.build(settings, "training")
                outputs, _, _ = variant.decode(settings, "training", model)
            self._inputs = model.inputs
            self._loss = variant.loss(settings, model, outputs.rnn_output)
            self._variables = tf.trainable_variables()
            self._learning_rate = tf.placeholder(tf.float32, [], "learning_rate")
            gradients = tf.gradients(self._loss, self._variables)
            clipped, _ = tf.clip_by_global_norm(gradients, clip_norm)
            optimizer = tf.train.AdamOptimizer(self._learning_rate, epsilon=1e-8)
            with tf.control_dependencies([g for g in clipped if g is not None]):
                self._step = optimizer.apply_gradients(zip(clipped, self._variables))
            self._saver = tf.train.Saver(max_to_keep=None)
            self._session = tf.Session(graph=graph)
            self._session.run(tf.global_variables_initializer())

    def step(self, batch: dict[str, np.ndarray], learning_rate: float) -> float:
        """Does one step, and returns the loss before it."""
        feed = {**self._feed(batch), self._learning_rate: learning_rate}
        loss, _ = self._session.run((self._loss, self._step), feed)
        return float(loss)

    def weights(self) -> dict[str, np.ndarray]:
        """Returns every trained variable, by its TensorFlow 1.15.5 name."""
        named = {variable_name(variable): variable for variable in self._variables}
        return self._session.run(named)

    def load(self, weights: dict[str, np.ndarray]) -> None:
        """Sets every trained variable; the optimizer's stay as they are."""
        with self._session.graph.as_default():
            load_weights(self._session, self._variables, weights)

    def save(self, path: str) -> None:
        """Writes all variables, the optimizer's too, to a checkpoint."""
        with self._session.graph.as_default():
            self._saver.save(self._session, path, write_meta_graph=False, write_state=False)

    def restore(self, path: str) -> None:
        """Reads what `save` wrote."""
        with self._session.graph.as_default():
            self._saver.restore(self._session, path)

    def _feed(self, batch: dict[str, np.ndarray]) -> dict[Any, np.ndarray]:
        return {self._inputs[name]: value for name, value in batch.items()}

    def close(self) -> None:
        self._session.close()
