"""Let a user's own Keras model be observed as the variants are."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from tf2_port import witness
from tf2_port.checkpoints import Rule, load_arrays
from tf2_port.checkpoints import load as load_by_rules
from tf2_port.compat import tf
from tf2_port.probe import Probe

Load = Callable[[Any, Mapping[str, np.ndarray]], Any]


def recipe_of(
    make: Callable[[], Any],
    rules: Callable[[Any], Iterable[Rule]] | None = None,
    load: Load | None = None,
    optimizer: Callable[[], Any] | None = None,
    training: bool = False,
    steps: int = witness.OPTIMIZER_STEPS,
    learning_rate: float = witness.LEARNING_RATE,
    epsilon: float = witness.EPSILON,
    decoding_steps: int = 0,
) -> witness.Recipe:
    """Returns the recipe of a user's model; arguments as for the fixture's `check`.

    Args:
      make: makes the model.
      rules: tells the weight rules of a model; by default its `weight_rules()`, and if it
        has none, `checkpoints.load_arrays` matches variables and layers by structure.
      load: sets a model's weights in another way, and returns the rules.
      optimizer: makes it; by default the Adam of TensorFlow 1.
      training: the argument that the model is called with.
      steps: how many optimizer steps to do.
      learning_rate: of the default optimizer.
      epsilon: of the default optimizer.
      decoding_steps: how many steps of its decoder to look into.
    """
    adam = tf.compat.v1.train.AdamOptimizer

    def adapted(probe: Probe | None = None) -> UserModel:
        return UserModel(make(), rules, load, probe)

    return witness.Recipe(
        adapted,
        lambda model, results: model.named_results(results),
        adapted if decoding_steps else None,
        optimizer or (lambda: adam(learning_rate, epsilon=epsilon)),
        steps,
        learning_rate,
        first_step=True,
        restores=False,
        modes=(),
        training=training,
        decoding_steps=decoding_steps,
    )


class UserModel(tf.Module):
    """Gives a model what `witness.Trainer` and `Probe` ask for."""

    def __init__(
        self,
        model: Any,
        rules: Callable[[Any], Iterable[Rule]] | None = None,
        load: Load | None = None,
        probe: Probe | None = None,
    ) -> None:
        """Takes a model that is not built yet, and a probe if its decoder is to be stepped."""
        super().__init__()
        if rules is None and load is None and not hasattr(model, "weight_rules"):
            load = load_arrays
        self.model, self._rules, self._load, self._probe = model, rules, load, probe
        call = model.call if isinstance(model, tf.keras.layers.Layer) else model
        self._trains = "training" in inspect.signature(call).parameters

    def __call__(self, inputs: Mapping[str, Any], training: bool | None = None) -> Any:
        results = self.model(inputs, **({"training": training} if self._trains else {}))
        if not isinstance(results, Mapping):
            raise ValueError(
                f"{type(self.model).__name__} returns {type(results).__name__}: "
                "expected a dict with the names that the graph function has"
            )
        return dict(results)

    def full(self, inputs: Mapping[str, Any]) -> Any:
        return self.model.full(inputs) if hasattr(self.model, "full") else inputs

    def loss_of(self, results: Mapping[str, Any], inputs: Mapping[str, Any]) -> Any:
        if hasattr(self.model, "loss_of"):
            return self.model.loss_of(results, inputs)
        return results.get("loss")

    def named_results(self, results: Mapping[str, Any]) -> dict[str, Any]:
        told = {name: value for name, value in results.items() if name != "loss"}
        return witness.named("forward", told)

    def set_tf1_weights(self, weights: Mapping[str, np.ndarray]) -> None:
        if self._load is None:
            load_by_rules(self.weight_rules(), weights, self.weights)
            return
        rules = self._load(self.model, weights)
        if self._load is load_arrays:  # structure stays as it is: match it once
            self._load = None
        # Without rules nothing can be carried back, and only results are told.
        self._rules = (lambda model: rules) if rules is not None else (lambda model: ())

    def weight_rules(self) -> Iterable[Rule]:
        rules: Iterable[Rule] = (
            self.model.weight_rules() if self._rules is None else self._rules(self.model)
        )
        return list(rules)

    @property
    def weights(self) -> list[Any]:
        return list(getattr(self.model, "weights", None) or self.model.variables)

    @property
    def decoder(self) -> Any:
        """The decoder to step, if the model also tells what it starts from."""
        return getattr(self.model, "decoder", None) if hasattr(self.model, "start") else None

    def start(self, inputs: Mapping[str, Any]) -> Any:
        """Starts decoding by single steps; from here on the model is only stepped."""
        if self._probe is not None:
            for wrapper in wrappers(self.decoder.cell):
                # Each step would write into the history of a state that is thrown away.
                wrapper._alignment_history = False
                wrapper._attention_fn = self._probe.attention_fn
        return self.model.start(inputs)

    @property
    def mechanisms(self) -> list[Any]:
        found = wrappers(getattr(self.decoder, "cell", None))
        return [mechanism for wrapper in found for mechanism in wrapper._attention_mechanisms]

    @property
    def decoder_cells(self) -> list[Any]:
        if hasattr(self.model, "decoder_cells"):
            return list(self.model.decoder_cells)
        return list(_innermost(self.decoder.cell))


def wrappers(cell: Any) -> Iterator[Any]:
    """Yields a cell if it is an `AttentionWrapper`, and those among the cells it wraps."""
    if hasattr(cell, "_attention_mechanisms"):
        yield cell
    for inner in _inner(cell):
        yield from wrappers(inner)


def _inner(cell: Any) -> list[Any]:
    cells = getattr(cell, "cells", None) or [getattr(cell, "_cell", getattr(cell, "cell", None))]
    return [inner for inner in cells if inner is not None]


def _innermost(cell: Any) -> Iterator[Any]:
    inner = _inner(cell)
    if not inner:
        yield cell
    for one in inner:
        yield from _innermost(one)
