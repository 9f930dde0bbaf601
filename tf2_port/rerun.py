"""Run a model again as if it had made, or not made, a known mistake.

What `tf2_port.parity.hints` asks for, in `hints.evidence.Rerun`.
"""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from unittest import mock

import numpy as np

from tf2_port import witness
from tf2_port.compat import tf, tfa

_KEEP = ("_input_keep_prob", "_state_keep_prob", "_output_keep_prob")


class Rerunner:
    """Runs the forward pass of one model any number of times, built once.

    Args:
      recipe: of the model.
      inputs: arrays by name.
      weights: arrays by TensorFlow 1 variable name.
    """

    def __init__(
        self,
        recipe: witness.Recipe,
        inputs: Mapping[str, np.ndarray],
        weights: Mapping[str, np.ndarray],
    ) -> None:
        self._recipe, self._inputs, self._weights = recipe, inputs, weights
        self._trainer: witness.Trainer | None = None
        self._traced: dict[bool, Any] = {}

    def __call__(
        self,
        weights: Mapping[str, np.ndarray] | None = None,
        inputs: Mapping[str, np.ndarray] | None = None,
        training: bool | None = None,
        exchange_states: bool = False,
        dropout: bool = True,
        epsilon: float | None = None,
    ) -> dict[str, np.ndarray]:
        """Returns forward pass and loss, or with `epsilon` the optimizer steps."""
        with witness.as_they_are():
            if epsilon is not None:
                return self._train(epsilon)
            return self._forward(weights, inputs, training, exchange_states, dropout)

    def _forward(
        self,
        weights: Mapping[str, np.ndarray] | None,
        inputs: Mapping[str, np.ndarray] | None,
        training: bool | None,
        exchange_states: bool,
        dropout: bool,
    ) -> dict[str, np.ndarray]:
        if self._trainer is None:
            self._trainer = witness.trainer_of(self._recipe, self._inputs)
        trainer = self._trainer
        training = self._recipe.training if training is None else training
        trainer.load(self._weights if weights is None else weights)
        tensors = {k: tf.constant(v) for k, v in (inputs or self._inputs).items()}
        with contextlib.ExitStack() as stack:
            if exchange_states:
                stack.enter_context(states_exchanged(trainer.model))
            if not dropout:
                stack.enter_context(no_dropout(trainer.model))
            if exchange_states or not dropout:
                report = self._trace(training)(tensors)
            else:
                if training not in self._traced:
                    self._traced[training] = self._trace(training)
                report = self._traced[training](tensors)
        return {name: np.asarray(value) for name, value in report.items()}

    def _trace(self, training: bool) -> Any:
        assert self._trainer is not None
        model = self._trainer.model

        def forward(inputs: Mapping[str, Any]) -> dict[str, Any]:
            results = model(inputs, training=training)
            report = self._recipe.named(model, results)
            loss = model.loss_of(results, inputs)
            return report if loss is None else {**report, "loss": loss}

        return tf.function(forward, autograph=self._recipe.autograph)

    def _train(self, epsilon: float) -> dict[str, np.ndarray]:
        trainer = witness.trainer_of(self._recipe, self._inputs)
        if not set_epsilon(trainer.optimizer, epsilon):
            raise ValueError("the optimizer already has this epsilon")
        trainer.load(self._weights)
        report = witness.train(replace(self._recipe, first_step=True), trainer)
        return {name: np.asarray(value) for name, value in report.items()}


def set_epsilon(optimizer: Any, epsilon: float) -> bool:
    """Sets an Adam's epsilon, and tells whether it was another."""
    attribute = "epsilon" if hasattr(optimizer, "epsilon") else "_epsilon"
    if not hasattr(optimizer, attribute):
        raise ValueError(f"{type(optimizer).__name__} has no epsilon")
    before = getattr(optimizer, attribute)
    setattr(optimizer, attribute, epsilon)
    return bool(before != epsilon)


@contextlib.contextmanager
def states_exchanged(model: Any) -> Iterator[None]:
    """Exchanges h and c of each LSTM's state that a decoder or RNN layer starts from."""
    with contextlib.ExitStack() as stack:
        for layer in model.submodules:
            if not any(isinstance(m, tf.keras.layers.LSTMCell) for m in layer.submodules):
                continue
            if isinstance(layer, tfa.seq2seq.BaseDecoder):
                method = "initialize"
            elif isinstance(layer, tf.keras.layers.RNN):
                method = "call"
            else:
                continue
            stack.enter_context(mock.patch.object(layer, method, _exchanging(layer, method)))
        yield


def _exchanging(layer: Any, method: str) -> Any:
    original = getattr(layer, method)

    def call(*arguments: Any, **options: Any) -> Any:
        if options.get("initial_state") is not None:
            options["initial_state"] = exchanged(options["initial_state"])
        return original(*arguments, **options)

    # A Bidirectional hands a mask on to what takes one by name.
    call.__signature__ = inspect.signature(original)  # type: ignore[attr-defined]
    return call


def exchanged(state: Any) -> Any:
    """Returns a state with the two tensors of each pair in it exchanged."""
    if hasattr(state, "cell_state"):
        return state._replace(cell_state=exchanged(state.cell_state))
    if not isinstance(state, (list, tuple)):
        return state
    if len(state) == 2 and not any(isinstance(item, (list, tuple)) for item in state):
        return state[::-1]
    return tf.nest.pack_sequence_as(state, tf.nest.flatten([exchanged(item) for item in state]))


@contextlib.contextmanager
def no_dropout(model: Any) -> Iterator[None]:
    """Turns off the dropout of layers, cells and `tf.nn.dropout`."""
    off: list[tuple[Any, str, float]] = []
    for layer in model.submodules:
        if "Dropout" in type(layer).__name__:
            off.append((layer, "rate", 0.0))
        off += [(layer, name, 0.0) for name in ("dropout", "recurrent_dropout")]
        off += [(layer, name, 1.0) for name in _KEEP]
    with contextlib.ExitStack() as stack:
        for layer, name, value in off:
            if isinstance(vars(layer).get(name), (int, float)):
                stack.enter_context(mock.patch.object(layer, name, value))
        identity = mock.patch.object(tf.nn, "dropout", lambda x, *unused, **unused_too: x)
        stack.enter_context(identity)
        yield
