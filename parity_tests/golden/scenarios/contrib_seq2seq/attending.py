"""Decode lists of rows and of symbols with attention, in float32: its softmax is, always."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios import parts as scenario_parts
from parity_tests.golden.scenarios.contrib_seq2seq import parts
from parity_tests.golden.scenarios.contrib_seq2seq.parts import (
    BATCH,
    DEPTH,
    SYMBOLS,
    UNITS,
    gathered,
    legacy_seq2seq,
    symbols,
    tf,
)
from parity_tests.golden.scenarios.parts import fed
from parity_tests.golden.scenarios.registry import misuse, scenario


def tensor(name: str, *shape: int, static: Any = None) -> Any:
    return scenario_parts.tensor(name, *shape, dtype="float32", static=static)


def gru(units: int = UNITS) -> Any:
    return parts.gru(units, tf.float32)


def lstm(units: int = UNITS) -> Any:
    return parts.lstm(units, tf.float32)


def rows(name: str, steps: int) -> Any:
    return parts.rows(name, steps, dtype="float32")


def projection() -> Any:
    return tensor("weights", UNITS, SYMBOLS), tensor("biases", SYMBOLS)


def _decoder(cell: Any = None, static: Any = None, **options: Any) -> Any:
    cell = cell or gru()
    state = tensor("state", BATCH, UNITS)
    if cell.state_size != UNITS:
        state = tf.nn.rnn_cell.LSTMStateTuple(state, tensor("h", BATCH, UNITS))
    states = tensor("attention_states", BATCH, 4, 6, static=static)
    found = legacy_seq2seq.attention_decoder(rows("x", 2), state, states, cell, **options)
    return gathered(*found)


@scenario
def attention_decoder() -> Any:
    return _decoder()


@scenario
def attention_decoder_of_heads_and_another_size() -> Any:
    return _decoder(lstm(), num_heads=2, output_size=3, scope="mine")


@scenario
def attention_decoder_that_attends_first() -> Any:
    return _decoder(lstm(), initial_state_attention=True)


@scenario
def attention_decoder_that_feeds_back() -> Any:
    return _decoder(loop_function=lambda previous, step: previous[:, :DEPTH] * step)


@scenario
def attention_decoder_of_unknown_shapes() -> Any:
    return _decoder(static=[None, None, 6])


@scenario
def attention_decoder_of_a_scope() -> Any:
    with parts.scope(tf.float32):
        return _decoder(dtype=tf.float32)


def _embedding_decoder(**options: Any) -> Any:
    with parts.scope(tf.float32):
        found = legacy_seq2seq.embedding_attention_decoder(
            symbols(3),
            tensor("state", BATCH, UNITS),
            tensor("attention_states", BATCH, 4, 6),
            gru(),
            SYMBOLS,
            DEPTH,
            **options,
        )
    return gathered(*found)


@scenario
def embedding_attention_decoder() -> Any:
    return _embedding_decoder()


@scenario
def embedding_attention_decoder_that_feeds_back() -> Any:
    return _embedding_decoder(output_projection=projection(), feed_previous=True, num_heads=2)


@scenario
def embedding_attention_decoder_that_feeds_back_without_gradients() -> Any:
    return _embedding_decoder(
        output_size=SYMBOLS,
        feed_previous=True,
        update_embedding_for_previous=False,
        dtype=tf.float32,
        scope="mine",
        initial_state_attention=True,
    )


def _model(cell: Any = None, **options: Any) -> Any:
    found = legacy_seq2seq.embedding_attention_seq2seq(
        symbols(3),
        symbols(2, start=1),
        cell or lstm(),
        SYMBOLS,
        SYMBOLS,
        DEPTH,
        **options,
    )
    return gathered(*found)


@scenario
def embedding_attention_seq2seq() -> Any:
    return _model()


@scenario
def embedding_attention_seq2seq_that_feeds_back() -> Any:
    return _model(gru(), feed_previous=True, scope="mine", num_heads=2)


@scenario
def embedding_attention_seq2seq_with_a_projection() -> Any:
    return _model(output_projection=projection(), feed_previous=True, initial_state_attention=True)


@scenario
def embedding_attention_seq2seq_of_a_fed_choice() -> Any:
    return _model(feed_previous=fed(True, []))


@scenario
def embedding_attention_seq2seq_of_a_fed_other_choice() -> Any:
    return _model(gru(), feed_previous=fed(False, []))


@scenario
def embedding_attention_seq2seq_of_layers() -> Any:
    return _model(tf.nn.rnn_cell.MultiRNNCell([gru(), lstm(4)]))


@misuse
def attention_decoder_without_inputs() -> Any:
    states = tensor("attention_states", BATCH, 4, 6)
    return legacy_seq2seq.attention_decoder([], tensor("state", BATCH, UNITS), states, gru())


@misuse
def attention_decoder_without_heads() -> Any:
    return _decoder(num_heads=0)


@misuse
def attention_decoder_of_unknown_depth() -> Any:
    return _decoder(static=[BATCH, 4, None])


@misuse
def attention_decoder_of_inputs_of_unknown_depth() -> Any:
    inputs = [tf.placeholder(tf.float32, [BATCH, None])]
    states = tensor("attention_states", BATCH, 4, 6)
    return legacy_seq2seq.attention_decoder(
        inputs, tensor("state", BATCH, UNITS), states, gru(), dtype=tf.float32
    )


@misuse
def embedding_attention_decoder_with_short_biases() -> Any:
    given = (tensor("weights", UNITS, SYMBOLS), tensor("biases", SYMBOLS - 1))
    return _embedding_decoder(output_projection=given)
