"""Find the layers of a Keras model that have weights, and what each could be filled from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from tf2_port.checkpoints.bahdanau import BahdanauRule
from tf2_port.checkpoints.cudnn_gru import CudnnGRURule
from tf2_port.checkpoints.gru_cell import GRUCellRule
from tf2_port.checkpoints.lstm_cell import LSTMCellRule
from tf2_port.checkpoints.luong import LuongRule
from tf2_port.checkpoints.peephole import PeepholeRule
from tf2_port.checkpoints.renamed import roles_of
from tf2_port.checkpoints.rnn_cell import RNNCellRule
from tf2_port.checkpoints.rule import Rule
from tf2_port.checkpoints.same import SameRule
from tf2_port.compat import tf, tfa

_CELL = {"kernel", "recurrent_kernel", "bias"}
# Where the same names and shapes are enough, whatever layer it is.
_PLAIN = (
    "dense",
    "convolution",
    "layer_normalization",
    "batch_normalization",
    "lstm_cell",
    "peephole_lstm_cell",
    "rnn_cell",
)


@dataclass(frozen=True)
class Offer:
    """One way to fill a layer: from a group of one of these kinds, by this rule."""

    kinds: tuple[str, ...]
    rule: Rule

    @cached_property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The shapes that the TensorFlow 1 tensors must have, by role."""
        weights = [np.zeros(tuple(v.shape), bool) for v in self.rule.variables()]
        tensors = self.rule.to_tf1(weights, "slot")
        return {role: tensor.shape for role, tensor in zip(roles_of(self.rule), tensors)}


@dataclass(frozen=True)
class Place:
    """A layer, or a single weight, to be filled.

    Attributes:
      path: from the model, as Python would write it: `encoder.cells[0]`.
      name: its class.
      offers: the ways to fill it.
      label: the name that its user gave to it, if any.
      layer: itself; None for a single weight.
    """

    path: str
    name: str
    offers: tuple[Offer, ...]
    label: str = ""
    layer: Any = None


def places(model: Any) -> list[Place]:
    """Finds everything of a built model that must be filled.

    Args:
      model: with all its weights made.

    Raises:
      ValueError: if it has no weights yet.
    """
    if not model.weights:
        raise ValueError(
            f"the model {type(model).__name__} has no weights yet: call it on example inputs first"
        )
    own = {id(weight): weight for weight in model.weights}
    found: list[Place] = []
    for path, layer in _layers(model):
        offers = [
            offer
            for offer in _offers(layer)
            if offer.rule.variables() and all(id(v) in own for v in offer.rule.variables())
        ]
        if offers:
            label = "" if re.fullmatch(rf"{_snake(type(layer))}(_\d+)?", layer.name) else layer.name
            found.append(Place(path, type(layer).__name__, tuple(offers), label, layer))
            for variable in offers[0].rule.variables():
                del own[id(variable)]
    for weight in own.values():  # that no attribute holds
        offer = Offer(("variable", "embedding"), SameRule(("",), (weight,)))
        found.append(Place(weight.name, "weight", (offer,)))
    return found


def _offers(layer: Any) -> list[Offer]:
    keras, seq2seq = tf.keras.layers, tfa.seq2seq
    if isinstance(layer, (seq2seq.BahdanauAttention, seq2seq.BahdanauMonotonicAttention)):
        return [Offer(("bahdanau_attention",), BahdanauRule("memory_layer", "", layer))]
    if isinstance(layer, (seq2seq.LuongAttention, seq2seq.LuongMonotonicAttention)):
        return [Offer(("luong_attention",), LuongRule("memory_layer", "", layer))]
    weights = dict(_weights(layer))
    same = SameRule(tuple(weights), tuple(weights.values()))
    if isinstance(layer, tfa.rnn.PeepholeLSTMCell) and set(weights) > _CELL:
        return [Offer(("peephole_lstm_cell",), PeepholeRule("", layer))]
    whole = set(weights) == _CELL
    if type(layer) is keras.LSTMCell:
        raw = [Offer(("keras_lstm",), same)]
        return [Offer(("lstm_cell",), LSTMCellRule("", layer)), *raw] if whole else raw
    if isinstance(layer, keras.GRUCell):
        if layer.reset_after:
            raw = [Offer(("keras_gru_reset_after",), same)]
            return [Offer(("cudnn_compatible_gru_cell",), CudnnGRURule("", layer)), *raw]
        raw = [Offer(("keras_gru",), same)]
        return [Offer(("gru_cell",), GRUCellRule("", layer)), *raw] if whole else raw
    if isinstance(layer, keras.SimpleRNNCell):
        raw = [Offer(("keras_rnn",), same)]
        return [Offer(("rnn_cell",), RNNCellRule("", layer)), *raw] if whole else raw
    if isinstance(layer, keras.Dense):
        return [Offer(("dense",), same)]
    offers = [Offer(_PLAIN, same)] if weights else []
    if len(weights) == 1:
        alone = SameRule(("",), tuple(weights.values()))
        offers.append(Offer(("embedding", "variable"), alone))
    return offers


def _layers(model: Any) -> Iterator[tuple[str, Any]]:
    """Walks breadth first, so that each layer has the shortest path there is to it."""
    queue: list[tuple[str, Any]] = [("", model)]
    seen = {id(model)}
    while queue:
        path, layer = queue.pop(0)
        yield path, layer
        for name, child in _children(layer):
            if id(child) not in seen:
                seen.add(id(child))
                queue.append((f"{path}.{name}" if path else name, child))


def _children(layer: Any) -> Iterator[tuple[str, Any]]:
    attributes = [(k, v) for k, v in vars(layer).items() if not k.startswith(("_self_", "_obj_"))]
    # Public names are the user's own; what Keras and tfa keep is private.
    for name, value in sorted(attributes, key=lambda item: item[0].startswith("_")):
        for path, child in _flat(name, value):
            if isinstance(child, tf.keras.layers.Layer):
                yield path, child
    for child in getattr(layer, "layers", None) or []:  # of a functional or sequential model
        yield child.name, child


def _weights(layer: Any) -> Iterator[tuple[str, Any]]:
    """Yields the layer's own weights by their attributes' names."""
    seen: set[int] = set()
    for name, value in vars(layer).items():
        if name in ("_trainable_weights", "_non_trainable_weights") or name.startswith("_self_"):
            continue
        for path, child in _flat(name, value):
            if isinstance(child, tf.Variable) and id(child) not in seen:
                seen.add(id(child))
                yield path.lstrip("_"), child


def _flat(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Looks into lists and dicts."""
    if isinstance(value, tf.keras.metrics.Metric):
        return
    if isinstance(value, (list, tuple)):
        for k, item in enumerate(value):
            yield from _flat(f"{name}[{k}]", item)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _flat(f"{name}[{key!r}]", item)
    else:
        yield name, value


def _snake(layer_class: type) -> str:
    """Returns the name that Keras gives to a layer of this class by itself."""
    name = re.sub(r"(.)([A-Z][a-z0-9]+)", r"\1_\2", layer_class.__name__)
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower()
