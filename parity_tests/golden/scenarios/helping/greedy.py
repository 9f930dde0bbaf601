"""Feed the embeddings of the most probable ids back."""

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
    wrap,
)
from parity_tests.golden.scenarios.registry import scenario

END = 3


def _greedy(end: Any = END, start: Any = START, params: Any = None) -> Any:
    params = embedding() if params is None else params
    return seq2seq.GreedyEmbeddingHelper(params, start, end)


@scenario
def greedy_by_hand() -> Any:
    return with_gradients(by_hand(_greedy(), outputs_of_steps(4)))


@scenario
def greedy_ends_and_feeds_the_start_again() -> Any:
    """When all rows put the end token out, nothing is looked up."""
    steps = [[END, 1, END], [END, END, END], [0, END, 5]]
    return by_hand(_greedy(), [margins(winners) for winners in steps])


@scenario
def greedy_takes_the_first_of_equals() -> Any:
    logits = tf.constant([[1.0, 4.0, 4.0, 0.0], [2.0, 2.0, 2.0, 2.0], [0.0, -1.0, 0.5, 0.5]])
    return {"ids": _greedy().sample(tf.constant(0), logits, ())}


@scenario
def greedy_samples_outputs_of_other_ranks_and_dtypes() -> Any:
    feeder, time = _greedy(), tf.constant(0)
    given = {
        "vector": tensor("vector", VOCABULARY),
        "cube": tensor("cube", BATCH, 2, VOCABULARY),
        "half": tf.constant(draw("half", BATCH, VOCABULARY, dtype="float16")),
        "single": tf.constant(draw("single", BATCH, VOCABULARY, dtype="float32")),
        "integer": tf.constant([[3, 9, 1], [7, 7, 2]]),
    }
    return {name: feeder.sample(time, logits, ()) for name, logits in given.items()}


@scenario
def greedy_tells_about_itself() -> Any:
    feeder = _greedy()
    return {
        "batch_size": feeder.batch_size,
        "sample_ids_shape": describe(feeder.sample_ids_shape),
        "sample_ids_dtype": describe(feeder.sample_ids_dtype),
        "initial": describe(feeder.initialize()),
        "next": describe(feeder.next_inputs(0, (), "any state", tf.constant(START))[:2]),
        "state": repr(feeder.next_inputs(0, (), "any state", tf.constant(START))[2]),
    }


@scenario
def greedy_decoding() -> Any:
    return with_gradients(decode_tokens(_greedy(end=1)))


@scenario
def greedy_decoding_imputed() -> Any:
    return with_gradients(decode_tokens(_greedy(end=1), impute_finished=True))


@scenario
def greedy_decoding_to_each_end_token() -> Any:
    found = {}
    for end in range(VOCABULARY):
        with tf.variable_scope(f"end_{end}"):
            made = decode_tokens(_greedy(end=end))
        found.update({f"{end}/ids": made["outputs/sample_id"], f"{end}/lengths": made["lengths"]})
    return found


@scenario
def greedy_decoding_without_end() -> Any:
    """No id is -1, so the iterations are what ends it."""
    return decode_tokens(_greedy(end=-1), maximum_iterations=4)


@scenario
def greedy_decoding_without_iterations() -> Any:
    return decode_tokens(_greedy(), maximum_iterations=0)


@scenario
def greedy_decoding_time_major_swapped() -> Any:
    return decode_tokens(_greedy(end=1), output_time_major=True, swap_memory=True)


@scenario
def greedy_decoding_many_iterations_in_parallel() -> Any:
    return decode_tokens(_greedy(end=1), parallel_iterations=32)


@scenario
def greedy_decoding_with_attention() -> Any:
    layer = tf.layers.Dense(VOCABULARY, dtype=tf.float64)
    cell = wrap(alignment_history=True)
    options = {"maximum_iterations": 5, "impute_finished": True}
    return with_gradients(decode(cell, feeder=_greedy(end=5), layer=layer, **options))


@scenario
def greedy_decoding_of_unknown_batch() -> Any:
    feeder = _greedy(start=fed(np.array(START, np.int32), [None]), end=fed(np.int32(4), []))
    start = tensor("start", BATCH, 8, static=[None, 8])
    layer = tf.layers.Dense(VOCABULARY, dtype=tf.float64)
    found = decode(rnn(), start, feeder, layer, maximum_iterations=fed(np.int32(5), []))
    return {**found, "static": describe([found["outputs/rnn_output"], found["lengths"]])}


@scenario
def greedy_embedding_called() -> Any:
    params = embedding()
    found = decode_tokens(_greedy(end=1, params=lambda ids: 2.0 * tf.gather(params, ids)))
    return with_gradients(found)


@scenario
def greedy_embedding_of_a_variable() -> Any:
    params = tf.get_variable("embedding", [VOCABULARY, DEPTH], tf.float64)
    return with_gradients(decode_tokens(_greedy(end=1, params=params)))


@scenario
def greedy_embedding_in_shards() -> Any:
    """Ids are dealt out in turn: the i-th shard has the ids whose remainder is i."""
    shards = [tensor(f"shard_{i}", 3, DEPTH) for i in range(2)]
    return with_gradients(decode_tokens(_greedy(end=1, params=shards)))


@scenario
def greedy_embedding_in_a_partitioned_variable() -> Any:
    partitioner = tf.fixed_size_partitioner(3)
    params = tf.get_variable(
        "embedding", [VOCABULARY, DEPTH], tf.float64, partitioner=partitioner, use_resource=False
    )
    return with_gradients(decode_tokens(_greedy(end=1, params=params)))


@scenario
def greedy_embedding_by_a_layer() -> Any:
    layer = tf.keras.layers.Embedding(VOCABULARY, DEPTH, dtype="float64", name="words")
    return decode_tokens(_greedy(end=1, params=layer))


@scenario
def greedy_start_tokens_of_many_kinds() -> Any:
    kinds = {
        "list": list(START),
        "int64": np.array(START, np.int64),
        "int32": tf.constant(START),
        "fill": tf.fill([BATCH], 4),
        "none": np.zeros([0], np.int32),
    }
    found = {}
    for name, start in kinds.items():
        feeder = _greedy(start=start)
        found[name], found[name + "/batch_size"] = feeder.initialize()[1], feeder.batch_size
    return found


@scenario
def greedy_end_tokens_of_many_kinds() -> Any:
    found = {}
    for name, end in {"numpy": np.int64(1), "tensor": tf.constant(1), "float": 1}.items():
        feeder = _greedy(end=end)
        found[name] = feeder.next_inputs(0, (), (), tf.constant([1, 0, 1]))[0]
    return found


class Shifted(seq2seq.GreedyEmbeddingHelper):
    """Samples another id than the most probable one."""

    def sample(self, time: Any, outputs: Any, state: Any, name: Any = None) -> Any:
        ids = super().sample(time, outputs, state, name)
        return (ids + time) % VOCABULARY


@scenario
def greedy_derived() -> Any:
    return decode_tokens(Shifted(embedding(), START, 1))
