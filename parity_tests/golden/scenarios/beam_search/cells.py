"""Search with every kind of cell and state."""

from __future__ import annotations

import collections
from typing import Any

from parity_tests.golden.scenarios.beam_search.parts import (
    VOCABULARY,
    WIDTH,
    Chain,
    attention,
    project,
    search,
    table,
)
from parity_tests.golden.scenarios.parts import (
    BATCH,
    CELL_UNITS,
    describe,
    lstm,
    lstm_state,
    rnn,
    seq2seq,
    tensor,
    tf,
    wrap,
    wrap_lstm,
)
from parity_tests.golden.scenarios.registry import misuse, scenario

STATE = collections.namedtuple("STATE", "matrix rest")
STEPS = {"maximum_iterations": 6}


def _projected(cell: Any, state: Any = None, **options: Any) -> Any:
    """Searches with a cell whose output is made logits by a layer."""
    if state is None:
        state = cell.zero_state(BATCH * WIDTH, tf.float64)
    embedding = tf.constant(table()[:, :2])
    return search(cell, embedding, state, output_layer=project(), loop=STEPS, **options)


def _encoded(units: int = CELL_UNITS) -> Any:
    """Makes an encoder's state, and repeats it for every beam."""
    return seq2seq.tile_batch(lstm_state("encoder", units), WIDTH)


@scenario
def beams_of_rnn() -> Any:
    return _projected(rnn(), seq2seq.tile_batch(tensor("encoder", BATCH, CELL_UNITS), WIDTH))


@scenario
def beams_of_lstm() -> Any:
    return _projected(lstm(), _encoded())


@scenario
def beams_of_lstm_that_gives_logits() -> Any:
    cell = lstm(VOCABULARY)
    return search(cell, tf.constant(table()[:, :2]), _encoded(VOCABULARY), loop=STEPS)


@scenario
def beams_of_lstm_with_peepholes_and_projection() -> Any:
    cell = lstm(CELL_UNITS, use_peepholes=True, num_proj=5)
    return _projected(cell)


@scenario
def beams_of_lstm_with_one_state() -> Any:
    cell = lstm(CELL_UNITS, state_is_tuple=False)
    state = seq2seq.tile_batch(tensor("both", BATCH, 2 * CELL_UNITS), WIDTH)
    return _projected(cell, state)


@scenario
def beams_of_gru() -> Any:
    cell = tf.nn.rnn_cell.GRUCell(CELL_UNITS, dtype=tf.float64)
    return _projected(cell, seq2seq.tile_batch(tensor("encoder", BATCH, CELL_UNITS), WIDTH))


@scenario
def beams_of_several_layers() -> Any:
    gru = tf.nn.rnn_cell.GRUCell(6, dtype=tf.float64)
    cell = tf.nn.rnn_cell.MultiRNNCell([lstm(), gru, lstm(7)])
    states = (
        lstm_state("first"),
        tensor("second", BATCH, 6),
        lstm_state("third", 7),
    )
    return _projected(cell, seq2seq.tile_batch(states, WIDTH))


@scenario
def beams_of_wrapped_cells() -> Any:
    """Dropout that drops nothing, around a residual connection."""
    residual = tf.nn.rnn_cell.ResidualWrapper(rnn(2))
    cell = tf.nn.rnn_cell.DropoutWrapper(residual, output_keep_prob=1.0)
    return _projected(cell)


@scenario
def beams_that_attend() -> Any:
    cell = wrap_lstm(attention(), attention_layer_size=3)
    state = cell.zero_state(BATCH * WIDTH, tf.float64).clone(cell_state=_encoded())
    return _projected(cell, state)


@scenario
def beams_that_attend_without_output_layer() -> Any:
    cell = wrap_lstm(attention(), attention_layer_size=VOCABULARY)
    state = cell.zero_state(BATCH * WIDTH, tf.float64)
    return search(cell, tf.constant(table()[:, :2]), state, loop=STEPS)


@scenario
def beams_that_put_out_the_cells_output() -> Any:
    return _projected(wrap(attention(), output_attention=False))


