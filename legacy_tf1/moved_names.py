"""List the names of `tensorflow.python` that have moved, with where they are today."""

from __future__ import annotations

_CELLS = "tensorflow.compat.v1:nn.rnn_cell."
_LAYERS = "tensorflow.compat.v1:layers."
_OPS = "tensorflow.python.ops."

_RNN_CELLS = [
    "BasicLSTMCell",
    "BasicRNNCell",
    "DeviceWrapper",
    "DropoutWrapper",
    "GRUCell",
    "LSTMCell",
    "LSTMStateTuple",
    "MultiRNNCell",
    "RNNCell",
    "ResidualWrapper",
]

MOVED = {
    _OPS + "rnn_cell_impl": {name: _CELLS + name for name in _RNN_CELLS},
    _OPS + "rnn_cell": {name: _CELLS + name for name in _RNN_CELLS},
    "tensorflow.python.layers.core": {
        "Dense": _LAYERS + "Dense",
        "dense": _LAYERS + "dense",
    },
    _OPS + "array_ops": {
        "stack": _OPS + "array_ops_stack:stack",
        "unstack": _OPS + "array_ops_stack:unstack",
    },
    _OPS + "control_flow_ops": {
        "cond": _OPS + "cond:cond",
        "while_loop": _OPS + "while_loop:while_loop",
        "Assert": _OPS + "control_flow_assert:Assert",
    },
}
