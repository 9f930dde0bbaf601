"""Look at decoders, and at what is done with their results."""

from __future__ import annotations

from collections.abc import Iterator

from tf2_port.migrate.rules.kinds import (
    DECODERS,
    S2S,
    WRAPPER,
    cell_kinds,
    is_wrapper,
    known,
    lstm_state,
    made_by,
)
from tf2_port.migrate.rules.rule import Note, rule
from tf2_port.migrate.values import Site

_DECODE = S2S + "dynamic_decode"
_BEAMS = S2S + "BeamSearchDecoder"


@rule("lstm-state", "hazards/02_state_order", *DECODERS)
def lstm_initial_state(site: Site) -> Iterator[Note]:
    """Finds the state (c, h) of an LSTM where a Keras cell expects [h, c]."""
    state = site.argument("initial_state")
    if state is None or is_wrapper(site.values, site.argument("cell")):
        return  # the wrapper's state keeps its fields
    answer = lstm_state(site.values, state)
    if answer is None:
        kinds = known(cell_kinds(site.values, site.argument("cell")))
        answer = False if kinds is False else None
        if kinds and is_wrapper(site.values, site.argument("cell")) is False:
            answer = True
    if answer is not False:
        doubt = "" if answer else ", if it is an LSTM's"
        yield Note(
            f"initial_state is (c, h), which a Keras cell reads as [h, c]{doubt}", answer is True
        )


def _rank_2(site: Site) -> bool:
    """Tells whether states and outputs are known to be [batch, depth]."""
    decoders = made_by(site.values, site.argument("decoder"), S2S + "BasicDecoder")
    found = [cell_kinds(site.values, decoder.argument("cell")) for decoder in decoders]
    return bool(found) and not any("?" in kinds for kinds in found)


def _imputes(site: Site) -> bool:
    return site.given("impute_finished") and site.literal("impute_finished") is not False


@rule("impute-finished", "hazards/08_impute_finished", _DECODE)
def impute_finished(site: Site) -> Iterator[Note]:
    """Finds the option that tfa broadcasts from the wrong side."""
    if _imputes(site) and not _rank_2(site):
        yield Note(
            "impute_finished is wrong in tfa, if a state or an output is not [batch, depth]", False
        )


@rule("impute-finished-batch", "loud/dynamic_batch", _DECODE)
def impute_finished_batch(site: Site) -> Iterator[Note]:
    """Finds the option that needs the size of the batch when tfa traces."""
    if _imputes(site):
        yield Note("impute_finished raises in a tf.function, if the batch size is not known", False)


@rule("beam-lengths", "hazards/15_beam_lengths", _DECODE)
def beam_lengths(site: Site) -> Iterator[Note]:
    """Finds lengths of beams, which contrib got wrong."""
    if not made_by(site.values, site.argument("decoder"), _BEAMS):
        return
    targets = site.values.names.walk.targets.get(site.node, [])
    for index, name in targets:
        if index is None or (index == 2 and not name.startswith("_")):
            doubt = "" if index == 2 else ", if you use them"
            yield Note(f"the lengths of beams are others, and right, in tfa{doubt}", index == 2)


@rule("beam-history", "hazards/15_beam_lengths", _BEAMS)
def beam_history(site: Site) -> Iterator[Note]:
    """Finds alignments of beams, which contrib does not put in order for a static batch."""
    for wrapper in made_by(site.values, site.argument("cell"), WRAPPER):
        history = wrapper.literal("alignment_history")
        ordered = site.literal("reorder_tensor_arrays") is False
        if wrapper.given("alignment_history") and history is not False and not ordered:
            yield Note(
                "tfa always puts alignment_history in the order of the beams; contrib does so only "
                "for a batch of unknown size",
                False,
            )


@rule("beam-width", "loud/checked_types", _BEAMS)
def beam_width(site: Site) -> Iterator[Note]:
    """Finds a width that is a tensor, where tfa takes only an int."""
    for made, _ in site.values.calls(site.argument("beam_width")):
        if made.name:
            yield Note("beam_width must be an int in tfa, and no tensor")


@rule(
    "xla",
    "loud/xla_iterations",
    "contrib.compiler.xla.compile",
    "contrib.compiler.jit.experimental_jit_scope",
)
def xla(site: Site) -> Iterator[Note]:
    """Finds XLA, under which a decoder needs a bound."""
    yield Note("under XLA dynamic_decode needs maximum_iterations, and pads outputs to it", False)
