"""Give the helpers of one's own functions what they do not take."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.parts import (
    BATCH,
    DEPTH,
    LENGTHS,
    decode,
    lstm,
    rnn,
    seq2seq,
    tensor,
    tf,
)
from parity_tests.golden.scenarios.registry import misuse


@misuse
def inference_start_of_a_scalar() -> Any:
    return seq2seq.InferenceHelper(tf.identity, [], tf.int32, 3, tf.identity)


@misuse
def inference_start_of_ragged_lists() -> Any:
    return seq2seq.InferenceHelper(tf.identity, [], tf.int32, [[1.0], [1.0, 2.0]], tf.identity)


@misuse
def inference_sample_shape_of_a_tensor() -> Any:
    shape, start = tf.constant([2]), tensor("go", BATCH, DEPTH)
    return seq2seq.InferenceHelper(tf.identity, shape, tf.float64, start, tf.identity)


@misuse
def inference_samples_of_another_dtype() -> Any:
    feeder = seq2seq.InferenceHelper(
        lambda outputs: outputs[:, :DEPTH],
        [DEPTH],
        tf.float32,
        tensor("go", BATCH, DEPTH),
        lambda samples: samples[:, 0] > 0.0,
    )
    return decode(rnn(), feeder=feeder, maximum_iterations=2)


@misuse
def inference_samples_of_another_shape() -> Any:
    feeder = seq2seq.InferenceHelper(
        lambda outputs: outputs[:, :DEPTH],
        [DEPTH + 1],
        tf.float64,
        tensor("go", BATCH, DEPTH),
        lambda samples: samples[:, 0] > 0.0,
    )
    return decode(rnn(), feeder=feeder, maximum_iterations=2)


@misuse
def inference_ends_of_integers() -> Any:
    feeder = seq2seq.InferenceHelper(
        lambda outputs: outputs[:, :DEPTH],
        [DEPTH],
        tf.float64,
        tensor("go", BATCH, DEPTH),
        lambda samples: tf.cast(samples[:, 0], tf.int32),
    )
    return decode(rnn(), feeder=feeder, maximum_iterations=2)


def _custom(**functions: Any) -> Any:
    given = {
        "initialize_fn": lambda: (tf.equal(LENGTHS, 0), tensor("go", BATCH, DEPTH)),
        "sample_fn": lambda time, outputs, state: tf.argmax(outputs, -1, output_type=tf.int32),
        "next_inputs_fn": lambda time, outputs, state, sample_ids: (
            time + 1 >= LENGTHS,
            outputs[:, :DEPTH],
            state,
        ),
        **functions,
    }
    return seq2seq.CustomHelper(**given)


@misuse
def custom_batch_size_before_it_is_known() -> Any:
    return _custom().batch_size


@misuse
def custom_sample_shape_of_a_tensor() -> Any:
    return _custom(sample_ids_shape=tf.constant([2]))


@misuse
def custom_initialize_of_one_result() -> Any:
    return decode(rnn(), feeder=_custom(initialize_fn=lambda: tf.equal(LENGTHS, 0)[0]))


@misuse
def custom_sample_that_names_its_arguments_otherwise() -> Any:
    return decode(rnn(), feeder=_custom(sample_fn=lambda t, o, s: tf.argmax(o, -1)))


@misuse
def custom_samples_of_another_dtype() -> Any:
    sample = {"sample_fn": lambda time, outputs, state: tf.argmax(outputs, -1)}
    return decode(rnn(), feeder=_custom(**sample))


@misuse
def custom_next_inputs_of_two_results() -> Any:
    def next_inputs(time: Any, outputs: Any, state: Any, sample_ids: Any) -> Any:
        return time + 1 >= LENGTHS, state

    return decode(rnn(), feeder=_custom(next_inputs_fn=next_inputs))


@misuse
def custom_next_state_of_another_structure() -> Any:
    def next_inputs(time: Any, outputs: Any, state: Any, sample_ids: Any) -> Any:
        return time + 1 >= LENGTHS, outputs[:, :DEPTH], tuple(state)

    return decode(lstm(), feeder=_custom(next_inputs_fn=next_inputs))
