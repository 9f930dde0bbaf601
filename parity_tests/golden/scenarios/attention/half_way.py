"""Run a whole TF1 forward pass, which `parity_tests/api/test_half_way_house.py` runs in TF2 too."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.parts import (
    BATCH,
    CELL_UNITS,
    DEPTH,
    LENGTHS,
    MEMORY_DEPTH,
    MEMORY_LENGTHS,
    MEMORY_TIME,
    TIME,
    UNITS,
    draw,
    seq2seq,
    tf,
)
from parity_tests.golden.scenarios.registry import scenario

LABELS = 9
MECHANISMS: dict[str, Any] = {
    "bahdanau": (seq2seq.BahdanauAttention, {"normalize": True}),
    "luong": (seq2seq.LuongAttention, {"scale": True}),
    "bahdanau_monotonic": (
        seq2seq.BahdanauMonotonicAttention,
        {"score_bias_init": np.float64(0.5)},
    ),
    "luong_monotonic": (
        seq2seq.LuongMonotonicAttention,
        {"score_bias_init": np.float64(0.5), "scale": True},
    ),
}


def inputs() -> dict[str, np.ndarray]:
    return {
        "source": draw("source", BATCH, MEMORY_TIME, MEMORY_DEPTH),
        "source_lengths": np.array(MEMORY_LENGTHS, np.int32),
        "target": draw("target", BATCH, TIME, DEPTH),
        "target_lengths": np.array(LENGTHS, np.int32),
    }


def forward(
    source: Any, source_lengths: Any, target: Any, target_lengths: Any, kind: str = "bahdanau"
) -> dict[str, Any]:
    """Encodes `source`, attends to it while it decodes, and computes a loss.

    Every variable is made where TF1 programs make them: in variable scopes, by
    `get_variable`, cells and `tf.layers`.
    """
    with tf.variable_scope("encoder"):
        encoder = tf.nn.rnn_cell.LSTMCell(CELL_UNITS, dtype=tf.float64)
        memory, last = tf.nn.dynamic_rnn(encoder, source, source_lengths, dtype=tf.float64)
    make, options = MECHANISMS[kind]
    mechanism = make(
        CELL_UNITS if kind.startswith("luong") else UNITS,
        memory,
        source_lengths,
        dtype=tf.float64,
        **options,
    )
    cell = seq2seq.AttentionWrapper(
        tf.nn.rnn_cell.LSTMCell(CELL_UNITS, dtype=tf.float64),
        mechanism,
        attention_layer_size=5,
        alignment_history=True,
        dtype=tf.float64,
    )
    decoder = seq2seq.BasicDecoder(
        cell,
        seq2seq.TrainingHelper(target, target_lengths),
        cell.zero_state(BATCH, tf.float64).clone(cell_state=last),
        output_layer=tf.layers.Dense(LABELS, name="labels", dtype=tf.float64),
    )
    outputs, state, lengths = seq2seq.dynamic_decode(decoder, impute_finished=True)
    temperature = tf.get_variable("temperature", [LABELS], tf.float64)
    logits = outputs.rnn_output * temperature
    weights = tf.cos(tf.range(BATCH * TIME * LABELS, dtype=tf.float64))
    return {
        "logits": logits,
        "sample_id": outputs.sample_id,
        "lengths": lengths,
        "alignments": state.alignment_history.stack(),
        "cell_state": state.cell_state.c,
        "loss": tf.reduce_sum(tf.reshape(logits, [-1]) * weights),
    }


def _differentiated(kind: str) -> dict[str, Any]:
    given = {name: tf.constant(value) for name, value in inputs().items()}
    found = forward(**given, kind=kind)
    wanted = {"source": given["source"], "target": given["target"]}
    wanted.update((variable.op.name, variable) for variable in tf.trainable_variables())
    gradients = tf.gradients(found["loss"], list(wanted.values()))
    found.update(("gradients/" + name, made) for name, made in zip(wanted, gradients))
    return found


@scenario
def half_way_bahdanau() -> dict[str, Any]:
    return _differentiated("bahdanau")


@scenario
def half_way_luong() -> dict[str, Any]:
    return _differentiated("luong")


@scenario
def half_way_bahdanau_monotonic() -> dict[str, Any]:
    return _differentiated("bahdanau_monotonic")


@scenario
def half_way_luong_monotonic() -> dict[str, Any]:
    return _differentiated("luong_monotonic")
