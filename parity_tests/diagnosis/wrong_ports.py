"""Make deliberately wrong ports of variants: each has one known mistake, or an unknown one.

`parity_tests/meta/mutants_of_port.py` has more of `bahdanau_attention`, as changes of source.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from unittest import mock

from tf2_port import witness
from tf2_port.checkpoints import LSTMCellRule, lstm_cell
from tf2_port.compat import tf, tfa
from tf2_port.variants._attention import AttendingModel
from tf2_port.variants._tokens import TokenModel
from tf2_port.variants.bahdanau_attention import BahdanauAttentionModel


@dataclass(frozen=True)
class WrongPort:
    """One mistake, the hint it must get (None for none), and where it must show first."""

    name: str
    stem: str
    case: str
    mistake: Callable[[], Any]
    hint: str | None
    tensor: str
    step: int | None = None
    trains: bool = False

    def __str__(self) -> str:
        return f"{self.stem}: {self.name}"


def around(owner: Any, method: str, change: Callable[..., Any]) -> Callable[[], Any]:
    """Replaces a method by `change(original, self, *arguments)`."""
    original = getattr(owner, method)

    @functools.wraps(original)
    def changed(self: Any, *arguments: Any, **options: Any) -> Any:
        return change(original, self, *arguments, **options)

    return lambda: mock.patch.object(owner, method, changed)


def forget_biases(count: int) -> Callable[[], Any]:
    return around(
        LSTMCellRule, "_forget_bias_like", lambda was, self, bias: count * was(self, bias)
    )


def gates_left_as_they_are() -> Any:
    return mock.patch.object(lstm_cell, "_swap_j_and_f", lambda array: array)


def late_alignments(mechanism: Any) -> Callable[[], Any]:
    """Attends by the state, which is the alignments of the step before."""

    def late(was: Any, self: Any, query: Any, state: Any) -> Any:
        _, next_state = was(self, query, state)
        return state, next_state

    return around(mechanism, "_calculate_attention", late)


@contextlib.contextmanager
def time_major_results() -> Iterator[None]:
    def transposed(outputs: Any) -> Any:
        return outputs._replace(
            rnn_output=tf.transpose(outputs.rnn_output, [1, 0, 2]),
            sample_id=tf.transpose(outputs.sample_id),
        )

    def call(was: Any, self: Any, inputs: Any, training: Any = None) -> Any:
        results = was(self, inputs, training)
        return {**results, "outputs": transposed(results["outputs"])}

    def loss_of(was: Any, self: Any, results: Any, inputs: Any) -> Any:
        return was(self, {**results, "outputs": transposed(results["outputs"])}, inputs)

    with around(TokenModel, "call", call)(), around(TokenModel, "loss_of", loss_of)():
        yield


def dropout_in_a_layer(was: Any, self: Any, *arguments: Any, **options: Any) -> None:
    was(self, *arguments, **options)
    self.forgotten = tf.keras.layers.Dropout(0.4, seed=5, dtype=self.dtype)
    encode = self.encoder.call

    def call(inputs: Any, *more: Any, **options: Any) -> Any:
        return encode(self.forgotten(inputs, training=True), *more, **options)

    self.encoder.call = call


def dropout_as_an_op(was: Any, self: Any, inputs: Any) -> Any:
    encoded = was(self, inputs)
    return encoded._replace(memory=tf.nn.dropout(encoded.memory, 0.3, seed=7))


def dropout_in_training(was: Any, self: Any, inputs: Any, training: Any = None) -> Any:
    embed = self.source_embedding.call
    kept = 0.8 if training else 1.0
    noisy = lambda tokens: dropped(embed(tokens), kept)  # noqa: E731
    with mock.patch.object(self.source_embedding, "call", noisy):
        return was(self, inputs, training)


def dropped(array: Any, kept: float) -> Any:
    drawn = tf.random.uniform(tf.shape(array), seed=11, dtype=array.dtype)
    return array * tf.cast(drawn < kept, array.dtype)


def setup_without_lengths(was: Any, self: Any, memory: Any, *lengths: Any) -> Any:
    return was(self, memory)


def one_length_more(was: Any, self: Any, memory: Any, lengths: Any) -> Any:
    longest = tf.shape(memory)[1]
    return was(self, memory, tf.minimum(lengths + 1, longest))


def one_step_less(was: Any, self: Any, inputs: Any) -> Any:
    start = was(self, inputs)
    return start._replace(lengths=start.lengths - 1)


def h_and_c_exchanged(was: Any, self: Any, encoded: Any) -> Any:
    return was(self, encoded._replace(state=encoded.state[::-1]))


def without_tanh(was: Any, self: Any, *arguments: Any, **options: Any) -> None:
    was(self, *arguments, **options)
    self.attention_layer.activation = tf.identity


def plain_sigmoid(was: Any, self: Any, *arguments: Any, **options: Any) -> None:
    was(self, *arguments, **options)
    self.encoder.cell.recurrent_activation = tf.nn.sigmoid


_BAHDANAU, _GLOBAL, _PLAIN = "bahdanau_attention", "global_attention", "encoder_decoder"
_LUONG = tfa.seq2seq.LuongAttention

WRONG_PORTS = (
    WrongPort(
        "forget bias twice",
        _BAHDANAU,
        "plain",
        forget_biases(2),
        "forget bias counted twice",
        "steps/c",
        1,
    ),
    WrongPort(
        "dropout",
        _BAHDANAU,
        "plain",
        around(BahdanauAttentionModel, "__init__", dropout_in_a_layer),
        "dropout left on",
        "forward/memory",
        0,
    ),
    WrongPort(
        "alignments late",
        _BAHDANAU,
        "plain",
        late_alignments(tfa.seq2seq.BahdanauAttention),
        "alignments of the previous step",
        "steps/alignments",
        0,
    ),
    WrongPort(
        "sigmoid",
        _BAHDANAU,
        "plain",
        around(BahdanauAttentionModel, "__init__", plain_sigmoid),
        None,
        "forward/memory",
        0,
    ),
    WrongPort(
        "gates as they are",
        _GLOBAL,
        "lstm",
        gates_left_as_they_are,
        "gates permuted",
        "forward/memory",
        0,
    ),
    WrongPort(
        "forget bias twice",
        _PLAIN,
        "lstm",
        forget_biases(2),
        "forget bias counted twice",
        "forward/memory",
        1,
    ),
    WrongPort(
        "no forget bias",
        _PLAIN,
        "lstm_2",
        forget_biases(0),
        "forget bias not counted",
        "forward/memory",
        1,
    ),
    WrongPort(
        "h and c",
        _PLAIN,
        "lstm",
        around(TokenModel, "initial_state", h_and_c_exchanged),
        "h and c exchanged",
        "steps/c",
        0,
    ),
    WrongPort(
        "time-major results",
        _PLAIN,
        "lstm",
        time_major_results,
        "time and batch transposed",
        "forward/rnn_output",
    ),
    WrongPort(
        "no mask",
        _GLOBAL,
        "lstm",
        around(_LUONG, "setup_memory", setup_without_lengths),
        "mask missing",
        "steps/score",
        0,
    ),
    WrongPort(
        "a place too many in the memory",
        _GLOBAL,
        "lstm",
        around(_LUONG, "setup_memory", one_length_more),
        "lengths off by one",
        "steps/score",
        0,
    ),
    WrongPort(
        "a step too few",
        _PLAIN,
        "lstm",
        around(TokenModel, "start", one_step_less),
        "lengths off by one",
        "forward/sequence_lengths",
    ),
    WrongPort(
        "dropout as an op",
        _GLOBAL,
        "lstm",
        around(TokenModel, "encode", dropout_as_an_op),
        "dropout left on",
        "forward/memory",
        0,
    ),
    WrongPort(
        "dropout in training",
        _PLAIN,
        "lstm",
        around(TokenModel, "call", dropout_in_training),
        "dropout left on",
        "forward/memory",
        0,
    ),
    WrongPort(
        "epsilon of Keras",
        _PLAIN,
        "lstm",
        lambda: mock.patch.object(witness, "EPSILON", 1e-7),
        "epsilon of Adam",
        "training/loss",
        trains=True,
    ),
    WrongPort(
        "alignments late",
        _GLOBAL,
        "lstm",
        late_alignments(_LUONG),
        "alignments of the previous step",
        "steps/alignments",
        0,
    ),
    WrongPort(
        "no tanh",
        _GLOBAL,
        "lstm",
        around(AttendingModel, "__init__", without_tanh),
        None,
        "steps/attention",
        0,
    ),
)
