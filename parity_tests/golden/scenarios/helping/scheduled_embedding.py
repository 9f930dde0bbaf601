"""Feed the embeddings of sampled ids now and then, in training."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.helping.parts import (
    VOCABULARY,
    by_hand,
    decode_tokens,
    embedding,
    margins,
    outputs_of_steps,
)
from parity_tests.golden.scenarios.parts import (
    BATCH,
    DEPTH,
    LENGTHS,
    TIME,
    describe,
    fed,
    seq2seq,
    tensor,
    tf,
    with_gradients,
)
from parity_tests.golden.scenarios.registry import scenario


def _scheduled(probability: Any, **options: Any) -> Any:
    given = {"sequence_length": LENGTHS, **options}
    if "inputs" not in given:
        given["inputs"] = tensor("inputs", BATCH, TIME, DEPTH)
    if "embedding" not in given:
        given["embedding"] = embedding()
    return seq2seq.ScheduledEmbeddingTrainingHelper(sampling_probability=probability, **given)


@scenario
def scheduled_embedding_never() -> Any:
    return with_gradients(by_hand(_scheduled(0.0), outputs_of_steps(TIME)))


@scenario
def scheduled_embedding_always() -> Any:
    steps = [[3, 1, 0], [5, 5, 2], [0, 4, 5], [1, 2, 3], [4, 4, 4]]
    return with_gradients(by_hand(_scheduled(1.0), [margins(winners) for winners in steps]))


@scenario
def scheduled_embedding_now_and_then() -> Any:
    feeder = _scheduled(0.5, seed=3, scheduling_seed=5)
    return with_gradients(by_hand(feeder, outputs_of_steps(TIME)))


@scenario
def scheduled_embedding_decoding_never() -> Any:
    return with_gradients(decode_tokens(_scheduled(0.0)))


@scenario
def scheduled_embedding_decoding() -> Any:
    return with_gradients(decode_tokens(_scheduled(0.5, seed=3, scheduling_seed=5)))


@scenario
def scheduled_embedding_decoding_imputed() -> Any:
    feeder = _scheduled(0.75, seed=5, scheduling_seed=6)
    return with_gradients(decode_tokens(feeder, impute_finished=True))


@scenario
def scheduled_embedding_decoding_always() -> Any:
    return with_gradients(decode_tokens(_scheduled(1.0, seed=4)))


@scenario
def scheduled_embedding_decoding_in_a_seeded_graph() -> Any:
    tf.set_random_seed(17)
    return decode_tokens(_scheduled(0.5, seed=3, scheduling_seed=5), maximum_iterations=4)


@scenario
def scheduled_embedding_time_major() -> Any:
    inputs = tensor("inputs", TIME, BATCH, DEPTH)
    feeder = _scheduled(0.5, inputs=inputs, time_major=True, seed=3, scheduling_seed=5, name="fed")
    return with_gradients(decode_tokens(feeder))


@scenario
def scheduled_embedding_called() -> Any:
    params = embedding()
    feeder = _scheduled(
        0.5, embedding=lambda ids: tf.gather(-params, ids), seed=1, scheduling_seed=2
    )
    return with_gradients(decode_tokens(feeder))


@scenario
def scheduled_embedding_of_shards() -> Any:
    shards = [tensor(f"shard_{i}", 3, DEPTH) for i in range(2)]
    return with_gradients(decode_tokens(_scheduled(1.0, embedding=shards, seed=1)))


@scenario
def scheduled_embedding_of_unknown_shapes() -> Any:
    inputs = tensor("inputs", BATCH, TIME, DEPTH, static=[None, None, DEPTH])
    lengths = fed(np.array(LENGTHS, np.int32), [None])
    probability = fed(np.float32(0.5), [])
    feeder = _scheduled(
        probability, inputs=inputs, sequence_length=lengths, seed=3, scheduling_seed=5
    )
    return decode_tokens(feeder)


@scenario
def scheduled_embedding_by_a_variable() -> Any:
    """A schedule that anneals keeps its probability in a variable."""
    probability = tf.get_variable("probability", [], tf.float32, trainable=False, use_resource=True)
    with tf.control_dependencies([probability.assign(1.0)]):
        feeder = _scheduled(probability.read_value(), seed=3)
        return by_hand(feeder, outputs_of_steps(2))


@scenario
def scheduled_embedding_probabilities_of_many_kinds() -> Any:
    logits = tensor("outputs", BATCH, VOCABULARY)
    found = {}
    for name, probability in {
        "integral float": 1.0,
        "float64": np.float64(0.5),
        "float16": tf.constant(0.5, tf.float16),
        "above one": 1.5,
        "below zero": -0.5,
    }.items():
        feeder = _scheduled(probability, seed=3, scheduling_seed=5)
        found[name] = feeder.sample(tf.constant(0), logits, ())
    return found


@scenario
def scheduled_embedding_tells_about_itself() -> Any:
    feeder = _scheduled(0.5)
    ids = feeder.sample(tf.constant(0), tensor("outputs", BATCH, VOCABULARY), ())
    following = feeder.next_inputs(tf.constant(0), (), (), tf.constant([1, -1, 2]))
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
def scheduled_embedding_of_ids_of_ones_own() -> Any:
    """What is -1 or below was not sampled."""
    params, found = embedding(), {}
    for name, ids in {"some": [-1, 2, -7], "all": [5, 0, 1], "none": [-1, -1, -1]}.items():
        feeder = _scheduled(0.5, embedding=params)
        found[name] = feeder.next_inputs(tf.constant(1), (), (), tf.constant(ids))[1]
    return with_gradients(found)
