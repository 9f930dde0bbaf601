"""Look at attention mechanisms and their wrapper."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from tf2_port.migrate.rules.kinds import MECHANISMS, S2S, WRAPPER, lstm_state, made_by
from tf2_port.migrate.rules.rule import Note, rule
from tf2_port.migrate.values import Site

_MONOTONIC = tuple(name for name in MECHANISMS if "Monotonic" in name)
_PLAIN = tuple(name for name in MECHANISMS if "Monotonic" not in name)


@rule("memory-in-constructor", "hazards/01_stale_memory", *MECHANISMS)
def memory_in_constructor(site: Site) -> Iterator[Note]:
    """Finds memory that tfa would encode once, when the mechanism is made."""
    if site.given("memory"):
        yield Note(
            "memory given to tfa's constructor is encoded once: give it to setup_memory, inside "
            "every step that is traced or taped"
        )


@rule("made-in-call", "hazards/10_built_in_call", *MECHANISMS, WRAPPER)
def made_in_call(site: Site) -> Iterator[Note]:
    """Finds mechanisms and wrappers that a method makes each time."""
    if site.scope.name in ("call", "__call__"):
        yield Note(f"made inside {site.scope.name}, its weights are new at each call: make it once")


@rule("score-mask-value", "hazards/24_score_mask_value", *MECHANISMS)
def score_mask_value(site: Site) -> Iterator[Note]:
    """Finds another score than minus infinity for padding."""
    if site.given("score_mask_value"):
        yield Note("score_mask_value is gone: padding gets no attention at all")


@rule("mechanism-by-position", "hazards/20_positional_arguments", *MECHANISMS)
def mechanism_by_position(site: Site) -> Iterator[Note]:
    """Finds arguments by position that mean something else in tfa."""
    last = 4 if "Monotonic" in site.name else 5
    if site.positional > last:
        yield Note(f"argument {last + 1} by position is another one in tfa: give it by its name")


@rule("probability-fn", "loud/checked_types", *_PLAIN)
def probability_fn(site: Site) -> Iterator[Note]:
    """Finds a function where tfa takes only a name."""
    if site.given("probability_fn") and not isinstance(site.literal("probability_fn"), str):
        yield Note("probability_fn can only be 'softmax' or 'hardmax' in tfa, and no function")


@rule("custom-key-value-fn", "loud/removed_names", *_PLAIN)
def custom_key_value_fn(site: Site) -> Iterator[Note]:
    """Finds an argument without a counterpart."""
    if site.given("custom_key_value_fn"):
        yield Note("custom_key_value_fn is gone: make keys and values before setup_memory")


@rule("hard-monotonic-gradient", "hazards/29_small_print", S2S + "monotonic_attention", *_MONOTONIC)
def hard_monotonic_gradient(site: Site) -> Iterator[Note]:
    """Finds hard attention, whose gradient is not a number in TensorFlow 1."""
    if site.literal("mode") == "hard":
        yield Note("mode='hard' has finite gradients in tfa, where contrib's are not numbers")


@rule("noise-seed", "hazards/22_random_streams", *_MONOTONIC)
def noise_seed(site: Site) -> Iterator[Note]:
    """Finds a seed, whose random stream goes on from call to call in TensorFlow 2."""
    if site.given("sigmoid_noise_seed"):
        yield Note("the stream of sigmoid_noise_seed goes on in TensorFlow 2, call after call")


@rule("no-attention-layer", "symbols/AttentionWrapper", WRAPPER)
def no_attention_layer(site: Site) -> Iterator[Note]:
    """Finds a wrapper whose attention is the context, whose size only the memory knows."""
    given = site.given("attention_layer_size") or site.given("attention_layer")
    if site.complete and not given and not site.given("attention_fn"):
        yield Note(
            "without attention_layer_size the output is the context, as deep as the memory: "
            "tfa knows that depth, and so the cell's, only when the memory is set"
        )


@rule("tuple-of-mechanisms", "loud/checked_types", WRAPPER)
def tuple_of_mechanisms(site: Site) -> Iterator[Note]:
    """Finds tuples where tfa takes only lists."""
    for name in ("attention_mechanism", "attention_layer"):
        node = site.argument(name)
        if node is not None and any(
            isinstance(origin.node, cst.Tuple) for origin in site.values.origins(node)
        ):
            yield Note(f"{name} must be a list in tfa, and no tuple")


@rule("initial-cell-state", "hazards/02_state_order", WRAPPER)
def initial_cell_state(site: Site) -> Iterator[Note]:
    """Finds the state (c, h) of an LSTM where a Keras cell expects [h, c]."""
    if site.given("initial_cell_state"):
        answer = lstm_state(site.values, site.argument("initial_cell_state"))
        if answer is not False:
            doubt = "" if answer else ", if it is an LSTM's"
            yield Note(
                f"initial_cell_state is (c, h), which Keras reads as [h, c]{doubt}", answer is True
            )


@rule("alignment-history", "hazards/28_array_leaves_function", WRAPPER)
def alignment_history(site: Site) -> Iterator[Note]:
    """Finds an array of alignments, which cannot leave a tf.function."""
    if site.given("alignment_history") and site.literal("alignment_history") is not False:
        yield Note("stack alignment_history inside the tf.function that decodes")


@rule("wrapped-cell", "loud/checked_types", WRAPPER, S2S + "BasicDecoder")
def wrapped_cell(site: Site) -> Iterator[Note]:
    """Finds cells that tfa rejects, as no Keras layers."""
    names = ("rnn_cell.DropoutWrapper", "rnn_cell.ResidualWrapper")
    for made in made_by(site.values, site.argument("cell"), *names):
        short = made.name.removeprefix("rnn_cell.")
        yield Note(f"tfa takes no {short} as cell, only Keras layers")
