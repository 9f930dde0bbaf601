"""Step every cell whose weights are carried to Keras: two steps from a drawn state."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.attention.parts import case
from parity_tests.golden.scenarios.contrib_cells.parts import rnn, state_of
from parity_tests.golden.scenarios.parts import BATCH, LENGTHS, TIME, named, tensor, tf
from parity_tests.golden.scenarios.registry import scenario

try:
    from tensorflow.contrib import cudnn_rnn
except ImportError:
    cudnn_rnn = None

UNITS, DEPTH = 5, 3
cells = tf.nn.rnn_cell


class _GRUOfCudnn(tf.nn.rnn_cell.GRUCell):
    """Stands in for `CudnnCompatibleGRUCell`, which `legacy_tf1` does without.

    The reset gate r multiplies the hidden projection:
    candidate = tanh(W x + b_i + r (R h + b_h)).
    """

    def build(self, inputs_shape: Any) -> None:
        shapes = {
            "gates/kernel": [DEPTH + UNITS, 2 * UNITS],
            "gates/bias": [2 * UNITS],
            "candidate/input_projection/kernel": [DEPTH, UNITS],
            "candidate/input_projection/bias": [UNITS],
            "candidate/hidden_projection/kernel": [UNITS, UNITS],
            "candidate/hidden_projection/bias": [UNITS],
        }
        self.made = [self.add_variable(name, shape) for name, shape in shapes.items()]
        self.built = True

    def call(self, inputs: Any, state: Any) -> Any:
        gates, gates_bias, kernel, bias, hidden_kernel, hidden_bias = self.made
        joined = tf.matmul(tf.concat([inputs, state], 1), gates) + gates_bias
        reset, update = tf.split(tf.sigmoid(joined), 2, 1)
        hidden = reset * (tf.matmul(state, hidden_kernel) + hidden_bias)
        candidate = tf.tanh(tf.matmul(inputs, kernel) + bias + hidden)
        following = (1 - update) * candidate + update * state
        return following, following


def _cudnn_lstm(dtype: Any) -> Any:
    if cudnn_rnn is not None:
        return cudnn_rnn.CudnnCompatibleLSTMCell(UNITS)
    return rnn.LSTMBlockCell(UNITS, forget_bias=0.0, name="cudnn_compatible_lstm_cell")


def _cudnn_gru(dtype: Any) -> Any:
    if cudnn_rnn is not None:
        return cudnn_rnn.CudnnCompatibleGRUCell(UNITS)
    return _GRUOfCudnn(UNITS, name="cudnn_compatible_gru_cell", dtype=dtype)


MAKERS: dict[str, Any] = {
    "lstm": lambda dtype: cells.LSTMCell(UNITS, dtype=dtype),
    "lstm_half_forget_bias": lambda dtype: cells.LSTMCell(UNITS, forget_bias=0.5, dtype=dtype),
    "basic_lstm": lambda dtype: cells.BasicLSTMCell(UNITS, dtype=dtype),
    "lstm_block": lambda dtype: rnn.LSTMBlockCell(UNITS),
    "cudnn_lstm": _cudnn_lstm,
    "peepholes": lambda dtype: cells.LSTMCell(UNITS, use_peepholes=True, dtype=dtype),
    "projection": lambda dtype: cells.LSTMCell(UNITS, num_proj=4, cell_clip=0.5, dtype=dtype),
    "gru": lambda dtype: cells.GRUCell(UNITS, dtype=dtype),
    "gru_block": lambda dtype: rnn.GRUBlockCellV2(UNITS),
    "cudnn_gru": _cudnn_gru,
    "rnn": lambda dtype: cells.BasicRNNCell(UNITS, dtype=dtype),
    "residual": lambda dtype: cells.ResidualWrapper(cells.GRUCell(DEPTH, dtype=dtype)),
    "stack": lambda dtype: cells.MultiRNNCell(
        [cells.LSTMCell(UNITS, dtype=dtype), cells.LSTMCell(4, dtype=dtype)]
    ),
    "coupled": lambda dtype: rnn.CoupledInputForgetGateLSTMCell(UNITS),
    "layer_norm": lambda dtype: rnn.LayerNormBasicLSTMCell(UNITS),
}
SINGLE = ("lstm_block", "cudnn_lstm", "gru_block", "cudnn_gru")  # fused ones know no float64


def _stepped(kind: str) -> Any:
    dtype = tf.float32 if kind in SINGLE else tf.float64
    cell = MAKERS[kind](dtype)
    state, found = state_of(cell.state_size, "state", dtype.name), {}
    for k in range(2):
        output, state = cell(tensor(f"x{k}", BATCH, DEPTH, dtype=dtype.name), state)
        found[f"output/{k}"] = output
    return {**found, **named("state", state)}


for _kind in MAKERS:
    case(f"stepped_{_kind}", _stepped, kind=_kind)


@scenario
def encoded_by_lstm() -> Any:
    """Beyond the end: zeros, and the state of the last step that counts."""
    inputs = tensor("inputs", BATCH, TIME, DEPTH)
    outputs, state = tf.nn.dynamic_rnn(
        cells.LSTMCell(UNITS, dtype=tf.float64), inputs, LENGTHS, dtype=tf.float64
    )
    return {"outputs": outputs, **named("state", state)}


@scenario
def encoded_by_lstm_both_ways() -> Any:
    inputs = tensor("inputs", BATCH, TIME, DEPTH)
    both = [cells.LSTMCell(UNITS, dtype=tf.float64) for _ in range(2)]
    outputs, _ = tf.nn.bidirectional_dynamic_rnn(*both, inputs, LENGTHS, dtype=tf.float64)
    return named("outputs", outputs)


def _keras(kind: str) -> Any:
    keras, inputs = tf.keras.layers, tensor("inputs", BATCH, TIME, DEPTH)
    options = {"return_sequences": True, "dtype": "float64"}
    layer = {
        "lstm": lambda: keras.LSTM(UNITS, recurrent_activation="hard_sigmoid", **options),
        "gru": lambda: keras.GRU(
            UNITS, recurrent_activation="hard_sigmoid", reset_after=False, **options
        ),
        "rnn": lambda: keras.SimpleRNN(UNITS, **options),
        "backwards": lambda: keras.LSTM(
            UNITS, recurrent_activation="hard_sigmoid", go_backwards=True, **options
        ),
        "dense": lambda: keras.Dense(UNITS, dtype="float64"),
    }[kind]()
    return {"outputs": layer(inputs)}


for _kind in ("lstm", "gru", "rnn", "backwards", "dense"):
    case(f"keras_layer_{_kind}", _keras, kind=_kind)


@scenario
def keras_layers_by_default() -> Any:
    """What Keras in TensorFlow 1 had for defaults, where TensorFlow 2 has others."""
    lstm, gru = tf.keras.layers.LSTMCell, tf.keras.layers.GRUCell
    return {
        "lstm": lstm(UNITS).recurrent_activation.__name__,
        "gru": gru(UNITS).recurrent_activation.__name__,
        "reset_after": str(gru(UNITS).reset_after),
    }
