"""Name the states of Keras cells and of tfa's wrappers and decoders as TensorFlow 1 did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def tf1_state(state: Any, cells: Sequence[Any], fields: Sequence[str] = ()) -> Any:
    """Returns a state in nested dicts with contrib's names.

    Args:
      state: of a cell, a stack of cells, an `AttentionWrapper` around them, or a
        `BeamSearchDecoder` of any of these.
      cells: the Keras cells, from the first layer to the last; none if the state is of
        something else, and the same in both.
      fields: the names of a list that a cell around these has for its state.
    """
    if hasattr(state, "_asdict"):
        named = dict(state._asdict(), cell_state=tf1_state(state.cell_state, cells, fields))
        return {name: value for name, value in named.items() if not _is_empty(value)}
    if fields:
        named = dict(zip(fields, state))
        return {**named, "cell_state": _cell_state(named["cell_state"], cells)}
    return _cell_state(state, cells)


def _cell_state(state: Any, cells: Sequence[Any]) -> Any:
    if not cells:
        return state
    if len(cells) > 1:
        return {k: _cell_state(one, [cell]) for k, (one, cell) in enumerate(zip(state, cells))}
    if isinstance(cells[0].state_size, (list, tuple)):
        h, c = state  # TensorFlow 1 had (c, h)
        return {"c": c, "h": h}
    return state


def _is_empty(value: Any) -> bool:
    """Tells the `()` that stands for no alignment history, alone or for each mechanism."""
    return isinstance(value, tuple) and all(_is_empty(item) for item in value)
