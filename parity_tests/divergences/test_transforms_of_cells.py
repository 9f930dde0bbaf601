"""Carry the weights of each TensorFlow 1 cell to Keras: right, and in the ways that go wrong."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from parity_tests.divergences.genuine import assert_same, distance, genuine
from parity_tests.divergences.port import BATCH, drawn, keras
from parity_tests.divergences.rows import row
from parity_tests.golden.scenarios.divergences.cells import DEPTH, UNITS
from tf2_port import checkpoints
from tf2_port.checkpoints.lstm_cell import _swap_j_and_f
from tf2_port.compat import tf, tfa

FLOAT32 = 3e-7  # float32 keeps 7 digits; two steps


def recorded_of(kind: str) -> Any:
    return genuine(f"divergences.cells/stepped_{kind}")


def only(weights: dict[str, np.ndarray]) -> str:
    """Returns the scope of the weights' names."""
    return next(name.rpartition("/")[0] for name in weights)


def assert_steps(cell: Any, recorded: Any, bound: float = 1e-12, c_first: bool = False) -> None:
    """Steps a Keras cell twice from the drawn state.

    Args:
      cell: a built cell.
      recorded: what TensorFlow 1.15.5 gave.
      bound: on every difference.
      c_first: whether TensorFlow 1's state was `(c, h)`, which Keras has as `[h, c]`.
    """
    __tracebackhide__ = True
    dtype = cell.dtype
    if c_first:
        units = [cell.units, cell.units]
        state = [drawn(f"state_{k}", BATCH, units[k], dtype=dtype) for k in (1, 0)]
    else:
        state = [drawn("state", BATCH, cell.units, dtype=dtype)]
    for k in range(2):
        output, state = cell(drawn(f"x{k}", BATCH, DEPTH, dtype=dtype), state)
        assert_same(output, recorded[f"output/{k}"], bound)
    names = ("h", "c") if "state/c" in recorded else (("1", "0") if c_first else ("",))
    for name, tensor in zip(names, state):
        assert_same(tensor, recorded["state" + ("/" if name else "") + name], bound)


