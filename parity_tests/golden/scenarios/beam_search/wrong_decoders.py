"""Give `BeamSearchDecoder` what it does not take."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.beam_search.parts import (
    END,
    VOCABULARY,
    WIDTH,
    Chain,
    attention,
    chain_state,
    project,
    search,
    start_tokens,
    table,
)
from parity_tests.golden.scenarios.parts import (
    BATCH,
    CELL_UNITS,
    bahdanau,
    fed,
    lstm,
    lstm_state,
    rnn,
    seq2seq,
    tensor,
    tf,
    wrap,
)
from parity_tests.golden.scenarios.registry import misuse


def _decoder(**options: Any) -> Any:
    given = {
        "cell": Chain(),
        "embedding": tf.constant(table()),
        "start_tokens": start_tokens(),
        "end_token": END,
        "initial_state": chain_state(),
        "beam_width": WIDTH,
    }
    return seq2seq.BeamSearchDecoder(**{**given, **options})


@misuse
def search_with_no_cell() -> Any:
    return _decoder(cell=lambda inputs, state: (inputs, state))


@misuse
def search_with_output_layer_not_a_layer() -> Any:
    return _decoder(output_layer=tf.identity)


@misuse
def search_from_a_scalar() -> Any:
    return _decoder(start_tokens=1)


@misuse
def search_from_a_matrix() -> Any:
    return _decoder(start_tokens=[[1, 4, 7]])


@misuse
def search_from_unknown_rank() -> Any:
    return _decoder(start_tokens=fed(np.array([1, 4, 7], np.int32), None))


@misuse
def search_from_int64_tensor() -> Any:
    return _decoder(start_tokens=tf.constant([1, 4, 7], tf.int64))


@misuse
def search_from_floats() -> Any:
    return _decoder(start_tokens=[1.0, 4.0, 7.0])


@misuse
def search_to_a_vector() -> Any:
    return _decoder(end_token=[END])


@misuse
def search_to_unknown_rank() -> Any:
    return _decoder(end_token=fed(np.int32(END), None))


@misuse
def search_to_a_float() -> Any:
    return _decoder(end_token=0.0)


@misuse
def search_to_int64_tensor() -> Any:
    return _decoder(end_token=tf.constant(END, tf.int64))


@misuse
def search_without_embedding() -> Any:
    return _decoder(embedding=None)


@misuse
def search_without_partitions() -> Any:
    return _decoder(embedding=[])


@misuse
def search_from_a_state_without_beams() -> Any:
    """The classic: the encoder's state was not tiled."""
    return _decoder(initial_state=tensor("state", BATCH, VOCABULARY))


@misuse
def search_from_a_state_of_other_beams() -> Any:
    return _decoder(initial_state=chain_state(WIDTH + 1))


@misuse
def search_from_an_unknown_state_without_beams() -> Any:
    return search(state=tensor("state", BATCH, VOCABULARY, static=[None, VOCABULARY]))


@misuse
def search_from_a_state_of_another_depth() -> Any:
    return _decoder(initial_state=chain_state(size=VOCABULARY + 1))


@misuse
def search_from_a_state_of_unknown_rank() -> Any:
    made = tensor("state", BATCH * WIDTH, VOCABULARY, static=tf.TensorShape(None))
    return _decoder(initial_state=made)


@misuse
def search_from_a_state_of_another_structure() -> Any:
    return _decoder(initial_state=(chain_state(),))


@misuse
def search_from_a_tuple_for_lstm() -> Any:
    state = seq2seq.tile_batch(lstm_state("state"), WIDTH)
    return search(lstm(), state=tuple(state), output_layer=project())


@misuse
def search_from_no_state() -> Any:
    return _decoder(initial_state=None)


@misuse
def search_from_a_state_of_another_dtype() -> Any:
    state = seq2seq.tile_batch(tensor("state", BATCH, VOCABULARY, dtype="float32"), WIDTH)
    return search(state=state)


@misuse
def search_with_a_memory_that_is_not_tiled() -> Any:
    cell = wrap(bahdanau())
    return cell.zero_state(BATCH * WIDTH, tf.float64)


@misuse
def search_with_a_state_of_the_untiled_batch() -> Any:
    cell = wrap(attention())
    return cell.zero_state(BATCH, tf.float64)


@misuse
def search_with_an_unknown_memory_that_is_not_tiled() -> Any:
    memory = tensor("memory", BATCH, 6, 4, static=[None, None, 4])
    cell = wrap(bahdanau(memory=memory, memory_sequence_length=None))
    rows = tf.constant(table()[:, :2])
    state = cell.zero_state(BATCH * WIDTH, tf.float64)
    return search(cell, rows, state, output_layer=project())


@misuse
def search_imputed() -> Any:
    """Rows of states cannot be chosen by the beams that are finished."""
    return search(loop={"impute_finished": True})


@misuse
def search_by_a_negative_beam() -> Any:
    return search(state=chain_state(), width=-1)


@misuse
def search_by_a_fractional_beam() -> Any:
    width: Any = 2.5
    return search(state=chain_state(), width=width)


@misuse
def search_with_a_token_outside_the_table() -> Any:
    return search(tokens=[1, 4, VOCABULARY])


@misuse
def search_with_inputs_of_no_beams() -> Any:
    """An embedding function must keep both axes."""
    rows = tf.constant(table())
    return search(embedding=lambda ids: tf.nn.embedding_lookup(rows, ids[:, 0]))


@misuse
def search_with_another_embedding_for_later_steps() -> Any:
    sizes = iter([VOCABULARY, VOCABULARY + 1, VOCABULARY + 1])
    return search(embedding=lambda ids: tf.zeros([BATCH, WIDTH, next(sizes)], tf.float64))


@misuse
def search_by_output_layer_of_another_dtype() -> Any:
    state = tf.zeros([BATCH * WIDTH, CELL_UNITS], tf.float64)

    class Float32(tf.layers.Layer):
        def call(self, inputs: Any) -> Any:
            return tf.cast(inputs, tf.float32)

        def compute_output_shape(self, input_shape: Any) -> Any:
            return tf.TensorShape(input_shape)

    rows = tf.constant(table()[:, :2])
    return search(rnn(), rows, state, output_layer=Float32(dtype=tf.float64))
