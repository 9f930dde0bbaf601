"""Stack and wrap cells, and start them from what encoders end with."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.attention.parts import case, luong
from parity_tests.golden.scenarios.cells_underneath.parts import cells, decode_with, step_with
from parity_tests.golden.scenarios.parts import (
    BATCH,
    CELL_UNITS,
    MEMORY_LENGTHS,
    bahdanau,
    decode,
    describe,
    lstm,
    memory,
    seq2seq,
    tensor,
    tf,
    with_gradients,
    wrap,
)
from parity_tests.golden.scenarios.registry import misuse, scenario

FLOAT = {"dtype": tf.float64}


def gru(units: int = CELL_UNITS) -> Any:
    return cells.GRUCell(units, **FLOAT)


@scenario
def stack_of_three() -> Any:
    return decode_with(cells.MultiRNNCell([lstm(), gru(5), cells.BasicRNNCell(3, **FLOAT)]))


@scenario
def stack_with_a_joined_state() -> Any:
    layers = [lstm(4, state_is_tuple=False), lstm(3, state_is_tuple=False)]
    return decode_with(cells.MultiRNNCell(layers, state_is_tuple=False))


@scenario
def stack_of_residual_layers() -> Any:
    """GNMT's decoder: from the second layer on, a layer adds its input to its output."""
    layers = [lstm(5), cells.ResidualWrapper(lstm(5)), cells.ResidualWrapper(gru(5))]
    return decode_with(cells.MultiRNNCell(layers), attention_layer_size=7)


class AttendingStack(cells.MultiRNNCell):
    """GNMT's cell in published code: the bottom layer attends, and every layer sees that."""

    def __init__(self, attending: Any, layers: Any) -> None:
        super().__init__([attending, *layers])

    def call(self, inputs: Any, state: Any, scope: Any = None) -> Any:
        with tf.variable_scope("multi_rnn_cell"):
            with tf.variable_scope("cell_0_attention"):
                current, first = self._cells[0](inputs, state[0])
            states = [first]
            for layer in range(1, len(self._cells)):
                with tf.variable_scope(f"cell_{layer}"):
                    seen = tf.concat([current, first.attention], -1)
                    current, new = self._cells[layer](seen, state[layer])
                    states.append(new)
        return current, tuple(states)


@scenario
def stack_that_attends_at_the_bottom() -> Any:
    attending = wrap(bahdanau(normalize=True), cell=lstm(5), output_attention=False)

    def residual(inputs: Any, outputs: Any) -> Any:
        return tf.split(inputs, [5, 4], -1)[0] + outputs

    stack = AttendingStack(attending, [cells.ResidualWrapper(lstm(5), residual_fn=residual)])
    return with_gradients(decode(stack, impute_finished=True))


@scenario
def residual_function_of_ones_own() -> Any:
    cell = cells.ResidualWrapper(gru(3), residual_fn=lambda x, y: y * 2.0 - x[:, :3])
    return decode_with(cell)


@scenario
def residual_around_a_stack() -> Any:
    return decode_with(cells.ResidualWrapper(cells.MultiRNNCell([lstm(4), gru(6)])))


@misuse
def residual_of_another_depth() -> Any:
    return decode_with(cells.ResidualWrapper(gru(3)))


@scenario
def device_of_each_layer() -> Any:
    layers = [cells.DeviceWrapper(lstm(4), "/device:CPU:0"), cells.DeviceWrapper(gru(3), None)]
    return decode_with(cells.MultiRNNCell(layers))


@scenario
def device_around_the_attention() -> Any:
    """The wrapper wrapped: a state of attention goes through `DeviceWrapper`."""
    cell = cells.DeviceWrapper(wrap(luong(scale=True), attention_layer_size=5), "/cpu:0")
    return with_gradients(decode(cell))


@scenario
def dropout_around_the_attention() -> Any:
    cell = cells.DropoutWrapper(wrap(luong()), output_keep_prob=1.0)
    return with_gradients(decode(cell))


def _dropout(**options: Any) -> Any:
    """Keeps what TensorFlow 1.15.5 keeps: the same ops' seeds, one step at a time."""
    cell = cells.DropoutWrapper(lstm(6), **{"seed": 3, **FLOAT, **options})
    return decode_with(cell, parallel_iterations=1, gradients=False)