def lstm(weights: dict[str, np.ndarray], forget_bias: float, scope: str = "") -> Any:
    scope = scope or only(weights)
    dtype = weights[scope + "/bias"].dtype.name
    cell = keras.LSTMCell(weights[scope + "/bias"].size // 4, dtype=dtype)
    cell.build([None, weights[scope + "/kernel"].shape[0] - cell.units])
    used = {name: w for name, w in weights.items() if name.startswith(scope + "/")}
    checkpoints.load([checkpoints.LSTMCellRule(scope, cell, forget_bias)], used, cell.weights)
    return cell


@row("transforms/LSTMCell")
@pytest.mark.parametrize(
    ("kind", "forget_bias", "bound"),
    [
        ("lstm", 1.0, 1e-12),
        ("lstm_half_forget_bias", 0.5, 1e-12),
        ("basic_lstm", 1.0, 1e-12),
        ("lstm_block", 1.0, FLOAT32),
    ],
)
def test_lstm(kind: str, forget_bias: float, bound: float) -> None:
    recorded = recorded_of(kind)
    assert_steps(lstm(recorded.weights, forget_bias), recorded, bound, c_first=True)


@row("transforms/CudnnCompatibleLSTMCell")
def test_lstm_of_cudnn() -> None:
    recorded = recorded_of("cudnn_lstm")
    assert_steps(lstm(recorded.weights, 0.0), recorded, FLOAT32, c_first=True)
    with pytest.raises(AssertionError):
        assert_steps(lstm(recorded.weights, 1.0), recorded, FLOAT32, c_first=True)


@row("transforms/peepholes")
def test_peepholes() -> None:
    recorded = recorded_of("peepholes")
    weights = {name.rpartition("/")[2]: w for name, w in recorded.weights.items()}
    kernel, bias = _swap_j_and_f(weights["kernel"]), _swap_j_and_f(weights["bias"])
    bias[UNITS : 2 * UNITS] += 1.0
    cell = tfa.rnn.PeepholeLSTMCell(UNITS, dtype="float64")
    cell.build([None, DEPTH])
    peepholes = [weights[f"w_{gate}_diag"] for gate in "ifo"]
    cell.set_weights([kernel[:DEPTH], kernel[DEPTH:], bias, *peepholes])
    assert_steps(cell, recorded, c_first=True)
    assert not hasattr(tf.keras.experimental, "PeepholeLSTMCell")


@row("transforms/num_proj")
def test_projection_has_no_keras_cell_but_its_own_cell_still_runs() -> None:
    recorded = recorded_of("projection")
    weights = recorded.weights
    assert list(weights) == [
        "lstm_cell/" + name for name in ("kernel", "bias", "projection/kernel")
    ]
    old = tf.compat.v1.nn.rnn_cell
    steps = {}
    for clip in (0.5, None):
        cell = old.LSTMCell(UNITS, num_proj=4, cell_clip=clip, dtype=tf.float64)
        cell.build(tf.TensorShape([None, DEPTH]))
        cell.set_weights(list(weights.values()))
        state = old.LSTMStateTuple(drawn("state_0", BATCH, UNITS), drawn("state_1", BATCH, 4))
        steps[clip], _ = cell(drawn("x0", BATCH, DEPTH), state)
    assert_same(steps[0.5], recorded["output/0"])
    assert distance(steps[None], recorded["output/0"]) > 0.1


def gru(weights: Any, reset_after: bool = False) -> Any:
    scope = only(weights).rpartition("/")[0]
    dtype = weights[scope + "/candidate/bias"].dtype.name
    cell = keras.GRUCell(UNITS, reset_after=False, dtype=dtype)
    cell.build([None, DEPTH])
    checkpoints.load([checkpoints.GRUCellRule(scope, cell)], weights, cell.weights)
    return cell


@row("transforms/GRUCell")
def test_gru() -> None:
    recorded = recorded_of("gru")
    assert_steps(gru(recorded.weights), recorded)


@row("transforms/GRUCell")
def test_gru_block() -> None:
    recorded = recorded_of("gru_block")
    assert_steps(gru(recorded.weights), recorded, FLOAT32)


@row("transforms/CudnnCompatibleGRUCell")
def test_gru_of_cudnn() -> None:
    recorded = recorded_of("cudnn_gru")
    weights = {name.partition("/")[2]: w for name, w in recorded.weights.items()}
    r, u = np.split(weights["gates/kernel"], 2, axis=1)
    r_bias, u_bias = np.split(weights["gates/bias"], 2)
    inputs, hidden = (
        [weights[f"candidate/{side}_projection/{name}"] for name in ("kernel", "bias")]
        for side in ("input", "hidden")
    )
    zeros = np.zeros_like(r_bias)
    cell = keras.GRUCell(UNITS, reset_after=True)
    cell.build([None, DEPTH])
    cell.set_weights(
        [
            np.concatenate([u[:DEPTH], r[:DEPTH], inputs[0]], axis=1),
            np.concatenate([u[DEPTH:], r[DEPTH:], hidden[0]], axis=1),
            np.stack(
                [
                    np.concatenate([u_bias, r_bias, inputs[1]]),
                    np.concatenate([zeros, zeros, hidden[1]]),
                ]
            ),
        ]
    )
    assert_steps(cell, recorded, FLOAT32)


@row("transforms/BasicRNNCell")
def test_rnn() -> None:
    recorded = recorded_of("rnn")
    cell = keras.SimpleRNNCell(UNITS, dtype="float64")
    cell.build([None, DEPTH])
    scope = only(recorded.weights)
    checkpoints.load([checkpoints.RNNCellRule(scope, cell)], recorded.weights, cell.weights)
    assert_steps(cell, recorded)


@row("transforms/MultiRNNCell")
def test_stack() -> None:
    """The state `((c0, h0), (c1, h1))` becomes `([h0, c0], [h1, c1])`."""
    recorded = recorded_of("stack")
    scopes = [f"multi_rnn_cell/cell_{k}/lstm_cell" for k in range(2)]
    cells = [lstm(recorded.weights, 1.0, scope) for scope in scopes]
    stack = keras.StackedRNNCells(cells, dtype="float64")
    state = [[drawn(f"state_{k}_{j}", BATCH, (UNITS, 4)[k]) for j in (1, 0)] for k in range(2)]
    for k in range(2):
        output, state = stack(drawn(f"x{k}", BATCH, DEPTH), state)
        assert_same(output, recorded[f"output/{k}"])
    for k, (h, c) in enumerate(state):
        assert_same(h, recorded[f"state/{k}/h"])
        assert_same(c, recorded[f"state/{k}/c"])


@row("transforms/ResidualWrapper")
def test_residual() -> None:
    recorded = recorded_of("residual")
    scope = only(recorded.weights).rpartition("/")[0]
    cell = keras.GRUCell(DEPTH, reset_after=False, dtype="float64")
    residual = tf.nn.RNNCellResidualWrapper(cell, dtype="float64")
    state = [drawn("state", BATCH, DEPTH)]
    residual(drawn("x0", BATCH, DEPTH), state)  # makes the weights
    checkpoints.load([checkpoints.GRUCellRule(scope, cell)], recorded.weights, cell.weights)
    for k in range(2):
        output, state = residual(drawn(f"x{k}", BATCH, DEPTH), state)
        assert_same(output, recorded[f"output/{k}"])
    with pytest.raises(TypeError, match="cell"):
        tfa.seq2seq.BasicDecoder(residual, tfa.seq2seq.TrainingSampler())


@row("transforms/wrong_signatures", "hazards/03_fused_kernel")
def test_wrong_transforms_fit_and_are_far_off() -> None:
    """Gates as they come, no forget bias, r and u exchanged: no error says so."""
    recorded = recorded_of("lstm")
    kernel, bias = recorded.weights["lstm_cell/kernel"], recorded.weights["lstm_cell/bias"]
    x, state = drawn("x0", BATCH, DEPTH), [drawn(f"state_{k}", BATCH, UNITS) for k in (1, 0)]
    cell = lstm(recorded.weights, 1.0)
    wrong = {"gates": [kernel[:DEPTH], kernel[DEPTH:], bias]}
    right = cell.get_weights()
    wrong["forget bias"] = [*right[:2], _swap_j_and_f(bias)]
    for weights in wrong.values():
        cell.set_weights(weights)
        assert distance(cell(x, state)[0], recorded["output/0"]) > 0.05
    cell.set_weights(right)
    assert_same(cell(x, state)[0], recorded["output/0"])
    recorded = recorded_of("gru")
    cell = gru(recorded.weights)
    u, r, rest = np.split(cell.get_weights()[0], 3, axis=1)
    u2, r2, rest2 = np.split(cell.get_weights()[1], 3, axis=1)
    cell.kernel.assign(np.concatenate([r, u, rest], axis=1))
    cell.recurrent_kernel.assign(np.concatenate([r2, u2, rest2], axis=1))
    assert distance(cell(x, [drawn("state", BATCH, UNITS)])[0], recorded["output/0"]) > 0.05


@row("capability/layer_norm_lstm", "capability/coupled_gates")
def test_cells_without_a_counterpart() -> None:
    """The shapes of their weights are those of no cell of Keras or tfa."""
    norm = [
        w.shape for name, w in recorded_of("layer_norm").weights.items() if "kernel" not in name
    ]
    assert norm == [(UNITS,)] * 10
    theirs = tfa.rnn.LayerNormLSTMCell(UNITS)
    theirs.build([None, DEPTH])
    shapes = {w.name[:-2]: tuple(w.shape) for w in theirs.weights}
    assert shapes["kernel_norm/gamma"] == shapes["recurrent_norm/gamma"] == (4 * UNITS,)
    assert "bias" in shapes
    coupled = recorded_of("coupled").weights
    assert (DEPTH + UNITS, 3 * UNITS) in {w.shape for w in coupled.values()}
