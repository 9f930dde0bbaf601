"""Record a checkpoint of the cells, layers and mechanisms that no variant has.

    python3.7 -m parity_tests.golden.record_cells [--check]

`checkpoints/cells/model.{index,data-...}` is what `tf.train.Saver` of TensorFlow 1.15.5
writes after two Adam steps, `expected.npz` beside it:

    inputs/NAME     what was fed
    outputs/NAME    what each cell or layer computes from the checkpoint's weights
    after/NAME      every variable, slots included, after one more Adam step

Runs on Python 3.7 with TensorFlow 1.15.5.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any, Dict

import numpy as np

from parity_tests.golden.record_checkpoints import EXPECTED, FOLDER

HERE = FOLDER / "cells"
STEPS = 2
BATCH, TIME, DEPTH = 3, 4, 5


def draw(name: str, shape: Any) -> np.ndarray:
    """Draws values of any sign by a variable's name."""
    seed = sum(ord(letter) * (k + 1) for k, letter in enumerate(name)) % 2**31
    random = np.random.RandomState(seed)
    value: np.ndarray = random.uniform(-0.9, 0.9, shape)
    return value


def build(sequence: Any, tokens: Any) -> Dict[str, Any]:
    """Adds the layers to the graph, each with units of its own; returns outputs by name."""
    import tensorflow.compat.v1 as tf
    from tensorflow.contrib import cudnn_rnn, layers, rnn

    cell = tf.nn.rnn_cell
    cells = {
        "basic": cell.BasicLSTMCell(2),
        "forgetful": cell.LSTMCell(3, forget_bias=0.25),
        "block": rnn.LSTMBlockCell(4),
        "peephole": cell.LSTMCell(6, use_peepholes=True),
        "cudnn_lstm": cudnn_rnn.CudnnCompatibleLSTMCell(7),
        "gru_block": rnn.GRUBlockCell(cell_size=2),
        "gru_block_v2": rnn.GRUBlockCellV2(3),
        "cudnn_gru": cudnn_rnn.CudnnCompatibleGRUCell(4),
        "plain": cell.BasicRNNCell(6),
        "stack": cell.MultiRNNCell([cell.GRUCell(6), cell.GRUCell(6)]),
    }
    outputs = {
        name: tf.nn.dynamic_rnn(each, sequence, dtype=tf.float32, scope=name)[0]
        for name, each in cells.items()
    }
    both, _ = tf.nn.bidirectional_dynamic_rnn(
        cell.LSTMCell(8), cell.LSTMCell(8), sequence, dtype=tf.float32, scope="both"
    )
    outputs["both"] = tf.concat(both, -1)
    keras = tf.keras.layers
    outputs["keras_lstm"] = keras.LSTM(2, return_sequences=True, name="keras_lstm")(sequence)
    outputs["keras_gru"] = keras.GRU(3, return_sequences=True, name="keras_gru")(sequence)
    outputs["keras_rnn"] = keras.SimpleRNN(4, return_sequences=True, name="keras_rnn")(sequence)
    outputs["keras_both"] = keras.Bidirectional(
        keras.LSTM(3, return_sequences=True), name="keras_both"
    )(sequence)
    outputs["dense"] = tf.layers.dense(sequence, 8, name="dense_of_eight")
    outputs["bare"] = tf.layers.dense(sequence, 9, use_bias=False, name="bare")
    outputs["conv"] = tf.layers.conv1d(sequence, 3, 2, name="conv")
    outputs["norm"] = layers.layer_norm(sequence, begin_norm_axis=-1, scope="norm")
    outputs["batch_norm"] = tf.layers.batch_normalization(sequence, name="batch_norm")
    table = tf.get_variable("table", [11, 3], partitioner=tf.fixed_size_partitioner(3))
    outputs["table"] = tf.nn.embedding_lookup(table, tokens, partition_strategy="div")
    return outputs


