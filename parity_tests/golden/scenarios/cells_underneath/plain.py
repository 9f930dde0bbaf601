"""Give each plain cell its options, and each dtype and kind of shape."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.attention.parts import case
from parity_tests.golden.scenarios.cells_underneath.parts import cells, decode_with, step_with
from parity_tests.golden.scenarios.parts import BATCH, CELL_UNITS, tf
from parity_tests.golden.scenarios.registry import scenario

MAKERS: dict[str, Any] = {
    "rnn": lambda dtype: cells.BasicRNNCell(CELL_UNITS, dtype=dtype),
    "basic_lstm": lambda dtype: cells.BasicLSTMCell(CELL_UNITS, dtype=dtype),
    "lstm": lambda dtype: cells.LSTMCell(CELL_UNITS, dtype=dtype),
    "peepholes": lambda dtype: cells.LSTMCell(CELL_UNITS, use_peepholes=True, dtype=dtype),
    "projection": lambda dtype: cells.LSTMCell(
        CELL_UNITS, num_proj=5, cell_clip=0.75, proj_clip=0.5, dtype=dtype
    ),
    "joined": lambda dtype: cells.LSTMCell(CELL_UNITS, state_is_tuple=False, dtype=dtype),
    "gru": lambda dtype: cells.GRUCell(CELL_UNITS, dtype=dtype),
    "stack": lambda dtype: cells.MultiRNNCell(
        [cells.GRUCell(CELL_UNITS, dtype=dtype), cells.LSTMCell(5, dtype=dtype)]
    ),
    "residual": lambda dtype: cells.ResidualWrapper(cells.GRUCell(6, dtype=dtype)),
    "device": lambda dtype: cells.DeviceWrapper(cells.LSTMCell(5, dtype=dtype), "/cpu:0"),
    "dropout": lambda dtype: cells.DropoutWrapper(
        cells.LSTMCell(5, dtype=dtype), 1.0, 1.0, 1.0, dtype=dtype, input_size=6
    ),
}


def _decode(kind: str, dtype: str, dynamic: bool = False) -> Any:
    return decode_with(MAKERS[kind](tf.as_dtype(dtype)), dtype, dynamic)


def _decode_small(kind: str, dtype: str) -> Any:
    """Without gradients: sums of many float16 numbers are too coarse to compare."""
    return decode_with(MAKERS[kind](tf.as_dtype(dtype)), dtype, gradients=False)


for _kind in MAKERS:
    case(f"under_{_kind}", _decode, kind=_kind, dtype="float64")
    case(f"under_{_kind}_dynamic", _decode, kind=_kind, dtype="float64", dynamic=True)
    case(f"under_{_kind}_float32", _decode_small, kind=_kind, dtype="float32")
    case(f"under_{_kind}_float16", _decode_small, kind=_kind, dtype="float16")


def _step(kind: str, **options: Any) -> Any:
    return step_with(getattr(cells, kind)(CELL_UNITS, dtype=tf.float64, **options))


_CONSTANT = tf.constant_initializer(0.25)
case("step_rnn_activation", _step, kind="BasicRNNCell", activation=tf.nn.relu, name="own")
case("step_rnn_activation_by_name", _step, kind="BasicRNNCell", activation="sigmoid")
case("step_basic_lstm_options", _step, kind="BasicLSTMCell", forget_bias=0.5, activation="tanh")
case("step_basic_lstm_joined", _step, kind="BasicLSTMCell", state_is_tuple=False)
case("step_lstm_clip", _step, kind="LSTMCell", cell_clip=0.125)
case("step_lstm_projection", _step, kind="LSTMCell", num_proj=3)
case("step_lstm_projection_clip", _step, kind="LSTMCell", num_proj=3, proj_clip=0.0625)
case("step_lstm_activation", _step, kind="LSTMCell", activation=tf.nn.softsign, forget_bias=0.0)
case("step_lstm_peepholes_joined", _step, kind="LSTMCell", use_peepholes=True, state_is_tuple=False)
case(
    "step_lstm_everything",
    _step,
    kind="LSTMCell",
    use_peepholes=True,
    cell_clip=0.5,
    num_proj=3,
    proj_clip=0.25,
    forget_bias=2.0,
    name="all",
)
case("step_gru_activation", _step, kind="GRUCell", activation=tf.nn.relu)


def _initial_values(kind: str, **options: Any) -> Any:
    cell = getattr(cells, kind)(CELL_UNITS, dtype=tf.float64, **options)
    cell(tf.zeros([BATCH, 3], tf.float64), cell.zero_state(BATCH, tf.float64))
    return {variable.op.name: variable.initial_value for variable in tf.global_variables()}


case("start_lstm", _initial_values, kind="LSTMCell", use_peepholes=True, initializer=_CONSTANT)
case(
    "start_gru",
    _initial_values,
    kind="GRUCell",
    kernel_initializer=_CONSTANT,
    bias_initializer=tf.constant_initializer(-0.5),
)


@scenario
def start_gru_biases() -> Any:
    """The gates' bias starts at 1."""
    found = _initial_values("GRUCell")
    return {name: value for name, value in found.items() if "bias" in name}


@scenario
def under_a_scope_with_an_initializer() -> Any:
    with tf.variable_scope("model", initializer=_CONSTANT):
        found = _initial_values("LSTMCell")
    return found


@scenario
def under_a_reused_cell() -> Any:
    """One cell object, stepped in two places, has its variables once."""
    cell = cells.LSTMCell(5, dtype=tf.float64)
    found = step_with(cell)
    again = cell(tf.ones([BATCH, 2], tf.float64), cell.zero_state(BATCH, tf.float64))[0]
    return {**found, "again": again}