def _h_alone(state: Any) -> Any:
    both = isinstance(state, cells.LSTMStateTuple)
    return cells.LSTMStateTuple(c=False, h=True) if both else True


case("dropout_of_inputs", _dropout, input_keep_prob=0.5)
case("dropout_of_outputs", _dropout, output_keep_prob=0.75)
case("dropout_of_states", _dropout, state_keep_prob=0.5)
case("dropout_of_all", _dropout, input_keep_prob=0.75, output_keep_prob=0.5, state_keep_prob=0.75)
case(
    "dropout_of_the_hidden_state_alone",
    _dropout,
    state_keep_prob=0.5,
    dropout_state_filter_visitor=_h_alone,
)
_VARIATIONAL: dict[str, Any] = {"variational_recurrent": True, "input_size": 6}
case("dropout_variational", _dropout, input_keep_prob=0.5, output_keep_prob=0.5, **_VARIATIONAL)
case("dropout_variational_of_states", _dropout, state_keep_prob=0.5, **_VARIATIONAL)


@scenario
def dropout_of_a_tensor() -> Any:
    return _dropout(output_keep_prob=tf.constant(0.5, tf.float64))


@scenario
def dropout_in_a_step() -> Any:
    cell = cells.DropoutWrapper(gru(), output_keep_prob=0.5, input_keep_prob=0.5, seed=9, **FLOAT)
    return step_with(cell)


@scenario
def dropout_under_a_graph_seed() -> Any:
    """Without a seed of its own each op takes the graph's and a number of its own."""
    tf.set_random_seed(5)
    cell = cells.DropoutWrapper(gru(), output_keep_prob=0.5, seed=None, **FLOAT)
    kept = tf.reduce_mean(tf.cast(tf.not_equal(_many(cell), 0.0), tf.float64))
    return {"near_half": tf.abs(kept - 0.5) < 0.02}


def _many(cell: Any) -> Any:
    inputs = tf.ones([2000, 2], tf.float64)
    return cell(inputs, cell.zero_state(2000, tf.float64))[0]


def _encoded(bidirectional: bool) -> Any:
    """Starts a decoder's cell from the state of an encoder, and attends to its outputs."""
    source = memory("source")
    if bidirectional:
        outputs, states = tf.nn.bidirectional_dynamic_rnn(
            lstm(3), lstm(5), source, MEMORY_LENGTHS, **FLOAT
        )
        outputs = tf.concat(outputs, -1)
        joined = (tf.concat(parts, -1) for parts in zip(*states))
        last = cells.LSTMStateTuple(*joined)
    else:
        outputs, last = tf.nn.dynamic_rnn(lstm(), source, MEMORY_LENGTHS, **FLOAT)
    cell = wrap(bahdanau(memory=outputs), cell=lstm(), attention_layer_size=7)
    state = cell.zero_state(BATCH, tf.float64).clone(cell_state=last)
    return with_gradients(decode(cell, state, impute_finished=True))


case("encoded_by_an_lstm", _encoded, bidirectional=False)
case("encoded_in_both_directions", _encoded, bidirectional=True)


@scenario
def encoded_by_a_stack() -> Any:
    """A stack's state starts a stack of the same sizes."""

    def stack() -> Any:
        return cells.MultiRNNCell([lstm(4), gru(3)])

    outputs, last = tf.nn.dynamic_rnn(stack(), memory("source"), MEMORY_LENGTHS, **FLOAT)
    cell = wrap(luong(memory=outputs, num_units=3), cell=stack(), initial_cell_state=last)
    state = cell.zero_state(BATCH, tf.float64)
    return {**with_gradients(decode(cell, state)), "state": describe(state.cell_state)}


@scenario
def decoder_without_attention() -> Any:
    """`BasicDecoder` steps any cell."""
    found: dict[str, Any] = {}
    for name, cell in (("stack", cells.MultiRNNCell([lstm(4), gru(3)])), ("device", gru(5))):
        feeder = seq2seq.TrainingHelper(tensor("inputs_" + name, BATCH, 5, 2), [2, 5, 1])
        wrapped = cells.DeviceWrapper(cell, "/cpu:0") if name == "device" else cell
        made = decode(wrapped, feeder=feeder, scope=name)
        found.update((f"{name}/{key}", value) for key, value in made.items())
    return with_gradients(found)
