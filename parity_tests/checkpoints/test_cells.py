"""Carry over the cells, layers and mechanisms that no variant has, matched by structure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from parity_tests.checkpoints.recorded import CELLS, arrays_in
from parity_tests.golden.record_checkpoints import EXPECTED
from tf2_port.checkpoints import MatchError, load_tf1, save_tf1
from tf2_port.checkpoints.mapping import Entry, Mapping
from tf2_port.checkpoints.reading import Checkpoint
from tf2_port.checkpoints.recognise import recognise
from tf2_port.checkpoints.titles import title
from tf2_port.compat import tf, tfa

# float32, of values below 10; sums are taken in another order.
TOLERANCE = 2e-6
# The one number of a cell that a checkpoint does not have.
FORGETFUL = Entry("forgetful.cell", "lstm_cell", "forgetful/lstm_cell", forget_bias=0.25)
CHECKPOINT = CELLS / "model"


def over_time(cell: Any) -> Any:
    return tf.keras.layers.RNN(cell, return_sequences=True)


class Cells(tf.keras.Model):
    """Names its layers as the TensorFlow 1 graph names its scopes, or almost."""

    def __init__(self) -> None:
        super().__init__()
        keras, old = tf.keras.layers, {"recurrent_activation": "hard_sigmoid"}
        whole = {"return_sequences": True}
        self.basic = keras.LSTM(2, **whole)
        self.forgetful = over_time(keras.LSTMCell(3))
        self.block = over_time(keras.LSTMCell(4))
        self.peephole = over_time(tfa.rnn.PeepholeLSTMCell(6))
        self.cudnn_lstm = keras.LSTM(7, **whole)
        self.gru_block = over_time(keras.GRUCell(2, reset_after=False))
        self.gru_block_v2 = over_time(keras.GRUCell(3, reset_after=False))
        self.cudnn_gru = keras.GRU(4, **whole)
        self.plain = over_time(keras.SimpleRNNCell(6))
        self.stack = over_time([keras.GRUCell(6, reset_after=False) for _ in range(2)])
        self.both = keras.Bidirectional(over_time(keras.LSTMCell(8)))
        self.keras_lstm = keras.LSTM(2, **whole, **old)
        self.keras_gru = keras.GRU(3, **whole, **old, reset_after=False)
        self.keras_rnn = keras.SimpleRNN(4, **whole)
        self.keras_both = keras.Bidirectional(keras.LSTM(3, **whole, **old))
        self.dense = keras.Dense(8)
        self.bare = keras.Dense(9, use_bias=False)
        self.conv = keras.Conv1D(3, 2)
        self.norm = keras.LayerNormalization(epsilon=1e-12)
        self.batch_norm = keras.BatchNormalization()
        self.table = keras.Embedding(11, 3)
        seq2seq = tfa.seq2seq
        self.mechanisms = {
            "monotonic_bahdanau": seq2seq.BahdanauMonotonicAttention(4, normalize=True),
            "monotonic_luong": seq2seq.LuongMonotonicAttention(5, scale=True),
            "luong": seq2seq.LuongAttention(6, scale=True),
            "bahdanau": seq2seq.BahdanauAttention(7, normalize=True),
        }
        self.queries = {
            name: keras.Dense(mechanism.units, use_bias=False)
            for name, mechanism in self.mechanisms.items()
        }

    def call(self, inputs: dict[str, Any]) -> dict[str, Any]:
        sequence = inputs["sequence"]
        outputs = {
            name: layer(sequence)
            for name, layer in vars(self).items()
            if isinstance(layer, tf.keras.layers.Layer) and name != "table"
        }
        outputs["table"] = self.table(inputs["tokens"])
        for name, mechanism in self.mechanisms.items():
            mechanism.setup_memory(sequence)
            state = mechanism.initial_alignments(sequence.shape[0], tf.float32)
            outputs[name] = mechanism([self.queries[name](sequence[:, 0]), state])[0]
        return outputs


@pytest.fixture(scope="module")
def expected() -> dict[str, np.ndarray]:
    return arrays_in(CELLS / EXPECTED)


def made(expected: dict[str, np.ndarray]) -> tuple[Cells, dict[str, Any]]:
    inputs = {name: tf.constant(expected[f"inputs/{name}"]) for name in ("sequence", "tokens")}
    model = Cells()
    model(inputs)
    return model, inputs


def test_all_compute_and_train_on_as_in_tensorflow_1(
    expected: dict[str, np.ndarray], tmp_path: Path
) -> None:
    model, inputs = made(expected)
    adam = tf.compat.v1.train.AdamOptimizer(1e-3)
    loaded = load_tf1(model, CHECKPOINT, Mapping((FORGETFUL,)), optimizer=adam)
    (note,) = loaded.notes
    assert note.startswith("cudnn_gru.cell has two biases for a gate")
    with tf.GradientTape() as tape:
        outputs = model(inputs)
        loss = tf.add_n([tf.reduce_sum((output - 0.3) ** 2) for output in outputs.values()])
    assert {f"outputs/{name}" for name in outputs} == {k for k in expected if "outputs/" in k}
    for name, output in outputs.items():
        np.testing.assert_allclose(
            output.numpy(), expected[f"outputs/{name}"], rtol=0, atol=TOLERANCE, err_msg=name
        )
    weights = model.trainable_weights
    adam.apply_gradients(zip(tape.gradient(loss, weights), weights))
    save_tf1(model, tmp_path / "after", loaded.mapping, optimizer=adam, global_step=3)
    before, after = Checkpoint(CHECKPOINT), Checkpoint(tmp_path / "after")
    assert set(after) == {name[6:] for name in expected if name.startswith("after/")}
    for name in after:
        want, scale = expected[f"after/{name}"], 1.0
        if name.endswith("/Adam_1") or name.endswith("/Adam"):
            scale = max(1.0, float(np.abs(want).max()))
        if name == "cudnn_gru/cudnn_compatible_gru_cell/gates/bias":
            # Keras has two biases that add up, and each takes the step.
            want = want + (want - before[name])
        np.testing.assert_allclose(
            after[name], want, rtol=0, atol=10 * TOLERANCE * scale, err_msg=name
        )


def test_goes_back_to_the_same_file(expected: dict[str, np.ndarray], tmp_path: Path) -> None:
    model, _ = made(expected)
    adam = tf.keras.optimizers.Adam(epsilon=1e-8)
    loaded = load_tf1(model, CHECKPOINT, Mapping((FORGETFUL,)), optimizer=adam)
    assert adam.iterations.numpy() == loaded.global_step == 2
    names = save_tf1(model, tmp_path / "back", loaded.mapping, optimizer=adam, global_step=2)
    original, back = Checkpoint(CHECKPOINT), Checkpoint(tmp_path / "back")
    assert set(names) == set(original)
    for name in original:
        np.testing.assert_allclose(back[name], original[name], rtol=0, atol=2.0**-24, err_msg=name)
        assert back.dtypes[name] == original.dtypes[name]


def test_the_forget_bias_matters(expected: dict[str, np.ndarray]) -> None:
    """What the map says goes into the bias, and without a map the default 1 does."""
    kernels = {}
    for name, mapping in (("default", Mapping()), ("mapped", Mapping((FORGETFUL,)))):
        model, _ = made(expected)
        load_tf1(model, CHECKPOINT, mapping, drop_optimizer=True)
        kernels[name] = model.forgetful.cell.bias.numpy()
    np.testing.assert_allclose(
        kernels["default"] - kernels["mapped"], [0] * 3 + [0.75] * 3 + [0] * 6, atol=1e-6
    )


def test_a_layer_set_otherwise_is_told(expected: dict[str, np.ndarray]) -> None:
    model, _ = made(expected)
    model.keras_lstm.cell.recurrent_activation = tf.keras.activations.sigmoid
    model.basic.cell.recurrent_activation = tf.keras.activations.hard_sigmoid
    loaded = load_tf1(model, CHECKPOINT, drop_optimizer=True)
    text = "\n".join(loaded.notes)
    assert "keras_lstm.cell has recurrent_activation sigmoid" in text
    assert "basic.cell has recurrent_activation hard_sigmoid" in text


def test_nothing_changes_when_something_is_left(expected: dict[str, np.ndarray]) -> None:
    model, _ = made(expected)
    model.conv.kernel = None
    before = [weight.numpy() for weight in model.weights]
    with pytest.raises(MatchError) as raised:
        load_tf1(model, CHECKPOINT, drop_optimizer=True)
    assert any("conv" in problem for problem in raised.value.problems)
    for weight, value in zip(model.weights, before):
        np.testing.assert_array_equal(weight.numpy(), value)


def test_every_kind_is_called_by_its_name() -> None:
    groups = recognise(Checkpoint(CHECKPOINT).shapes).groups
    assert {group.scope: title(group) for group in groups} == {
        "bahdanau/bahdanau_attention": "BahdanauAttention",
        "bahdanau/query": "Dense",
        "bare": "Dense",
        "basic/basic_lstm_cell": "BasicLSTMCell",
        "batch_norm": "BatchNormalization",
        "block/lstm_cell": "LSTMCell or LSTMBlockCell",
        "both/bw/lstm_cell": "LSTMCell or LSTMBlockCell",
        "both/fw/lstm_cell": "LSTMCell or LSTMBlockCell",
        "conv": "Conv",
        "cudnn_gru/cudnn_compatible_gru_cell": "CudnnCompatibleGRUCell",
        "cudnn_lstm/cudnn_compatible_lstm_cell": "CudnnCompatibleLSTMCell",
        "dense_of_eight": "Dense",
        "forgetful/lstm_cell": "LSTMCell or LSTMBlockCell",
        "gru_block/gru_cell": "GRUBlockCell",
        "gru_block_v2/gru_cell": "GRUCell or GRUBlockCellV2",
        "keras_both/backward_lstm": "tf.keras LSTM",
        "keras_both/forward_lstm": "tf.keras LSTM",
        "keras_gru": "tf.keras GRU",
        "keras_lstm": "tf.keras LSTM",
        "keras_rnn": "tf.keras SimpleRNN",
        "luong/luong_attention": "LuongAttention",
        "luong/query": "Dense",
        "monotonic_bahdanau/bahdanau_monotonic_attention": "BahdanauMonotonicAttention",
        "monotonic_bahdanau/query": "Dense",
        "monotonic_luong/luong_monotonic_attention": "LuongMonotonicAttention",
        "monotonic_luong/query": "Dense",
        "norm": "layer normalization",
        "peephole/lstm_cell": "LSTMCell with peepholes",
        "plain/basic_rnn_cell": "BasicRNNCell",
        "stack/multi_rnn_cell/cell_0/gru_cell": "GRUCell or GRUBlockCellV2",
        "stack/multi_rnn_cell/cell_1/gru_cell": "GRUCell or GRUBlockCellV2",
        "table": "embedding, or another matrix",
    }
    within = {group.scope: group.within for group in groups}
    assert within["stack/multi_rnn_cell/cell_1/gru_cell"] == ["MultiRNNCell", "cell 1"]
    assert within["both/bw/lstm_cell"] == ["bidirectional, backwards"]
