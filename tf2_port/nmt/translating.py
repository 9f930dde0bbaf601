"""Decode by a variant of tokens as TensorFlow 2 programs do: a `tf.function` for each mode.

`legacy_tf1.translating` is the TensorFlow 1 twin, which finds the same tokens.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from tf2_port import checkpoints
from tf2_port.compat import tf
from tf2_port.nmt.training import built_model

_ANY_SIZE = [tf.TensorSpec([None, None], tf.int32), tf.TensorSpec([None], tf.int32)]


class _Mode(NamedTuple):
    """A model, and a function of it that is traced."""

    model: Any
    traced: Any


class Translator:
    """Decodes with weights that `load` sets."""

    def __init__(self, stem: str, config: Mapping[str, Any]) -> None:
        """Builds nothing yet.

        Args:
          stem: of `tf2_port.variants`.
          config: fields of the TensorFlow 1 variant's `Config`.
        """
        self._stem, self._config = stem, {**config, "alignment_history": True}
        self._weights: Mapping[str, np.ndarray] = {}
        self._modes: dict[str, _Mode] = {}

    def load(self, weights: Mapping[str, np.ndarray]) -> None:
        """Sets all weights, given by their TensorFlow 1.15.5 names."""
        self._weights = weights
        for mode in self._modes.values():
            _assign(mode.model, weights)

    def _run(self, name: str, source: np.ndarray, lengths: np.ndarray) -> Any:
        if name not in self._modes:
            # Keras gives all its layers other base classes while one is made in a graph of
            # TensorFlow 1. So a model is made and traced at once, with nothing in between.
            model = built_model(self._stem, self._config)
            _assign(model, self._weights)
            decode = {"greedy": _decode_greedily, "beam": _search}[name]
            # Without autograph, which takes long: no control flow of Python depends on a tensor.
            traced = tf.function(
                functools.partial(decode, model), input_signature=_ANY_SIZE, autograph=False
            )
            self._modes[name] = _Mode(model, traced)
        return self._modes[name].traced(source, lengths)

    def greedy(self, source: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        """Returns the likeliest token at each step, `[batch, target time]`.

        Args:
          source: `[batch, source time]` int32.
          lengths: `[batch]` int32, all positive.
        """
        return np.asarray(self._run("greedy", source, lengths)[0])

    def attend(self, source: np.ndarray, lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Returns what `greedy` does, and alignments `[batch, target time, source time]`."""
        ids, alignments = self._run("greedy", source, lengths)
        return np.asarray(ids), np.asarray(alignments)

    def beam(self, source: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        """Returns the likeliest sequences, the best first, `[batch, target time, beams]`."""
        return np.asarray(self._run("beam", source, lengths))

    def close(self) -> None:
        """Has nothing to close; the TensorFlow 1 twin has sessions."""


def _assign(model: Any, weights: Mapping[str, np.ndarray]) -> None:
    checkpoints.load(model.weight_rules(), weights, model.weights)


def _decode_greedily(model: Any, source: Any, lengths: Any) -> tuple[Any, Any]:
    outputs, state, _ = model.greedy({"source": source, "source_length": lengths})
    return outputs.sample_id, tf.transpose(state.alignment_history, [1, 0, 2])


def _search(model: Any, source: Any, lengths: Any) -> Any:
    outputs, _, _ = model.beam({"source": source, "source_length": lengths})
    return outputs.predicted_ids
