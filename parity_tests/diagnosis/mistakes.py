"""Make mistakes on purpose: each gives a context in which a port is wrong."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

from tf2_port.checkpoints import LSTMCellRule, lstm_cell
from tf2_port.compat import tf
from tf2_port.variants._tokens import TokenModel


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
