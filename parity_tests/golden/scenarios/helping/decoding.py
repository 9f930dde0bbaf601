"""Give `dynamic_decode` and `BasicDecoder` what other topics do not: options and shapes."""

from __future__ import annotations

import collections
from typing import Any

import numpy as np

from parity_tests.golden.scenarios.helping.parts import START, VOCABULARY, embedding
from parity_tests.golden.scenarios.parts import (
    BATCH,
    DEPTH,
    LENGTHS,
    TIME,
    decode,
    describe,
    fed,
    helper,
    lstm,
    rnn,
    run_decoder,
    seq2seq,
    tensor,
    tf,
    with_gradients,
)
from parity_tests.golden.scenarios.registry import misuse, scenario

Pair = collections.namedtuple("Pair", "left right")


class PairCell(tf.nn.rnn_cell.RNNCell):
    """Puts out a structure of two."""

    @property
    def state_size(self) -> Any:
        return 4

    @property
    def output_size(self) -> Any:
        return Pair(4, tf.TensorShape([2, 2]))

    def __call__(self, inputs: Any, state: Any, scope: Any = None) -> Any:
        state = tf.sin(state + tf.reduce_sum(inputs, -1, keepdims=True))
        return Pair(state, tf.reshape(2.0 * state, [-1, 2, 2])), state


class FeedsPairs(seq2seq.TrainingHelper):
    """Samples from the first of two outputs."""

    def sample(self, time: Any, outputs: Any, name: Any = None, **unused: Any) -> Any:
        return super().sample(time, outputs.left, name)


def _pairs(**options: Any) -> Any:
    feeder = FeedsPairs(tensor("inputs", BATCH, TIME, DEPTH), LENGTHS)
    return decode(PairCell(), tensor("start", BATCH, 4), feeder, **options)


@scenario
def nested_outputs_of_a_cell() -> Any:
    return with_gradients(_pairs())


@scenario
def nested_outputs_of_a_cell_imputed_time_major() -> Any:
    return with_gradients(_pairs(impute_finished=True, output_time_major=True))


@scenario
def nested_outputs_of_a_cell_tell_sizes() -> Any:
    feeder = FeedsPairs(tensor("inputs", BATCH, TIME, DEPTH), LENGTHS)
    decoder = seq2seq.BasicDecoder(PairCell(), feeder, tensor("start", BATCH, 4))
    return {"size": describe(decoder.output_size), "dtype": describe(decoder.output_dtype)}


@misuse
def nested_outputs_behind_an_output_layer() -> Any:
    layer = tf.layers.Dense(3, dtype=tf.float64)
    feeder = FeedsPairs(tensor("inputs", BATCH, TIME, DEPTH), LENGTHS)
    return decode(PairCell(), tensor("start", BATCH, 4), feeder, layer)


class Counts(seq2seq.Decoder):
    """Counts, and ends rows by their limits; shapes are what `size` says."""

    limits = (3, 1, 4)
    size: Any = tf.TensorShape([2])
    own = False

    @property
    def batch_size(self) -> Any:
        return tf.size(self.limits)

    @property
    def output_size(self) -> Any:
        return self.size

    @property
    def output_dtype(self) -> Any:
        return tf.float64

    @property
    def tracks_own_finished(self) -> bool:
        return self.own

    def initialize(self, name: Any = None) -> Any:
        return tf.constant([False] * BATCH), tensor("inputs", BATCH, 2), (tf.zeros([BATCH, 1]),)

    def step(self, time: Any, inputs: Any, state: Any, name: Any = None) -> Any:
        finished = time + 1 >= tf.constant(self.limits)
        return inputs * 0.5, (state[0] + 1.0,), tf.cos(inputs), finished


def _counts(size: Any = Counts.size, own: bool = False) -> Any:
    decoder = Counts()
    decoder.size, decoder.own = size, own
    return decoder


@scenario
def outputs_of_sizes_of_many_kinds() -> Any:
    """A number, a shape and a tensor tell the array of outputs more or less."""
    found: Any = {}
    sizes = {"number": 2, "shape": tf.TensorShape([2]), "tensor": tf.constant([2])}
    for name, size in sizes.items():
        made = run_decoder(_counts(size))
        found.update((f"{name}/{key}", value) for key, value in made.items())
        found[name + "/static"] = describe(made["outputs"])
    return found


@scenario
def own_finished_with_fewer_iterations() -> Any:
    return run_decoder(_counts(own=True), maximum_iterations=2, impute_finished=True)


@scenario
def own_finished_time_major_swapped_one_at_a_time() -> Any:
    options = {"swap_memory": True, "parallel_iterations": 1, "output_time_major": True}
    return with_gradients(run_decoder(_counts(own=True), **options))


@misuse
def parallel_iterations_given_by_numpy() -> Any:
    return run_decoder(_counts(), parallel_iterations=np.int64(2))


@misuse
def outputs_of_unknown_size() -> Any:
    return run_decoder(_counts(tf.TensorShape([None])))


@misuse
def outputs_of_a_wrong_size() -> Any:
    return run_decoder(_counts(tf.TensorShape([3])))


@misuse
def outputs_of_a_wrong_size_imputed() -> Any:
    """A number does not check the array, but zeros of it cannot be chosen from."""
    return run_decoder(_counts(3), impute_finished=True)


@scenario
def outputs_of_a_wrong_number() -> Any:
    return run_decoder(_counts(3))


@misuse
def parallel_iterations_of_zero() -> Any:
    return run_decoder(_counts(), parallel_iterations=0)


@scenario
def states_of_several_layers_imputed() -> Any:
    cell = tf.nn.rnn_cell.MultiRNNCell([lstm(5), lstm(3)])
    return with_gradients(decode(cell, feeder=helper(), impute_finished=True))


@scenario
def imputing_rows_that_end_at_once() -> Any:
    """Greedy rows that end go on until the last one does, but show nothing of it."""
    layer = tf.layers.Dense(VOCABULARY, dtype=tf.float64)
    feeder = seq2seq.GreedyEmbeddingHelper(embedding(), START, 1)
    start = tensor("start", BATCH, 8)
    options = {"impute_finished": True, "swap_memory": True, "output_time_major": True}
    return decode(rnn(), start, feeder, layer, maximum_iterations=fed(np.int32(6), []), **options)
