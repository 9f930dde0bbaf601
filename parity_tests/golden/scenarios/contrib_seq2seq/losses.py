"""Measure lists of logits, and build models of several lengths."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.contrib_seq2seq.parts import (
    BATCH,
    SYMBOLS,
    gru,
    legacy_seq2seq,
    rows,
    symbols,
    tf,
)
from parity_tests.golden.scenarios.parts import named, with_gradients
from parity_tests.golden.scenarios.registry import misuse, scenario

STEPS = 3
# A row that ends early, one without any weight, one that weighs unevenly.
WEIGHTS = ([1.0, 0.0, 0.5], [1.0, 0.0, 2.0], [0.0, 0.0, 0.25])


def _lists() -> Any:
    weights = [tf.constant(step, tf.float64) for step in WEIGHTS]
    return rows("logits", STEPS, SYMBOLS), symbols(STEPS), weights


def _losses(**options: Any) -> Any:
    found = {
        "by_example": legacy_seq2seq.sequence_loss_by_example(*_lists(), **options),
        "summed": legacy_seq2seq.sequence_loss(*_lists(), **options),
    }
    return with_gradients(found)


@scenario
def losses_of_lists() -> Any:
    return _losses()


@scenario
def losses_of_lists_not_averaged_across_time() -> Any:
    return _losses(average_across_timesteps=False)


@scenario
def loss_of_lists_not_averaged_across_the_batch() -> Any:
    loss = legacy_seq2seq.sequence_loss(*_lists(), average_across_batch=False, name="mine")
    return with_gradients({"loss": loss})


@scenario
def loss_of_lists_not_averaged_at_all() -> Any:
    return {"loss": legacy_seq2seq.sequence_loss(*_lists(), False, False)}


@scenario
def losses_of_lists_by_a_function() -> Any:
    def squared(labels: Any, logits: Any) -> Any:
        one_hot = tf.one_hot(labels, SYMBOLS, dtype=tf.float64)
        return tf.reduce_sum(tf.square(logits - one_hot), 1)

    return _losses(softmax_loss_function=squared)


@scenario
def losses_of_columns_of_targets() -> Any:
    logits, targets, weights = _lists()
    targets = [tf.expand_dims(target, 1) for target in targets]
    return {"loss": legacy_seq2seq.sequence_loss_by_example(logits, targets, weights)}


def _model(encoder_inputs: Any, decoder_inputs: Any) -> Any:
    return legacy_seq2seq.embedding_rnn_seq2seq(
        encoder_inputs, decoder_inputs, gru(), SYMBOLS, SYMBOLS, 2, dtype=tf.float64
    )


def _buckets(lengths: Any = ((2, 1), (3, 3)), encoder: int = 3, **options: Any) -> Any:
    _, targets, weights = _lists()
    outputs, losses = legacy_seq2seq.model_with_buckets(
        symbols(encoder, start=1),
        symbols(STEPS, start=2),
        targets,
        weights,
        list(lengths),
        _model,
        **options,
    )
    return with_gradients({**named("outputs", outputs), **named("losses", losses)})


@scenario
def buckets() -> Any:
    return _buckets()


@scenario
def buckets_with_losses_by_example() -> Any:
    def doubled(labels: Any, logits: Any) -> Any:
        return 2 * tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)

    return _buckets(softmax_loss_function=doubled, per_example_loss=True, name="mine")


@misuse
def losses_of_fewer_targets() -> Any:
    logits, targets, weights = _lists()
    return legacy_seq2seq.sequence_loss_by_example(logits, targets[1:], weights)


@misuse
def losses_of_fewer_weights() -> Any:
    logits, targets, weights = _lists()
    return legacy_seq2seq.sequence_loss(logits, targets, weights[1:])


@misuse
def buckets_longer_than_the_encoders_inputs() -> Any:
    return _buckets(encoder=2)


@misuse
def buckets_longer_than_the_targets() -> Any:
    return _buckets([(2, 1), (3, 4)])


@misuse
def buckets_longer_than_the_weights() -> Any:
    _, targets, weights = _lists()
    inputs = symbols(STEPS)
    return legacy_seq2seq.model_with_buckets(
        inputs, inputs, targets, weights[1:], [(BATCH, STEPS)], _model
    )
