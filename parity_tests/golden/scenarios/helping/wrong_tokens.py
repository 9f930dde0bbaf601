"""Give the helpers that embed ids, and the samplers, what they do not take."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.helping.parts import (
    START,
    VOCABULARY,
    by_hand,
    decode_tokens,
    embedding,
    outputs_of_steps,
)
from parity_tests.golden.scenarios.parts import (
    BATCH,
    DEPTH,
    fed,
    helpers,
    seq2seq,
    tensor,
    tf,
)
from parity_tests.golden.scenarios.registry import misuse


def _greedy(start: Any = START, end: Any = 1, params: Any = None) -> Any:
    return seq2seq.GreedyEmbeddingHelper(embedding() if params is None else params, start, end)


def _logits() -> Any:
    return tensor("outputs", BATCH, VOCABULARY)


@misuse
def greedy_start_tokens_of_a_scalar() -> Any:
    return _greedy(start=2)


@misuse
def greedy_start_tokens_of_a_matrix() -> Any:
    return _greedy(start=[[2, 0, 5]])


@misuse
def greedy_start_tokens_of_unknown_rank() -> Any:
    return _greedy(start=fed(np.array(START, np.int32), None))


@misuse
def greedy_start_tokens_of_floats() -> Any:
    return _greedy(start=[2.0, 0.0, 5.0])


@misuse
def greedy_start_tokens_of_an_int64_tensor() -> Any:
    return _greedy(start=tf.constant(START, tf.int64))


@misuse
def greedy_start_tokens_not_given() -> Any:
    return _greedy(start=None)


@misuse
def greedy_start_tokens_out_of_the_vocabulary() -> Any:
    return decode_tokens(_greedy(start=[2, 0, VOCABULARY]))


@misuse
def greedy_end_token_of_a_vector() -> Any:
    return _greedy(end=[1])


@misuse
def greedy_end_token_of_unknown_rank() -> Any:
    return _greedy(end=fed(np.int32(1), None))


@misuse
def greedy_end_token_of_a_float() -> Any:
    return _greedy(end=1.0)


@misuse
def greedy_end_token_of_an_int64_tensor() -> Any:
    return _greedy(end=tf.constant(1, tf.int64))


@misuse
def greedy_end_token_not_given() -> Any:
    return _greedy(end=None)


@misuse
def greedy_outputs_of_a_tuple() -> Any:
    return _greedy().sample(0, (_logits(), _logits()), ())


@misuse
def greedy_outputs_of_an_array() -> Any:
    return _greedy().sample(0, np.eye(3), ())


@misuse
def greedy_outputs_of_a_variable() -> Any:
    variable = tf.get_variable("outputs", [BATCH, VOCABULARY], tf.float64)
    return _greedy().sample(0, variable, ())


@misuse
def greedy_embedding_of_another_depth() -> Any:
    """Behind the first step the inputs would change their shape."""
    start = {"done": False}

    def look_up(ids: Any) -> Any:
        made = tf.ones([BATCH, 5 if start["done"] else DEPTH], tf.float64)
        start["done"] = True
        return made

    return decode_tokens(_greedy(params=look_up))


@misuse
def greedy_embedding_that_raises() -> Any:
    def look_up(ids: Any) -> Any:
        raise KeyError("no such word")

    return _greedy(params=look_up)


@misuse
def greedy_embedding_of_an_empty_list() -> Any:
    return _greedy(params=[])


@misuse
def greedy_outputs_smaller_than_the_vocabulary_of_start() -> Any:
    """Ids that the embedding does not have."""
    return by_hand(_greedy(params=tensor("short", 3, DEPTH), start=[0, 1, 2]), outputs_of_steps(2))


@misuse
def sampler_outputs_of_a_list() -> Any:
    return seq2seq.SampleEmbeddingHelper(embedding(), START, 1).sample(0, [_logits()], ())


@misuse
def sampler_outputs_of_integers() -> Any:
    """They can be drawn from by type, but no kernel does so."""
    feeder = seq2seq.SampleEmbeddingHelper(embedding(), START, 1)
    return {"ids": feeder.sample(0, tf.constant([[1, 2], [3, 4]]), ())}


@misuse
def sampler_temperature_of_another_dtype() -> Any:
    feeder = seq2seq.SampleEmbeddingHelper(embedding(), START, 1, tf.constant(2.0))
    return feeder.sample(0, _logits(), ())


@misuse
def sampler_start_tokens_of_a_scalar() -> Any:
    return seq2seq.SampleEmbeddingHelper(embedding(), 3, 1)


@misuse
def bernoulli_of_nothing() -> Any:
    return helpers.bernoulli_sample(seed=1)


@misuse
def bernoulli_of_integers() -> Any:
    return helpers.bernoulli_sample(probs=1, seed=1)


@misuse
def categorical_of_a_scalar() -> Any:
    return helpers.categorical_sample(tf.constant(1.0), seed=1)


@misuse
def categorical_of_a_floating_sample_shape() -> Any:
    return helpers.categorical_sample(_logits(), sample_shape=2.5, seed=1)
