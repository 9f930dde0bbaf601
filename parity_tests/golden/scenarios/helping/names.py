"""Tell ops by name, scope and order.

Scripts see these names, and an op without a seed of its own is seeded by the number
of ops before it. Only the order and the names outside conditions are compared where
control flow v2 keeps the ops inside in graphs of their own.
"""

from __future__ import annotations

import inspect
from typing import Any

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
    LENGTHS,
    TIME,
    helper,
    helpers,
    seq2seq,
    tensor,
    tf,
)
from parity_tests.golden.scenarios.registry import scenario


def _all_names() -> str:
    return " ".join(op.name for op in tf.get_default_graph().get_operations())


def _outer_names() -> dict[str, Any]:
    """Lists the ops that both control flows make: not those of conditions and arrays."""
    names = [op.name for op in tf.get_default_graph().get_operations()]
    inner = ("cond", "Merge", "Switch", "TensorArray")
    outer = [name for name in names if not any(part in name for part in inner)]
    return {"names": " ".join(outer)}


def _greedy() -> Any:
    return seq2seq.GreedyEmbeddingHelper(embedding(), START, 3)


def _of_outputs(**options: Any) -> Any:
    return seq2seq.ScheduledOutputTrainingHelper(
        tensor("inputs", BATCH, TIME, DEPTH), LENGTHS, 0.5, seed=2, **options
    )


def _of_embeddings(**options: Any) -> Any:
    inputs = tensor("inputs", BATCH, TIME, DEPTH)
    return seq2seq.ScheduledEmbeddingTrainingHelper(
        inputs, LENGTHS, embedding(), 0.5, seed=1, scheduling_seed=2, **options
    )


@scenario
def names_of_greedy_ops() -> Any:
    by_hand(_greedy(), outputs_of_steps(2))
    return _outer_names()


@scenario
def names_of_sampling_ops() -> Any:
    options = {"softmax_temperature": 2.0, "seed": 1}
    feeder = seq2seq.SampleEmbeddingHelper(embedding(), START, 3, **options)
    feeder.sample(0, tensor("outputs", BATCH, VOCABULARY), ())
    helpers.bernoulli_sample(logits=[1.0], sample_shape=[2], seed=1)
    helpers._call_sampler(lambda number: tf.fill([number, 2], 1.0), 3, name="mine")
    return _outer_names()


@scenario
def names_of_inference_ops() -> Any:
    feeder = seq2seq.InferenceHelper(
        tf.nn.relu, [DEPTH], tf.float64, tensor("go", BATCH, DEPTH), lambda ids: ids[:, 0] > 1.0
    )
    by_hand(feeder, outputs_of_steps(2, DEPTH))
    return _outer_names()


class Renamed(seq2seq.CustomHelper):
    """Has a name of its own, which its scopes show."""


@scenario
def names_of_custom_ops() -> Any:
    def initialize() -> Any:
        return tf.equal(LENGTHS, 0), tensor("go", BATCH, DEPTH)

    def next_inputs(time: Any, outputs: Any, state: Any, sample_ids: Any) -> Any:
        return time + 1 >= LENGTHS, outputs * 2.0, state

    for kind in (seq2seq.CustomHelper, Renamed):
        feeder = kind(initialize, lambda time, outputs, state: tf.argmax(outputs, -1), next_inputs)
        by_hand(feeder, outputs_of_steps(1, DEPTH))
    outputs = tensor("outputs", BATCH, DEPTH)
    feeder.initialize(name="a")
    feeder.sample(time=tf.constant(0), outputs=outputs, state=(), name="b")
    feeder.next_inputs(time=tf.constant(0), outputs=outputs, state=(), sample_ids=(), name="c")
    return _outer_names()


@scenario
def names_of_training_ops() -> Any:
    by_hand(helper(), outputs_of_steps(1))
    named = helper(name="mine")
    named.initialize(name="a")
    ids = named.sample(0, tensor("outputs", BATCH, VOCABULARY), name="b")
    named.next_inputs(time=0, outputs=(), state=(), name="c", sample_ids=ids)
    return _outer_names()


@scenario
def names_of_scheduled_embedding_ops() -> Any:
    by_hand(_of_embeddings(), outputs_of_steps(1))
    named = _of_embeddings(name="mine")
    named.initialize(name="a")
    ids = named.sample(0, tensor("outputs", BATCH, VOCABULARY), (), name="b")
    named.next_inputs(0, (), (), ids, name="c")
    return _outer_names()


@scenario
def names_of_scheduled_output_ops() -> Any:
    by_hand(_of_outputs(next_inputs_fn=tf.sin), outputs_of_steps(1, DEPTH))
    named = _of_outputs(name="mine", auxiliary_inputs=tensor("auxiliary", BATCH, TIME, 4))
    named.initialize(name="a")
    outputs = tensor("outputs", BATCH, DEPTH)
    named.next_inputs(0, outputs, (), named.sample(0, outputs, (), name="b"), name="c")
    return _outer_names()


@scenario
def all_ops_of_greedy_decoding() -> Any:
    decode_tokens(_greedy(), impute_finished=True)
    return {"names": _all_names()}


@scenario
def all_ops_of_scheduled_decoding() -> Any:
    decode_tokens(_of_embeddings(), maximum_iterations=None)
    return {"names": _all_names()}


@scenario
def signatures_of_what_is_not_exported() -> Any:
    names = ("_call_sampler", "_unstack_ta", "bernoulli_sample", "categorical_sample")
    found = {}
    for name in names:
        parameters = inspect.signature(getattr(helpers, name)).parameters.values()
        found[name] = ", ".join(
            p.name if p.default is p.empty else f"{p.name}={p.default!r}" for p in parameters
        )
    # Its one argument is a tensor in any case, whatever it is called.
    found["_unstack_ta"] = str(len(found["_unstack_ta"].split(", ")))
    return found
