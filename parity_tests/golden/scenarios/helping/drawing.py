"""Draw ids from the softmax of outputs, with the streams of 1.15.5."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.helping.parts import (
    START,
    VOCABULARY,
    by_hand,
    decode_tokens,
    embedding,
    margins,
    outputs_of_steps,
)
from parity_tests.golden.scenarios.parts import (
    BATCH,
    describe,
    draw,
    fed,
    helpers,
    seq2seq,
    tensor,
    tf,
    with_gradients,
)
from parity_tests.golden.scenarios.registry import scenario

END = 3


def _sampler(end: Any = END, **options: Any) -> Any:
    return seq2seq.SampleEmbeddingHelper(embedding(), START, end, **options)


@scenario
def sampler_of_certain_logits() -> Any:
    """Only one id has a probability, whatever the seed."""
    steps = [[END, 1, END], [END, END, END], [0, END, 5]]
    return by_hand(_sampler(), [margins(winners) for winners in steps])


@scenario
def sampler_by_hand() -> Any:
    return with_gradients(by_hand(_sampler(seed=11), outputs_of_steps(4)))


@scenario
def sampler_is_greedy_by_type() -> Any:
    feeder = _sampler()
    return {
        "greedy": repr(isinstance(feeder, seq2seq.GreedyEmbeddingHelper)),
        "ids": describe(feeder.sample(0, tensor("outputs", BATCH, VOCABULARY), ())),
        "of unknown shape": describe(feeder.sample(0, fed(np.eye(3), [None, None]), ())),
        "batch_size": feeder.batch_size,
    }


@scenario
def sampler_cooled() -> Any:
    """A temperature near zero makes a draw the argmax; the seed does not matter."""
    logits = tensor("outputs", BATCH, VOCABULARY)
    ids = [_sampler(softmax_temperature=1e-4).sample(0, logits, ()) for _ in range(3)]
    return {"ids": tf.stack(ids), "argmax": tf.argmax(logits, -1)}


@scenario
def sampler_of_temperatures() -> Any:
    logits = tensor("outputs", 30, VOCABULARY)
    found = {}
    for temperature in (0.5, 1.0, 3.0):
        feeder = _sampler(softmax_temperature=temperature, seed=5)
        found[repr(temperature)] = feeder.sample(0, logits, ())
    given = fed(np.float64(2.0), [])
    found["fed"] = _sampler(softmax_temperature=given, seed=5).sample(0, logits, ())
    return found


@scenario
def sampler_decoding() -> Any:
    return with_gradients(decode_tokens(_sampler(end=1, seed=7)))


@scenario
def sampler_decoding_by_seeds() -> Any:
    found = {}
    for seed in (0, 1, 2**31 - 1):
        with tf.variable_scope(f"seed_{seed}"):
            made = decode_tokens(_sampler(end=-1, seed=seed))
        found[f"{seed}"] = made["outputs/sample_id"]
    return found


@scenario
def sampler_decoding_in_a_seeded_graph() -> Any:
    tf.set_random_seed(42)
    return decode_tokens(_sampler(end=-1, seed=7, softmax_temperature=1.5))


@scenario
def sampler_decoding_imputed() -> Any:
    return with_gradients(decode_tokens(_sampler(end=5, seed=3), impute_finished=True))


@scenario
def bernoulli_of_certain_probabilities() -> Any:
    probs = tf.constant([0.0, 1.0, 0.0])
    return {
        "ids": helpers.bernoulli_sample(probs),
        "many": helpers.bernoulli_sample(probs=probs, sample_shape=[4]),
        "bool": helpers.bernoulli_sample(probs=1.0, dtype=tf.bool, sample_shape=5),
        "logits": helpers.bernoulli_sample(logits=[-1e4, 1e4], dtype=tf.float64),
        "probs win": helpers.bernoulli_sample([0.0], logits=[1e4]),
    }


@scenario
def bernoulli_draws() -> Any:
    found = {}
    for dtype in ("float16", "float32", "float64"):
        probs = tf.constant(np.array([[0.1, 0.5], [0.75, 0.9], [0.3, 0.6]], dtype))
        for name, shape in {"one": (), "scalar": 7, "vector": [7], "matrix": [4, 5]}.items():
            found[f"{dtype}/{name}"] = helpers.bernoulli_sample(
                probs=probs, sample_shape=shape, seed=21
            )
    logits = tf.constant(draw("logits", 6))
    found["logits"] = helpers.bernoulli_sample(logits=logits, sample_shape=8, seed=4)
    fed_shape = fed(np.array([2, 3], np.int32), None)
    found["fed"] = helpers.bernoulli_sample(0.5, sample_shape=fed_shape, seed=9)
    return found


@scenario
def categorical_draws() -> Any:
    found = {}
    for dtype in ("float16", "float32", "float64"):
        logits = tf.constant(draw("logits", 3, 5, dtype=dtype))
        for name, shape in {"one": (), "scalar": 7, "matrix": [4, 5]}.items():
            found[f"{dtype}/{name}"] = helpers.categorical_sample(
                logits, sample_shape=shape, seed=21
            )
    for name, shape in {"vector": [6], "cube": [2, 3, 4]}.items():
        logits = tf.constant(draw(name, *shape))
        found[name] = helpers.categorical_sample(logits, sample_shape=3, seed=2)
    found["int64"] = helpers.categorical_sample(logits, dtype=tf.int64, seed=8)
    found["unknown"] = helpers.categorical_sample(fed(draw("fed", 3, 4), None), seed=8)
    return found


@scenario
def counts_of_many_draws() -> Any:
    """How often each came is what it is in 1.15.5, to the last draw."""
    logits, probs = tf.constant(draw("logits", 2, 5)), tf.constant([0.1, 0.5, 0.8])
    ids = helpers.categorical_sample(logits, sample_shape=2000, seed=1)
    ones = helpers.bernoulli_sample(probs, sample_shape=2000, seed=1)
    return {
        "ids": tf.reduce_sum(tf.one_hot(ids, 5, dtype=tf.int32), 0),
        "ones": tf.reduce_sum(ones, 0),
    }


@scenario
def call_sampler_by_ones_own_function() -> Any:
    def draw_n(number: Any) -> Any:
        return tf.reshape(tf.range(number * 6), [number, 2, 3])

    found = {}
    for name, shape in {"one": (), "scalar": 4, "vector": [4], "matrix": [2, 5]}.items():
        made = helpers._call_sampler(draw_n, shape, name="mine_" + name)
        found[name], found[name + "/scope"] = made, made.op.name.rpartition("/")[0]
    return found


@scenario
def arrays_of_steps() -> Any:
    array = helpers._unstack_ta(tensor("inputs", 5, 3, 2))
    return with_gradients({"size": array.size(), "step": array.read(3), "type": describe(array)})
