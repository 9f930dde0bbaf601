"""Step cells of other inputs than rows: images, and pairs of time and row."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.contrib_cells.parts import (
    BATCH,
    DEPTH,
    UNITS,
    gathered,
    rnn,
    state_of,
    step,
    tf,
)
from parity_tests.golden.scenarios.parts import describe, tensor
from parity_tests.golden.scenarios.registry import misuse, scenario


@scenario
def convolutional_lstm_1d() -> Any:
    cell = rnn.Conv1DLSTMCell(input_shape=[4, 2], output_channels=3, kernel_shape=[3])
    return step(cell, (4, 2))


@scenario
def convolutional_lstm_2d() -> Any:
    cell = rnn.Conv2DLSTMCell(
        input_shape=[4, 5, 2], output_channels=3, kernel_shape=(3, 2), forget_bias=0.3
    )
    return step(cell, (4, 5, 2))


@scenario
def convolutional_lstm_3d_without_bias() -> Any:
    cell = rnn.Conv3DLSTMCell(
        input_shape=[2, 3, 4, 1], output_channels=2, kernel_shape=[1, 2, 3], use_bias=False
    )
    return step(cell, (2, 3, 4, 1), steps=1)


@scenario
def convolutional_lstm_with_a_skip() -> Any:
    """Its state does not fit its own state size any more."""
    cell = rnn.ConvLSTMCell(1, [4, 2], 3, [3], True, True, name="mine")
    found = step(cell, (4, 2), steps=1)
    return {**found, "size": describe(cell.output_size)}


@scenario
def convolutional_lstm_in_dynamic_rnn() -> Any:
    cell = rnn.Conv1DLSTMCell(input_shape=[4, 2], output_channels=3, kernel_shape=[3])
    inputs = tensor("sequence", BATCH, 3, 4, 2)
    return gathered(*tf.nn.dynamic_rnn(cell, inputs, [2, 0, 3], dtype=tf.float64))


def _phased(dtype: str = "float32", **options: Any) -> Any:
    """Steps at times at which some units are open, and others closed."""
    cell = rnn.PhasedLSTMCell(UNITS, ratio_on=0.4, **options)
    times = [tf.constant([[t + 0.3], [t + 2.7], [t + 5.2]], tf.float32) for t in (0, 1)]
    state, outputs = state_of(cell.state_size, "state", dtype), []
    for k, time in enumerate(times):
        output, state = cell((time, tensor(f"x{k}", BATCH, DEPTH, dtype=dtype)), state)
        outputs.append(output)
    return gathered(outputs, state)


@scenario
def phased_lstm() -> Any:
    return _phased()


@scenario
def phased_lstm_with_all_options() -> Any:
    return _phased(
        use_peepholes=True,
        leak=0.05,
        trainable_ratio_on=False,
        period_init_min=0.5,
        period_init_max=9.0,
    )


@scenario
def phased_lstm_of_long_times() -> Any:
    cell = rnn.PhasedLSTMCell(UNITS, ratio_on=0.4)
    time = tf.constant([[1e6], [2e6 + 0.25], [3e6 + 0.5]], tf.float64)
    inputs = tensor("x", BATCH, DEPTH, dtype="float32")
    return gathered(*cell((time, inputs), state_of(cell.state_size, "state", "float32")))


@scenario
def phased_lstm_trains_its_ratio_or_does_not() -> Any:
    inputs = (tf.zeros([BATCH, 1]), tf.zeros([BATCH, DEPTH]))
    found = {}
    for trainable in (True, False):
        cell = rnn.PhasedLSTMCell(2, ratio_on=0.25, trainable_ratio_on=trainable)
        cell(inputs, cell.zero_state(BATCH, tf.float32), scope=f"trains_{trainable}")
    for variable in tf.global_variables():
        if variable.op.name.endswith("ratio_on"):
            found[variable.op.name] = variable.initial_value
    found["trainable"] = repr(sorted(v.op.name for v in tf.trainable_variables()))
    return found


@misuse
def phased_lstm_in_float64() -> Any:
    return _phased("float64")


@misuse
def convolutional_lstm_of_other_dimensions() -> Any:
    return rnn.Conv2DLSTMCell(input_shape=[4, 2], output_channels=3, kernel_shape=[3])


@misuse
def convolutional_lstm_of_rows() -> Any:
    cell = rnn.Conv1DLSTMCell(input_shape=[4, 2], output_channels=3, kernel_shape=[3])
    return cell(tf.zeros([BATCH, 4]), cell.zero_state(BATCH, tf.float32))
