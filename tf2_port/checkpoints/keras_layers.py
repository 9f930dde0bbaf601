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
from tf2_port.checkpoints.einsum_dense import EinsumDenseRule, is_dense
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
      telling: the path, and the name that the user gave to it, without numbers that Keras gave.
      layer: itself; None for a single weight.
    """

    path: str
    name: str
    offers: tuple[Offer, ...]
    telling: str = ""
    layer: Any = None


def places(model: Any) -> list[Place]:
    """Finds everything of a built model that must be filled.

    Args:
      model: with all its weights made.

    Raises:
      ValueError: if it has no weights yet.
    """
    own = {id(weight): weight for weight in weights_of(model)}
    found: list[Place] = []
    for path, telling, layer in _layers(model):
        offers = [
            offer
            for offer in _offers(layer)
            if offer.rule.variables() and all(id(v) in own for v in offer.rule.variables())
        ]
        if offers:
            found.append(Place(path, type(layer).__name__, tuple(offers), telling, layer))
            for variable in offers[0].rule.variables():
                del own[id(variable)]
    for weight in own.values():  # that no attribute holds
        offer = Offer(("variable", "embedding"), SameRule(("",), (weight,)))
        found.append(Place(weight.name, "weight", (offer,), weight.name))
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
    if isinstance(layer, keras.EinsumDense):
        return [Offer(("dense",), EinsumDenseRule("", layer))] if is_dense(layer) else []
    offers = [Offer(_PLAIN, same)] if weights else []
    if len(weights) == 1:
        alone = SameRule(("",), tuple(weights.values()))
        offers.append(Offer(("embedding", "variable"), alone))
    return offers


def weights_of(model: Any) -> list[Any]:
    """Returns a model's weights.

    Raises:
      ValueError: if it has none yet.
    """
    try:
        weights = list(model.weights)
    except ValueError:  # of a sequential model that was not built
        weights = []
    if not weights:
        raise ValueError(
            f"the model {type(model).__name__} has no weights yet: call it on example inputs first"
        )
    return weights


def _layers(model: Any) -> Iterator[tuple[str, str, Any]]:
    """Walks breadth first, so that each layer has the shortest path there is to it.

    Yields paths, what of them tells something, and layers.
    """
    queue: list[tuple[str, str, Any]] = [("", "", model)]
    seen = {id(model)}
    while queue:
        path, telling, layer = queue.pop(0)
        if not _named_by_keras(layer):
            telling = f"{telling} {layer.name}"
        yield path, telling, layer
        for name, child in _children(layer):
            if id(child) not in seen:
                seen.add(id(child))
                says = "" if name.startswith("layers[") else name
                queue.append((f"{path}.{name}" if path else name, f"{telling} {says}", child))


def _named_by_keras(layer: Any) -> bool:
    """Tells whether the name is `lstm_2`, Keras's third LSTM in this process, or the like."""
    name = re.sub(r"(.)([A-Z][a-z0-9]+)", r"\1_\2", type(layer).__name__)
    name = re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower()
    return re.fullmatch(rf"{name}(_\d+)?", layer.name) is not None


def _children(layer: Any) -> Iterator[tuple[str, Any]]:
    functional = isinstance(layer, tf.keras.Sequential) or getattr(
        layer, "_is_graph_network", False
    )
    if functional:  # it has its layers by name, or by number, and not as attributes
        for k, child in enumerate(layer.layers):
            yield f"layers[{k}]" if _named_by_keras(child) else child.name, child
        return
    attributes = [(k, v) for k, v in vars(layer).items() if not k.startswith(("_self_", "_obj_"))]
    # Public names are the user's own; what Keras and tfa keep is private.
    for name, value in sorted(attributes, key=lambda item: item[0].startswith("_")):
        for path, child in _flat(name, value):
            if isinstance(child, tf.keras.layers.Layer):
                yield path, child


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
