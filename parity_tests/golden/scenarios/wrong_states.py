"""Hand over states of the wrong kind, and decode wrongly."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.custom_decoders import KeepsNoState
from parity_tests.golden.scenarios.parts import (
    BATCH,
    CELL_UNITS,
    DEPTH,
    MEMORY_DEPTH,
    bahdanau,
    decode,
    lstm,
    lstm_state,
    memory,
    named,
    run_decoder,
    seq2seq,
    tensor,
    tf,
    wrap_lstm,
)
from parity_tests.golden.scenarios.registry import misuse


def _clone(**fields: Any) -> Any:
    return wrap_lstm().zero_state(BATCH, tf.float64).clone(**fields)


@misuse
def clone_of_another_shape() -> Any:
    return _clone(attention=tensor("a", BATCH, MEMORY_DEPTH + 1))


@misuse
def clone_of_another_rank() -> Any:
    return _clone(attention=tensor("a", BATCH))


@misuse
def clone_of_another_dynamic_shape() -> Any:
    new = tensor("a", BATCH, MEMORY_DEPTH + 1, static=[None, None])
    return named("state", _clone(attention=new))


@misuse
def clone_of_a_dynamic_state_by_another_static_shape() -> Any:
    """Shapes that are not whole are compared when they are."""
    cell = wrap_lstm(bahdanau(memory=memory(static=[None, None, MEMORY_DEPTH])))
    rows = tf.shape(tensor("rows", BATCH, 1, static=[None, 1]))[0]
    old = cell.zero_state(rows, tf.float64)
    return named("state", old.clone(attention=tensor("a", BATCH, MEMORY_DEPTH + 1)))


@misuse
def clone_of_time_by_a_vector_of_two() -> Any:
    return _clone(time=tf.constant([0, 0]))


@misuse
def clone_of_an_unknown_field() -> Any:
    return _clone(context=tensor("a", BATCH, MEMORY_DEPTH))


@misuse
def clone_of_a_plain_tuple() -> Any:
    c, h = lstm_state("encoder")
    return _clone(cell_state=(c, h))


@misuse
def clone_of_one_tensor_for_two() -> Any:
    return _clone(cell_state=tensor("c", BATCH, CELL_UNITS))


@misuse
def clone_of_a_list_for_a_tensor() -> Any:
    return _clone(attention=[tensor("a", BATCH, MEMORY_DEPTH)])


@misuse
def clone_by_position() -> Any:
    return wrap_lstm().zero_state(BATCH, tf.float64).clone(lstm_state("encoder"))


@misuse
def step_from_no_wrapper_state() -> Any:
    return wrap_lstm()(tensor("inputs", BATCH, DEPTH), lstm_state("state"))


@misuse
def step_from_a_plain_tuple() -> Any:
    cell = wrap_lstm()
    return cell(tensor("inputs", BATCH, DEPTH), tuple(cell.zero_state(BATCH, tf.float64)))


@misuse
def decode_from_the_cells_own_state() -> Any:
    """The encoder's state, where the wrapper's was wanted."""
    return decode(wrap_lstm(), lstm_state("encoder"))


@misuse
def decode_from_a_plain_tuple_of_the_cell() -> Any:
    """The cell gives an `LSTMStateTuple` back: another structure than it was given."""
    cell = wrap_lstm()
    state = cell.zero_state(BATCH, tf.float64)
    return decode(cell, state._replace(cell_state=tuple(state.cell_state)))


@misuse
def decode_a_plain_cell_from_a_plain_tuple() -> Any:
    return decode(lstm(), tuple(lstm_state("encoder")))


@misuse
def decode_a_plain_cell_from_a_list() -> Any:
    return decode(lstm(), list(lstm_state("encoder")))


@misuse
def decode_from_no_state() -> Any:
    """The state tells the dtype of the outputs."""
    return decode(tf.nn.rnn_cell.GRUCell(CELL_UNITS, dtype=tf.float64), ())


@misuse
def decode_from_a_state_of_another_dtype() -> Any:
    cell = lstm()
    return decode(cell, cell.zero_state(BATCH, tf.float32))


@misuse
def decode_from_a_state_of_other_units() -> Any:
    return decode(lstm(), lstm_state("encoder", 5))


@misuse
def decode_no_decoder() -> Any:
    return seq2seq.dynamic_decode(lstm())


@misuse
def decode_a_decoder_class() -> Any:
    return seq2seq.dynamic_decode(seq2seq.BasicDecoder)


@misuse
def decode_a_vector_of_iterations() -> Any:
    return decode(lstm(), lstm_state("s"), maximum_iterations=[3])


@misuse
def decode_a_floating_number_of_iterations() -> Any:
    return decode(lstm(), lstm_state("s"), maximum_iterations=2.5)


@misuse
def decode_an_int64_tensor_of_iterations() -> Any:
    iterations = tf.constant(3, tf.int64)
    return decode(lstm(), lstm_state("s"), maximum_iterations=iterations)


@misuse
def decode_an_output_layer_of_another_dtype() -> Any:
    layer = tf.layers.Dense(4, dtype=tf.float32)
    return decode(lstm(), lstm_state("s"), layer=layer)


class ChangesState(KeepsNoState):
    """Puts a state of another structure out than it takes."""

    def step(self, time: Any, inputs: Any, state: Any, name: Any = None) -> Any:
        outputs, _, following, finished = super().step(time, inputs, state)
        return outputs, (time,), following, finished


class ChangesInputs(KeepsNoState):
    """Makes a list of its inputs."""

    def step(self, time: Any, inputs: Any, state: Any, name: Any = None) -> Any:
        outputs, _, following, finished = super().step(time, inputs, state)
        return outputs, state, [following], finished


class ChangesOutputs(KeepsNoState):
    """Puts out a pair, though `output_size` tells of one tensor."""

    def step(self, time: Any, inputs: Any, state: Any, name: Any = None) -> Any:
        outputs, _, following, finished = super().step(time, inputs, state)
        return (outputs, outputs), state, following, finished


class GrowsInputs(KeepsNoState):
    """Makes its inputs wider at each step."""

    def step(self, time: Any, inputs: Any, state: Any, name: Any = None) -> Any:
        outputs, _, following, finished = super().step(time, inputs, state)
        return outputs, state, tf.concat([following, following], -1), finished


class Sizeless(KeepsNoState):
    """Does not tell what it puts out."""

    output_size = property(seq2seq.Decoder.output_size.fget)


@misuse
def decoder_that_changes_its_states_structure() -> Any:
    return run_decoder(ChangesState())


@misuse
def decoder_that_changes_its_inputs_structure() -> Any:
    return run_decoder(ChangesInputs())


@misuse
def decoder_that_changes_its_outputs_structure() -> Any:
    return run_decoder(ChangesOutputs())


@misuse
def decoder_that_changes_its_inputs_shape() -> Any:
    return run_decoder(GrowsInputs())


@misuse
def decoder_that_tells_no_sizes() -> Any:
    return run_decoder(Sizeless())
