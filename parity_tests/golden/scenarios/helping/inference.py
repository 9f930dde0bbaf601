"""Feed back what a function of one's own samples."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.helping.parts import by_hand, outputs_of_steps
from parity_tests.golden.scenarios.parts import (
    BATCH,
    DEPTH,
    decode,
    describe,
    draw,
    fed,
    rnn,
    seq2seq,
    tensor,
    tf,
    with_gradients,
)
from parity_tests.golden.scenarios.registry import misuse, scenario

_UNITS = 8


def _inference(**options: Any) -> Any:
    """Samples the first numbers of the outputs, and ends where the last one is small."""
    given = {
        "sample_fn": lambda outputs: 1.5 * outputs[:, :DEPTH],
        "sample_shape": [DEPTH],
        "sample_dtype": tf.float64,
        "start_inputs": tensor("go", BATCH, DEPTH),
        "end_fn": lambda samples: samples[:, -1] < -1.2,
        **options,
    }
    return seq2seq.InferenceHelper(**given)


def _decode(feeder: Any, **options: Any) -> Any:
    start = tensor("start", BATCH, _UNITS)
    return decode(rnn(_UNITS), start, feeder, **{"maximum_iterations": 6, **options})


@scenario
def inference_by_hand() -> Any:
    return with_gradients(by_hand(_inference(), outputs_of_steps(3, _UNITS)))


@scenario
def inference_by_hand_next_inputs_by_function() -> Any:
    feeder = _inference(next_inputs_fn=lambda samples: tf.sin(samples) - 0.5)
    return with_gradients(by_hand(feeder, outputs_of_steps(2, _UNITS)))


@scenario
def inference_tells_about_itself() -> Any:
    feeder = _inference()
    return {
        "batch_size": feeder.batch_size,
        "sample_ids_shape": describe(feeder.sample_ids_shape),
        "sample_ids_dtype": repr(feeder.sample_ids_dtype),
        "initial": describe(feeder.initialize()),
        "state": repr(feeder.next_inputs(0, (), "any", tensor("ids", BATCH, DEPTH))[2]),
    }


@scenario
def inference_decoding() -> Any:
    return with_gradients(_decode(_inference()))


@scenario
def inference_decoding_imputed_time_major() -> Any:
    return with_gradients(_decode(_inference(), impute_finished=True, output_time_major=True))


@scenario
def inference_decoding_until_all_end() -> Any:
    """Without a limit, as for greedy decoding that is known to end."""
    feeder = _inference(
        sample_fn=lambda outputs: tf.cast(tf.abs(outputs[:, 0]) * 9.0, tf.int32),
        sample_shape=[],
        sample_dtype=tf.int32,
        end_fn=lambda ids: tf.equal(ids, 8),
        next_inputs_fn=lambda ids: tf.cast(tf.stack([ids + 1, 2 * ids], -1), tf.float64),
    )
    return _decode(feeder, maximum_iterations=None)


@scenario
def inference_of_unknown_batch() -> Any:
    feeder = _inference(start_inputs=tensor("go", BATCH, DEPTH, static=[None, DEPTH]))
    start = tensor("start", BATCH, _UNITS, static=[None, _UNITS])
    found = decode(rnn(_UNITS), start, feeder, maximum_iterations=4)
    return {**found, "static": describe(found["outputs/sample_id"])}


@misuse
def inference_samples_of_unknown_depth() -> Any:
    """No zeros can be made for them."""
    return _decode(_inference(sample_shape=[None]))


@scenario
def inference_start_of_many_kinds() -> Any:
    kinds = {
        "numpy": draw("go", BATCH, DEPTH),
        "list": [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]],
        "ids": np.array([3, 1], np.int64),
        "fed": fed(draw("go", 4, DEPTH), None),
    }
    found = {}
    for name, start in kinds.items():
        feeder = _inference(start_inputs=start)
        found[name], found[name + "/batch_size"] = feeder.initialize()[1], feeder.batch_size
    return found


@scenario
def inference_sample_shapes_of_many_kinds() -> Any:
    shapes = {
        "list": [2, 3],
        "tuple": (4,),
        "shape": tf.TensorShape([5]),
        "none": None,
        "number": 7,
    }
    found = {}
    for name, shape in shapes.items():
        try:
            found[name] = describe(_inference(sample_shape=shape).sample_ids_shape)
        except TypeError:
            found[name] = "TypeError"
    return found
