"""Feed the outputs now and then, in training."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.helping.parts import by_hand, outputs_of_steps
from parity_tests.golden.scenarios.parts import (
    BATCH,
    DEPTH,
    LENGTHS,
    TIME,
    decode,
    describe,
    fed,
    rnn,
    seq2seq,
    tensor,
    tf,
    with_gradients,
)
from parity_tests.golden.scenarios.registry import scenario

AUXILIARY = 4


def _scheduled(probability: Any, depth: int = DEPTH, **options: Any) -> Any:
    """Makes a helper of inputs as deep as the outputs, or as `next_inputs_fn` makes them."""
    given = {"sequence_length": LENGTHS, "seed": 5, **options}
    if "inputs" not in given:
        given["inputs"] = tensor("inputs", BATCH, TIME, depth)
    return seq2seq.ScheduledOutputTrainingHelper(sampling_probability=probability, **given)


def _auxiliary() -> Any:
    return tensor("auxiliary", BATCH, TIME, AUXILIARY)


def _to_inputs(outputs: Any) -> Any:
    return tf.sin(outputs[:, :DEPTH]) * 3.0


def _decode(feeder: Any, units: int = DEPTH, **options: Any) -> Any:
    start = tensor("start", BATCH, units)
    return decode(rnn(units), start, feeder, **{"parallel_iterations": 1, **options})


@scenario
def scheduled_output_never() -> Any:
    return with_gradients(by_hand(_scheduled(0.0), outputs_of_steps(TIME, DEPTH)))


@scenario
def scheduled_output_always() -> Any:
    return with_gradients(by_hand(_scheduled(1.0), outputs_of_steps(TIME, DEPTH)))


@scenario
def scheduled_output_now_and_then() -> Any:
    return with_gradients(by_hand(_scheduled(0.5), outputs_of_steps(TIME, DEPTH)))


@scenario
def scheduled_output_changed() -> Any:
    found: Any = {}
    for probability in (0.0, 0.5, 1.0):
        feeder = _scheduled(probability, next_inputs_fn=_to_inputs)
        found.update(
            (f"{probability}/{name}", made)
            for name, made in by_hand(feeder, outputs_of_steps(3, 8)).items()
        )
    return found


@scenario
def scheduled_output_with_auxiliary_inputs() -> Any:
    found: Any = {}
    for probability in (0.0, 1.0):
        feeder = _scheduled(probability, auxiliary_inputs=_auxiliary())
        found.update(
            (f"{probability}/{name}", made)
            for name, made in by_hand(feeder, outputs_of_steps(2, DEPTH)).items()
        )
    return with_gradients(found)


@scenario
def scheduled_output_changed_with_auxiliary_inputs() -> Any:
    feeder = _scheduled(0.5, next_inputs_fn=_to_inputs, auxiliary_inputs=_auxiliary())
    found = by_hand(feeder, outputs_of_steps(TIME, 8))
    return with_gradients({**found, "inputs of the helper": feeder.inputs})


@scenario
def scheduled_output_decoding_never() -> Any:
    return with_gradients(_decode(_scheduled(0.0)))


@scenario
def scheduled_output_decoding() -> Any:
    return with_gradients(_decode(_scheduled(0.5)))


@scenario
def scheduled_output_decoding_always() -> Any:
    return with_gradients(_decode(_scheduled(1.0), impute_finished=True))


@scenario
def scheduled_output_decoding_changed() -> Any:
    return with_gradients(_decode(_scheduled(0.5, next_inputs_fn=_to_inputs), 8))


@scenario
def scheduled_output_decoding_with_auxiliary_inputs() -> Any:
    return with_gradients(_decode(_scheduled(0.5, auxiliary_inputs=_auxiliary())))


@scenario
def scheduled_output_decoding_with_all() -> Any:
    feeder = _scheduled(0.5, next_inputs_fn=_to_inputs, auxiliary_inputs=_auxiliary())
    return with_gradients(_decode(feeder, 8, impute_finished=True))


@scenario
def scheduled_output_time_major() -> Any:
    feeder = _scheduled(
        0.5,
        inputs=tensor("inputs", TIME, BATCH, DEPTH),
        auxiliary_inputs=tensor("auxiliary", TIME, BATCH, AUXILIARY),
        time_major=True,
        name="fed",
    )
    return with_gradients(_decode(feeder))


@scenario
def scheduled_output_of_unknown_shapes() -> Any:
    feeder = _scheduled(
        fed(np.float32(0.5), []),
        inputs=tensor("inputs", BATCH, TIME, DEPTH, static=[None, None, DEPTH]),
        auxiliary_inputs=tensor("auxiliary", BATCH, TIME, AUXILIARY, static=[None, None, 4]),
        sequence_length=fed(np.array(LENGTHS, np.int32), [None]),
    )
    start = tensor("start", BATCH, DEPTH, static=[None, DEPTH])
    return decode(rnn(DEPTH), start, feeder, parallel_iterations=1)


@scenario
def scheduled_output_stacks_lists() -> Any:
    """Lists of equal shapes are stacked, so their parts become the batch."""
    feeder = _scheduled(
        1.0,
        inputs=[tensor(f"part_{k}", TIME, DEPTH) for k in range(BATCH)],
        auxiliary_inputs=[tensor(f"other_{k}", TIME, AUXILIARY) for k in range(BATCH)],
    )
    return by_hand(feeder, outputs_of_steps(2, DEPTH))


@scenario
def scheduled_output_by_a_vector_of_probabilities() -> Any:
    """A vector draws for every column: as deep as the inputs, it mixes numbers, not rows."""
    feeder = _scheduled([0.5, 0.5])
    ids = feeder.sample(tf.constant(0), (), ())
    return {"ids": ids, "never": _scheduled([0.0, 0.0]).sample(0, (), ())}


@scenario
def scheduled_output_tells_about_itself() -> Any:
    feeder = _scheduled(0.5, auxiliary_inputs=_auxiliary())
    ids = feeder.sample(tf.constant(0), (), ())
    outputs = tensor("outputs", BATCH, DEPTH)
    following = feeder.next_inputs(tf.constant(0), outputs, (), tf.constant([1, 0, 0]))
    return {
        "inputs": feeder.inputs,
        "sequence_length": feeder.sequence_length,
        "batch_size": feeder.batch_size,
        "sample_ids_shape": describe(feeder.sample_ids_shape),
        "sample_ids_dtype": describe(feeder.sample_ids_dtype),
        "training": repr(isinstance(feeder, seq2seq.TrainingHelper)),
        "static": describe([ids, following]),
    }


@scenario
def scheduled_output_of_ids_of_ones_own() -> Any:
    """Whatever is not zero is true; booleans and numbers do."""
    outputs, found = tensor("outputs", BATCH, DEPTH), {}
    for name, ids in {"numbers": [0, 2, -1], "booleans": [True, False, False]}.items():
        feeder = _scheduled(0.5)
        found[name] = feeder.next_inputs(tf.constant(1), outputs, (), tf.constant(ids))[1]
    return found
