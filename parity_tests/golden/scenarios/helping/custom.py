"""Sample and feed by functions of one's own."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.helping.parts import by_hand, outputs_of_steps
from parity_tests.golden.scenarios.parts import (
    BATCH,
    DEPTH,
    decode,
    describe,
    named,
    rnn,
    seq2seq,
    tensor,
    tf,
    with_gradients,
)
from parity_tests.golden.scenarios.registry import scenario

_UNITS = 8
_STEPS = (4, 0, 2)


def _initialize() -> Any:
    return tf.equal(_STEPS, 0), tensor("go", BATCH, DEPTH)


def _sample(time: Any, outputs: Any, state: Any) -> Any:
    return tf.cast(tf.argmax(outputs, -1), tf.int32) + time


def _next_inputs(time: Any, outputs: Any, state: Any, sample_ids: Any) -> Any:
    scale = tf.cast(sample_ids, tf.float64)[:, None] / 4.0
    return time + 1 >= _STEPS, outputs[:, :DEPTH] * scale, state


def _custom(**options: Any) -> Any:
    functions = {
        "initialize_fn": _initialize,
        "sample_fn": _sample,
        "next_inputs_fn": _next_inputs,
    }
    return seq2seq.CustomHelper(**{**functions, **options})


def _decode(feeder: Any, **options: Any) -> Any:
    return decode(rnn(_UNITS), tensor("start", BATCH, _UNITS), feeder, **options)


@scenario
def custom_by_hand() -> Any:
    return with_gradients(by_hand(_custom(), outputs_of_steps(3, _UNITS)))


@scenario
def custom_by_position() -> Any:
    feeder = seq2seq.CustomHelper(_initialize, _sample, _next_inputs, [], tf.int32)
    return by_hand(feeder, outputs_of_steps(1, _UNITS))


@scenario
def custom_decoding() -> Any:
    return with_gradients(_decode(_custom()))


@scenario
def custom_decoding_imputed() -> Any:
    return with_gradients(_decode(_custom(), impute_finished=True, maximum_iterations=3))


@scenario
def custom_tells_about_itself() -> Any:
    feeder = _custom()
    finished, _ = feeder.initialize()
    size = feeder.batch_size
    feeder.initialize()
    return {
        "finished": finished,
        "batch_size": size,
        "kept": repr(size is feeder.batch_size),
        "sample_ids_shape": describe(feeder.sample_ids_shape),
        "sample_ids_dtype": describe(feeder.sample_ids_dtype),
    }


@scenario
def custom_shapes_and_dtypes_of_many_kinds() -> Any:
    found = {}
    for shape in (None, [], [2], (3, 4), tf.TensorShape([5]), tf.TensorShape([]), [None]):
        for dtype in (None, tf.float64):
            feeder = _custom(sample_ids_shape=shape, sample_ids_dtype=dtype)
            told = describe([feeder.sample_ids_shape, feeder.sample_ids_dtype])
            found[f"{describe(shape)}, {describe(dtype)}"] = told
    return found


@scenario
def custom_helper_that_samples_pairs() -> Any:
    def sample(time: Any, outputs: Any, state: Any) -> Any:
        return outputs[:, 2:4] + state

    def next_inputs(time: Any, outputs: Any, state: Any, sample_ids: Any) -> Any:
        return time + 1 >= _STEPS, sample_ids[:, ::-1], state * 0.5

    feeder = _custom(
        sample_fn=lambda time, outputs, state: sample(time, outputs, state[:, :2]),
        next_inputs_fn=next_inputs,
        sample_ids_shape=[DEPTH],
        sample_ids_dtype=tf.float64,
    )
    return with_gradients(_decode(feeder, impute_finished=True))


class Doubled(seq2seq.CustomHelper):
    """Doubles the ids, and so tells its own name in scopes."""

    def sample(self, time: Any, outputs: Any, state: Any, name: Any = None) -> Any:
        return 2 * super().sample(time, outputs, state, name)


@scenario
def custom_derived() -> Any:
    feeder = Doubled(_initialize, _sample, _next_inputs)
    outputs = tensor("outputs", BATCH, _UNITS)
    ids = feeder.sample(tf.constant(1), outputs, ())
    following = feeder.next_inputs(tf.constant(1), outputs, outputs, ids)
    return named("next", following)
