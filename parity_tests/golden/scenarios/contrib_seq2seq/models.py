"""Encode and decode lists of rows and of symbols, without attention."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.contrib_seq2seq.parts import (
    BATCH,
    DEPTH,
    SYMBOLS,
    UNITS,
    gathered,
    gru,
    legacy_seq2seq,
    lstm,
    rows,
    scope,
    symbols,
    tf,
)
from parity_tests.golden.scenarios.parts import fed, tensor
from parity_tests.golden.scenarios.registry import misuse, scenario


@scenario
def rnn_decoder() -> Any:
    state = tensor("state", BATCH, UNITS)
    return gathered(*legacy_seq2seq.rnn_decoder(rows("x", 3), state, gru()))


@scenario
def rnn_decoder_that_feeds_back() -> Any:
    def loop_function(previous: Any, step: int) -> Any:
        return previous[:, :DEPTH] * step

    state = tensor("state", BATCH, UNITS)
    found = legacy_seq2seq.rnn_decoder(rows("x", 3), state, gru(), loop_function, "mine")
    return gathered(*found)


@scenario
def basic_rnn_seq2seq() -> Any:
    found = legacy_seq2seq.basic_rnn_seq2seq(rows("x", 3), rows("y", 2), lstm(), tf.float64)
    return gathered(*found)


@scenario
def basic_rnn_seq2seq_of_layers() -> Any:
    cell = tf.nn.rnn_cell.MultiRNNCell([gru(), lstm(4)])
    found = legacy_seq2seq.basic_rnn_seq2seq(
        rows("x", 2), rows("y", 3), cell, dtype=tf.float64, scope="mine"
    )
    return gathered(*found)


@scenario
def tied_rnn_seq2seq() -> Any:
    found = legacy_seq2seq.tied_rnn_seq2seq(rows("x", 3), rows("y", 2), lstm(), dtype=tf.float64)
    return gathered(*found)


@scenario
def tied_rnn_seq2seq_that_feeds_back() -> Any:
    found = legacy_seq2seq.tied_rnn_seq2seq(
        rows("x", 2),
        rows("y", 3),
        gru(),
        loop_function=lambda previous, step: previous[:, :DEPTH] + step,
        dtype=tf.float64,
        scope="mine",
    )
    return gathered(*found)


def projection(size: int = UNITS) -> Any:
    return tensor("weights", size, SYMBOLS), tensor("biases", SYMBOLS)


def _embedding_decoder(**options: Any) -> Any:
    with scope():
        state = tensor("state", BATCH, UNITS)
        found = legacy_seq2seq.embedding_rnn_decoder(
            symbols(3), state, gru(), SYMBOLS, DEPTH, **options
        )
    return gathered(*found)


@scenario
def embedding_rnn_decoder() -> Any:
    return _embedding_decoder()


@scenario
def embedding_rnn_decoder_that_feeds_back() -> Any:
    return _embedding_decoder(output_projection=projection(), feed_previous=True)


@scenario
def embedding_rnn_decoder_that_feeds_back_without_gradients() -> Any:
    return _embedding_decoder(
        output_projection=projection(),
        feed_previous=True,
        update_embedding_for_previous=False,
        scope="mine",
    )


def _embedding_model(name: str, **options: Any) -> Any:
    sizes = (SYMBOLS, SYMBOLS, DEPTH) if name == "embedding_rnn_seq2seq" else (SYMBOLS, DEPTH)
    cell = options.pop("cell", None) or lstm()
    found = getattr(legacy_seq2seq, name)(
        symbols(3), symbols(2, start=1), cell, *sizes, **{"dtype": tf.float64, **options}
    )
    return gathered(*found)


@scenario
def embedding_rnn_seq2seq() -> Any:
    return _embedding_model("embedding_rnn_seq2seq")


@scenario
def embedding_rnn_seq2seq_that_feeds_back() -> Any:
    return _embedding_model("embedding_rnn_seq2seq", feed_previous=True, scope="mine")


@scenario
def embedding_rnn_seq2seq_with_a_projection() -> Any:
    return _embedding_model(
        "embedding_rnn_seq2seq", output_projection=projection(), feed_previous=True
    )


@scenario
def embedding_rnn_seq2seq_of_a_fed_choice() -> Any:
    return _embedding_model("embedding_rnn_seq2seq", feed_previous=fed(True, []))


@scenario
def embedding_rnn_seq2seq_of_a_fed_other_choice() -> Any:
    return _embedding_model("embedding_rnn_seq2seq", feed_previous=fed(False, []), cell=gru())


@scenario
def embedding_rnn_seq2seq_of_the_scopes_dtype() -> Any:
    with scope():
        return _embedding_model("embedding_rnn_seq2seq", dtype=None)


@scenario
def embedding_tied_rnn_seq2seq() -> Any:
    return _embedding_model("embedding_tied_rnn_seq2seq")


@scenario
def embedding_tied_rnn_seq2seq_that_feeds_back() -> Any:
    return _embedding_model("embedding_tied_rnn_seq2seq", feed_previous=True, scope="mine")


@scenario
def embedding_tied_rnn_seq2seq_to_other_symbols() -> Any:
    return _embedding_model("embedding_tied_rnn_seq2seq", num_decoder_symbols=4)


@scenario
def embedding_tied_rnn_seq2seq_with_a_projection() -> Any:
    return _embedding_model(
        "embedding_tied_rnn_seq2seq", output_projection=projection(), feed_previous=True
    )


@scenario
def embedding_tied_rnn_seq2seq_of_a_fed_choice() -> Any:
    return _embedding_model("embedding_tied_rnn_seq2seq", feed_previous=fed(True, []))


def _one2many(**options: Any) -> Any:
    outputs, states = legacy_seq2seq.one2many_rnn_seq2seq(
        symbols(3),
        {"a": symbols(2, start=1), "b": symbols(3, start=2)},
        gru(),
        {"a": gru(), "b": gru()},
        SYMBOLS,
        {"a": SYMBOLS, "b": SYMBOLS},
        DEPTH,
        **{"dtype": tf.float64, **options},
    )
    return gathered(outputs, states)


@scenario
def one2many_rnn_seq2seq() -> Any:
    return _one2many()


@scenario
def one2many_rnn_seq2seq_that_feeds_back() -> Any:
    return _one2many(feed_previous=True, scope="mine")


@scenario
def one2many_rnn_seq2seq_of_a_fed_choice() -> Any:
    return _one2many(feed_previous=fed(True, []))


@misuse
def one2many_rnn_seq2seq_of_no_encoder_cell() -> Any:
    return legacy_seq2seq.one2many_rnn_seq2seq(symbols(2), {}, "cell", {}, 5, {}, DEPTH)


@misuse
def one2many_rnn_seq2seq_of_no_decoder_cell() -> Any:
    return legacy_seq2seq.one2many_rnn_seq2seq(
        symbols(2), {"a": symbols(2)}, gru(), {"a": "cell"}, SYMBOLS, {"a": SYMBOLS}, DEPTH
    )


@misuse
def one2many_rnn_seq2seq_of_other_names() -> Any:
    return legacy_seq2seq.one2many_rnn_seq2seq(
        symbols(2), {"a": symbols(2)}, gru(), {"b": gru()}, SYMBOLS, {"a": SYMBOLS}, DEPTH
    )


@misuse
def embedding_rnn_decoder_with_a_narrow_projection() -> Any:
    weights = tensor("weights", UNITS, SYMBOLS - 1)
    return _embedding_decoder(output_projection=(weights, tensor("biases", SYMBOLS)))


@misuse
def embedding_rnn_decoder_with_short_biases() -> Any:
    biases = tensor("biases", SYMBOLS - 1)
    return _embedding_decoder(output_projection=(tensor("weights", UNITS, SYMBOLS), biases))


@misuse
def embedding_tied_rnn_seq2seq_with_short_biases() -> Any:
    given = (tensor("weights", UNITS, SYMBOLS), tensor("biases", SYMBOLS - 1))
    return _embedding_model("embedding_tied_rnn_seq2seq", output_projection=given)
