"""Recognise cells, mechanisms and states by the calls that made them."""

from __future__ import annotations

from typing import Optional

import libcst as cst

from tf2_port.migrate.values import Site, Values

S2S = "contrib.seq2seq."
MECHANISMS = (
    S2S + "BahdanauAttention",
    S2S + "LuongAttention",
    S2S + "BahdanauMonotonicAttention",
    S2S + "LuongMonotonicAttention",
)
WRAPPER = S2S + "AttentionWrapper"
DECODERS = (S2S + "BasicDecoder", S2S + "BeamSearchDecoder")
_RNN = "contrib.rnn."
LSTMS = (
    "rnn_cell.LSTMCell",
    "rnn_cell.BasicLSTMCell",
    _RNN + "LSTMBlockCell",
    _RNN + "LSTMBlockFusedCell",
    "contrib.cudnn_rnn.CudnnCompatibleLSTMCell",
)
GRUS = ("rnn_cell.GRUCell", _RNN + "GRUBlockCell", _RNN + "GRUBlockCellV2")
RNNS = ("rnn_cell.BasicRNNCell",)
KERAS_LSTMS = ("keras.layers.LSTM", "keras.layers.LSTMCell")
KERAS_GRUS = ("keras.layers.GRU", "keras.layers.GRUCell")
_AROUND = ("rnn_cell.DropoutWrapper", "rnn_cell.ResidualWrapper", "rnn_cell.DeviceWrapper")
_LOOPS = ("nn.dynamic_rnn", "nn.static_rnn", "nn.bidirectional_dynamic_rnn")


def cell_kinds(values: Values, node: Optional[cst.BaseExpression], depth: int = 10) -> set[str]:
    """Tells which cells an expression may be or hold: `lstm`, `gru`, `rnn`; `?` if not known."""
    if node is None or depth == 0:
        return {"?"}
    if isinstance(node, (cst.ListComp, cst.GeneratorExp)):
        return cell_kinds(values, node.elt, depth - 1)
    if isinstance(node, cst.BinaryOperation):  # [cell] * layers, [first] + others
        kinds = cell_kinds(values, node.left, depth - 1)
        if isinstance(node.operator, cst.Add):
            kinds |= cell_kinds(values, node.right, depth - 1)
        return kinds
    if isinstance(node, (cst.List, cst.Tuple)):
        found = [cell_kinds(values, element.value, depth - 1) for element in node.elements]
        return set().union(*found)
    if isinstance(node, cst.Call):
        return _kinds_of_call(values.site(node), depth)
    kinds = set()
    for origin in values.origins(node):
        followed = origin.node is not node and origin.part is None
        kinds |= cell_kinds(values, origin.node, depth - 1) if followed else {"?"}
    return kinds


def _kinds_of_call(site: Site, depth: int) -> set[str]:
    name = site.name
    for kind, names in (
        ("lstm", (*LSTMS, *KERAS_LSTMS)),
        ("gru", (*GRUS, *KERAS_GRUS)),
        ("rnn", RNNS),
    ):
        if name in names:
            return {kind}
    if name == "rnn_cell.MultiRNNCell":
        return cell_kinds(site.values, site.argument("cells"), depth - 1)
    if name in _AROUND or name == WRAPPER:
        return cell_kinds(site.values, site.argument("cell"), depth - 1)
    return {"?"}


def made_by(values: Values, node: Optional[cst.BaseExpression], *names: str) -> list[Site]:
    """Lists the calls of these names that a value may be the whole result of."""
    return [s for s, index in values.calls(node) if s.name in names and index is None]


def lstm_state(
    values: Values, node: Optional[cst.BaseExpression], depth: int = 10
) -> Optional[bool]:
    """Tells whether a value is (or holds) an LSTM's state that is not zero; None if not known."""
    if node is None or depth == 0:
        return None
    answers: list[Optional[bool]] = []
    for origin in values.origins(node):
        if isinstance(origin.node, (cst.Tuple, cst.List)):
            parts = [lstm_state(values, e.value, depth - 1) for e in origin.node.elements]
            answers.append(True if True in parts else None)
        elif isinstance(origin.node, cst.Call):
            answers.append(_state_of_call(values.site(origin.node), origin.part, depth))
        else:
            answers.append(None)
    if True in answers:
        return True
    return False if answers and all(answer is False for answer in answers) else None


def _state_of_call(site: Site, index: Optional[int], depth: int) -> Optional[bool]:
    values = site.values
    if site.name == "rnn_cell.LSTMStateTuple":
        return index is None
    if site.name == S2S + "tile_batch":
        return lstm_state(values, site.argument("t"), depth - 1)
    if site.name in _LOOPS:
        if index not in (1, -1, 2):
            return None
        kinds = set()
        for name in ("cell", "cell_fw", "cell_bw"):
            if site.argument(name) is not None:
                kinds |= cell_kinds(values, site.argument(name))
        return known(kinds)
    if site.method in ("zero_state", "clone"):
        return False  # zeros can be exchanged; of clone, another rule knows
    return None


def known(kinds: set[str]) -> Optional[bool]:
    """Tells whether there is an LSTM among these kinds of cells; None if it is not known."""
    if "lstm" in kinds:
        return True
    return None if "?" in kinds or not kinds else False


def is_wrapper(values: Values, node: Optional[cst.BaseExpression]) -> Optional[bool]:
    """Tells whether a cell is an AttentionWrapper; None if it is not known."""
    sites = [site for site, index in values.calls(node) if index is None]
    if any(site.name == WRAPPER for site in sites):
        return True
    return False if sites and all(site.name for site in sites) else None
