"""Look at what is done with states: made, changed, taken apart."""

from __future__ import annotations

from collections.abc import Iterator

from tf2_port.migrate.rules.kinds import S2S, WRAPPER, cell_kinds, known, made_by
from tf2_port.migrate.rules.rule import Note, rule
from tf2_port.migrate.values import Site


@rule("zero-state", "loud/removed_names", ".zero_state")
def zero_state(site: Site) -> Iterator[Note]:
    """Finds the method of an AttentionWrapper that tfa has not."""
    if made_by(site.values, site.receiver, WRAPPER):
        yield Note("zero_state(b, t) becomes get_initial_state(batch_size=b, dtype=t)")


@rule("clone-cell-state", "hazards/02_state_order", ".clone")
def clone_cell_state(site: Site) -> Iterator[Note]:
    """Finds the state (c, h) of an LSTM put into a wrapper's state, which has [h, c] in tfa."""
    if site.argument("cell_state") is None:
        return
    wrappers = []
    for made, _ in site.values.calls(site.receiver):
        if made.method == "zero_state":
            wrappers += made_by(site.values, made.receiver, WRAPPER)
    kinds = set().union(*(cell_kinds(site.values, w.argument("cell")) for w in wrappers))
    answer = known(kinds)
    if answer is not False:
        doubt = "" if answer else ", if its cell is an LSTM"
        yield Note(
            f"cell_state is (c, h), which a Keras cell reads as [h, c]{doubt}", answer is True
        )


@rule("state-fields", "hazards/21_state_indices", S2S + "AttentionWrapperState")
def state_fields(site: Site) -> Iterator[Note]:
    """Finds a wrapper's state made field by field."""
    if site.argument("time") is not None or site.positional > 2 or not site.complete:
        yield Note("tfa's state has no time: every field after attention moves up by one")


@rule("state-by-number", "hazards/21_state_indices", "[]")
def state_by_number(site: Site) -> Iterator[Note]:
    """Says what is wrong with `state[2]` and later; `hazard_sites` knows where they are."""
    yield Note("tfa's state has no time: fields from the third on move up by one")


def is_wrapper_state(site: Site, index: int | None) -> bool | None:
    """Tells whether part of what a call returns is an AttentionWrapperState; None if not known.

    Args:
      site: the call.
      index: which part, or None for the whole.
    """
    values = site.values
    if site.method == "zero_state" and index is None:
        return bool(made_by(values, site.receiver, WRAPPER))
    if site.method == "clone" and index is None:
        return any(is_wrapper_state(made, part) for made, part in values.calls(site.receiver))
    if site.name == S2S + "dynamic_decode" and index == 1:
        decoders = made_by(values, site.argument("decoder"), S2S + "BasicDecoder")
        return any(made_by(values, made.argument("cell"), WRAPPER) for made in decoders)
    return None
