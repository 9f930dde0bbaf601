"""Decode by a variant of tokens as TensorFlow 1 programs do: a graph for each mode.

`tf2_port.nmt.translating` is the TensorFlow 2 twin. Runs on TensorFlow 1.15.5 (Python
3.7) too.
"""

from __future__ import annotations

import importlib
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import tensorflow.compat.v1 as tf

from legacy_tf1.weights import load_weights


class _Mode(NamedTuple):
    """A graph that decodes, in its session."""

    session: Any
    variables: Any
    inputs: dict[str, Any]
    fetches: Any


class Translator:
    """Decodes with weights that `load` sets."""

    def __init__(self, stem: str, config: dict[str, Any]) -> None:
        """Builds nothing yet.

        Args:
          stem: of `legacy_tf1.variants`.
          config: fields of the variant's `Config`.
        """
        self._variant = importlib.import_module("legacy_tf1.variants." + stem)
        self._settings = self._variant.Config(**config)
        self._weights = {}  # type: dict[str, np.ndarray]
        self._modes = {}  # type: dict[str, _Mode]

    def load(self, weights: dict[str, np.ndarray]) -> None:
        """Sets all weights, given by their TensorFlow 1.15.5 names."""
        self._weights = weights
        for mode in self._modes.values():
            with mode.session.graph.as_default():
                load_weights(mode.session, mode.variables, weights)

    def greedy(self, source: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        """Returns the likeliest token at each step, `[batch, target time]`.

        Args:
          source: `[batch, source time]` int32.
          lengths: `[batch]` int32, all positive.
        """
        return self._run("greedy", source, lengths)[0]

    def attend(self, source: np.ndarray, lengths: np.ndarray) -> tuple:
        """Returns what `greedy` does, and alignments `[batch, target time, source time]`."""
        ids, history = self._run("attend", source, lengths)
        return ids, np.transpose(history, [1, 0, 2])

    def beam(self, source: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        """Returns the likeliest sequences, the best first, `[batch, target time, beams]`."""
        return self._run("beam", source, lengths)[0]

    def _run(self, name: str, source: np.ndarray, lengths: np.ndarray) -> Any:
        if name not in self._modes:
            self._modes[name] = self._build(name)
        mode = self._modes[name]
        feed = {mode.inputs["source"]: source, mode.inputs["source_length"]: lengths}
        return mode.session.run(mode.fetches, feed)

    def _build(self, name: str) -> _Mode:
        settings = replace(self._settings, alignment_history=name == "attend")
        mode = "greedy" if name == "attend" else name
        with tf.Graph().as_default() as graph:
            model = self._variant.build(settings, mode)
            outputs, state, _ = self._variant.decode(settings, mode, model)
            fetches = [outputs.predicted_ids if mode == "beam" else outputs.sample_id]
            if name == "attend":
                fetches.append(state.alignment_history.stack())
            variables = tf.global_variables()
            session = tf.Session(graph=graph)
            load_weights(session, variables, self._weights)
        return _Mode(session, variables, model.inputs, fetches)

    def close(self) -> None:
        for mode in self._modes.values():
            mode.session.close()