@scenario
def beams_that_attend_by_two_mechanisms() -> Any:
    cell = wrap_lstm([attention(), attention()], attention_layer_size=[3, 2])
    return _projected(cell)


@scenario
def beams_of_layers_that_attend() -> Any:
    cell = tf.nn.rnn_cell.MultiRNNCell([wrap(attention()), lstm(), wrap(attention())])
    return _projected(cell)


class Several(tf.nn.rnn_cell.RNNCell):
    """Keeps matrices, a vector and a count, in nested structures."""

    def __init__(self) -> None:
        super().__init__(dtype=tf.float64)

    @property
    def state_size(self) -> Any:
        pair = (tf.TensorShape([]), tf.TensorShape([1]))
        return STATE(VOCABULARY, [{"pair": pair, "some": [4]}, tf.TensorShape([])])

    @property
    def output_size(self) -> Any:
        return VOCABULARY

    def call(self, inputs: Any, state: Any) -> Any:
        rest, count = state.rest
        vector, column = rest["pair"]
        column = 0.25 * column + vector[:, None]
        some = 0.5 * rest["some"][0] + inputs[:, 3:7]
        matrix = 0.5 * state.matrix + inputs + tf.tanh(column) + 0.125 * count
        vector = tf.reduce_mean(some, -1)
        rest = {"pair": (vector, column), "some": [some]}
        return matrix, STATE(matrix, [rest, count + 1.0])


@scenario
def beams_of_nested_states() -> Any:
    pair = (tensor("vector", BATCH), tensor("column", BATCH, 1))
    rest = {"pair": pair, "some": [tensor("some", BATCH, 4)]}
    state = STATE(tensor("matrix", BATCH, VOCABULARY), [rest])
    tiled = seq2seq.tile_batch(state, WIDTH)
    count = tf.constant(3.0, tf.float64)
    return search(Several(), state=STATE(tiled.matrix, [*tiled.rest, count]))


class Cube(Chain):
    """Keeps a state of rank 3."""

    @property
    def state_size(self) -> Any:
        return tf.TensorShape([2, VOCABULARY])

    def call(self, inputs: Any, state: Any) -> Any:
        return inputs + state[:, 0], 0.5 * state + tf.stack([inputs, tf.cos(inputs)], 1)


@misuse
def beams_of_cubes() -> Any:
    """contrib gathers no state of more than one axis beside the rows."""
    state = seq2seq.tile_batch(tensor("cube", BATCH, 2, VOCABULARY), WIDTH)
    return search(Cube(), state=state)


@scenario
def beams_of_a_cell_that_is_no_rnn_cell() -> Any:
    """Anything with the attributes will do."""

    class Plain:
        state_size = output_size = VOCABULARY

        def zero_state(self, batch_size: Any, dtype: Any) -> Any:
            return tf.zeros([batch_size, VOCABULARY], dtype)

        def __call__(self, inputs: Any, state: Any) -> Any:
            return inputs * 1.5, state + inputs

    return search(Plain())


@scenario
def beams_imputed() -> Any:
    """Only where all of the state is by beams, `[batch, beam]`, can it be kept."""

    class Vector(tf.nn.rnn_cell.RNNCell):
        state_size = tf.TensorShape([])
        output_size = VOCABULARY

        def call(self, inputs: Any, state: Any) -> Any:
            return inputs + 0.1 * state[:, None], state + tf.reduce_max(inputs, -1)

    state = seq2seq.tile_batch(tensor("vector", BATCH), WIDTH)
    cell = Vector(dtype=tf.float64)
    return search(cell, state=state, loop={"impute_finished": True})


@scenario
def size_and_dtype_of_beams() -> Any:
    given = {"start_tokens": [1, 2, 3], "end_token": 0, "beam_width": WIDTH}
    state = tf.zeros([BATCH * WIDTH, CELL_UNITS], tf.float64)
    layer = project()
    one = seq2seq.BeamSearchDecoder(
        rnn(), tf.constant(table()), initial_state=state, output_layer=layer, **given
    )
    return {
        "size": describe(one.output_size),
        "dtype": describe(one.output_dtype),
        "own": describe(one.tracks_own_finished),
        "depth": describe(one._rnn_output_size()),
        "batch": one.batch_size,
    }