def scores(sequence: Any) -> Dict[str, Any]:
    """Adds mechanisms, each asked once; returns their alignments by name."""
    import tensorflow.compat.v1 as tf
    from tensorflow.contrib import seq2seq

    mechanisms = {
        "monotonic_bahdanau": (seq2seq.BahdanauMonotonicAttention, 4, {"normalize": True}),
        "monotonic_luong": (seq2seq.LuongMonotonicAttention, 5, {"scale": True}),
        "luong": (seq2seq.LuongAttention, 6, {"scale": True}),
        "bahdanau": (seq2seq.BahdanauAttention, 7, {"normalize": True}),
    }
    alignments = {}
    for name, (make, units, options) in mechanisms.items():
        with tf.variable_scope(name):
            mechanism = make(units, sequence, **options)
            query = tf.layers.dense(sequence[:, 0], units, use_bias=False, name="query")
            previous = mechanism.initial_alignments(BATCH, tf.float32)
            alignments[name] = mechanism(query, previous)[0]
    return alignments


def run(path: Path, save: bool) -> Dict[str, np.ndarray]:
    """Computes what `expected.npz` has, and before that saves or restores the checkpoint."""
    import tensorflow.compat.v1 as tf

    sequence = draw("sequence", [BATCH, TIME, DEPTH]).astype(np.float32)
    tokens = np.array([[3, 9, 0], [10, 7, 4]], np.int32)
    with tf.Graph().as_default(), tf.Session() as session:
        fed = tf.placeholder(tf.float32, sequence.shape), tf.placeholder(tf.int32, tokens.shape)
        # Resource variables: with the others a step races with its own gradients.
        with tf.variable_scope("", use_resource=True):
            outputs = build(*fed)
            outputs.update(scores(fed[0]))
        loss = sum(tf.reduce_sum(tf.square(output - 0.3)) for output in outputs.values())
        gradients = tf.gradients(loss, tf.trainable_variables())
        with tf.control_dependencies([tf.identity(g) for g in gradients]):
            step = tf.train.AdamOptimizer(1e-3).apply_gradients(
                zip(gradients, tf.trainable_variables()), tf.train.get_or_create_global_step()
            )
        session.run(tf.global_variables_initializer())
        feeds = dict(zip(fed, (sequence, tokens)))
        saver = tf.train.Saver()
        if save:
            for variable in tf.trainable_variables():
                variable.load(draw(variable.op.name, variable.shape), session)
            for _ in range(STEPS):
                session.run(step, feeds)
            saver.save(session, str(path), write_meta_graph=False, write_state=False)
        else:
            saver.restore(session, str(path))
        arrays = {"inputs/sequence": sequence, "inputs/tokens": tokens}
        arrays.update(("outputs/" + k, v) for k, v in session.run(outputs, feeds).items())
        session.run(step, feeds)
        with tempfile.TemporaryDirectory() as folder:
            after = saver.save(session, str(Path(folder) / "after"), write_meta_graph=False)
            reader = tf.train.load_checkpoint(after)
            for name in reader.get_variable_to_shape_map():
                arrays["after/" + name] = np.asarray(reader.get_tensor(name))
    return arrays


def main() -> int:
    import tensorflow as tf

    if tf.__version__ != "1.15.5":
        sys.exit(f"this is TensorFlow {tf.__version__}; checkpoints come from 1.15.5 alone")
    tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.ERROR)
    if sys.argv[1:] == ["--check"]:
        arrays = run(HERE / "model", save=False)
        with np.load(str(HERE / EXPECTED), allow_pickle=False) as expected:
            differ = [
                name
                for name in sorted(set(expected.files) | set(arrays))
                if name not in arrays
                or name not in expected.files
                or not np.allclose(expected[name], arrays[name], rtol=0, atol=2e-6)
            ]
        print("differ:", differ or "nothing")
        return int(bool(differ))
    HERE.mkdir(parents=True, exist_ok=True)
    arrays = run(HERE / "model", save=True)
    np.savez_compressed(str(HERE / EXPECTED), **arrays)
    print(f"recorded {len(arrays)} arrays")
    return 0


if __name__ == "__main__":
    sys.exit(main())
