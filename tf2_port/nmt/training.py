"""Train a variant of tokens as TensorFlow 2 programs do: a `tf.function` and a tape.

`legacy_tf1.training` is the TensorFlow 1 twin, which does the same steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from tf2_port import checkpoints, witness
from tf2_port.compat import tf

_ANY_SIZE = {
    "source": tf.TensorSpec([None, None], tf.int32),
    "source_length": tf.TensorSpec([None], tf.int32),
    "target": tf.TensorSpec([None, None], tf.int32),
    "target_length": tf.TensorSpec([None], tf.int32),
}


def built_model(stem: str, config: Mapping[str, Any]) -> Any:
    """Makes a variant's model, and its weights."""
    model = witness.make_model(stem, config)
    one = tf.ones([1, 1], tf.int32)
    length = tf.ones([1], tf.int32)
    model({"source": one, "source_length": length, "target": one, "target_length": length})
    return model


class Trainer:
    """The model, Adam, and what is written to a checkpoint."""

    def __init__(self, stem: str, config: Mapping[str, Any], clip_norm: float) -> None:
        """Makes the weights.

        Args:
          stem: of `tf2_port.variants`.
          config: fields of the TensorFlow 1 variant's `Config`.
          clip_norm: the most that the norm of all gradients together may be.
        """
        self._model = built_model(stem, config)
        self._clip_norm = clip_norm
        # Epsilon as in TensorFlow 1; Keras's own is ten times as large.
        self._optimizer = tf.keras.optimizers.Adam(epsilon=1e-8)
        self._optimizer.build(self._model.trainable_variables)
        self._checkpoint = tf.train.Checkpoint(model=self._model, optimizer=self._optimizer)
        # At once: Keras gives all its layers other base classes when somebody makes one
        # in a graph of TensorFlow 1, and cannot call these any more.
        # Without autograph, which takes long: no control flow of Python depends on a tensor.
        self._traced = tf.function(self._step, input_signature=[_ANY_SIZE], autograph=False)
        self._traced.get_concrete_function()

    def _step(self, batch: Mapping[str, Any]) -> Any:
        variables = self._model.trainable_variables
        with tf.GradientTape() as tape:
            loss = self._model.loss_of(self._model(batch, training=True), batch)
        gradients, _ = tf.clip_by_global_norm(tape.gradient(loss, variables), self._clip_norm)
        self._optimizer.apply_gradients(zip(gradients, variables))
        return loss

    def step(self, batch: Mapping[str, np.ndarray], learning_rate: float) -> float:
        """Does one step, and returns the loss before it."""
        self._optimizer.learning_rate.assign(learning_rate)
        return float(self._traced(batch))

    def weights(self) -> dict[str, np.ndarray]:
        """Returns every trained weight, as the TensorFlow 1.15.5 variable it would be."""
        return checkpoints.dump(self._model.weight_rules())

    def load(self, weights: Mapping[str, np.ndarray]) -> None:
        """Sets every trained weight; the optimizer's variables stay as they are."""
        checkpoints.load(self._model.weight_rules(), weights, self._model.weights)

    def save(self, path: str) -> None:
        """Writes all variables, the optimizer's too, to a checkpoint."""
        self._checkpoint.write(path)

    def restore(self, path: str) -> None:
        """Reads what `save` wrote."""
        self._checkpoint.read(path).assert_consumed()

    def close(self) -> None:
        """Has nothing to close; the TensorFlow 1 twin has a session."""
