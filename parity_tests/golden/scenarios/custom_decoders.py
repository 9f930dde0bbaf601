"""Run decoders of one's own by `dynamic_decode`."""

from __future__ import annotations

import collections
from typing import Any

from parity_tests.golden.scenarios.parts import (
    BATCH,
    describe,
    named,
    run_decoder,
    seq2seq,
    tensor,
    tf,
    with_gradients,
)
from parity_tests.golden.scenarios.registry import scenario

Outputs = collections.namedtuple("Outputs", "matrix rest")
State = collections.namedtuple("State", "vector cube count history")


class Nested(seq2seq.Decoder):
    """Puts out a structure, and keeps states of rank 0, 1 and 3 and an array.

    Sequences end after 2, 4 and 1 steps; `ends` tells another table `[time, batch]`.
    """

    ends: Any = ((0, 0, 1), (1, 0, 1), (1, 0, 1), (1, 1, 1))

    @property
    def batch_size(self) -> Any:
        return BATCH

    @property
    def output_size(self) -> Any:
        return Outputs(4, {"cube": tf.TensorShape([2, 2]), "pair": (tf.TensorShape([]), 1)})

    @property
    def output_dtype(self) -> Any:
        return Outputs(tf.float64, {"cube": tf.float64, "pair": (tf.int32, tf.float64)})

    def initialize(self, name: Any = None) -> Any:
        history = tf.TensorArray(
            tf.float64, 0, dynamic_size=True, element_shape=[BATCH], clear_after_read=False
        )
        cube = tensor("cube", BATCH, 2, 2)
        state = State(tensor("vector", BATCH), cube, tf.constant(10), history)
        return tf.constant([False] * BATCH), tensor("inputs", BATCH, 4), state

    def step(self, time: Any, inputs: Any, state: Any, name: Any = None) -> Any:
        vector = 0.5 * state.vector + tf.reduce_sum(inputs, -1)
        cube = tf.sin(state.cube + vector[:, None, None])
        history = state.history.write(time, vector)
        pair = (tf.fill([BATCH], state.count), vector[:, None])
        outputs = Outputs(inputs * vector[:, None], {"cube": 2.0 * cube, "pair": pair})
        finished = tf.cast(tf.constant(self.ends)[time], tf.bool)
        return outputs, State(vector, cube, state.count + 3, history), inputs + 0.25, finished


class TracksItsOwn(Nested):
    """Tells of a finished row later that it goes on."""

    ends = ((0, 1, 0), (1, 0, 1), (0, 0, 1), (1, 1, 1))

    @property
    def tracks_own_finished(self) -> bool:
        return True


class Finalizes(Nested):
    """Changes outputs, which are time major still, and the state by the lengths."""

    def finalize(self, outputs: Any, final_state: Any, sequence_lengths: Any) -> Any:
        lengths = tf.cast(sequence_lengths, tf.float64)
        reversed_ = tf.nest.map_structure(lambda made: made[::-1], outputs)
        return reversed_, final_state._replace(vector=final_state.vector * lengths)


class FinalizesNothing(Nested):
    """Says that it does not implement what it implements."""

    def finalize(self, outputs: Any, final_state: Any, sequence_lengths: Any) -> Any:
        raise NotImplementedError("not for these lengths")


class KeepsNoState(Nested):
    """Has nothing but inputs, and starts with one row finished."""

    @property
    def output_size(self) -> Any:
        return tf.TensorShape([4])

    @property
    def output_dtype(self) -> Any:
        return tf.float64

    def initialize(self, name: Any = None) -> Any:
        return tf.constant([False, True, False]), tensor("inputs", BATCH, 4), ()

    def step(self, time: Any, inputs: Any, state: Any, name: Any = None) -> Any:
        finished = tf.constant([2, 9, 3]) <= time + 1
        return 2.0 * inputs, state, tf.cos(inputs), finished


class Weighted(KeepsNoState):
    """Has a variable, made where decoders make theirs: inside the loop."""

    weight: Any = None

    def step(self, time: Any, inputs: Any, state: Any, name: Any = None) -> Any:
        outputs, state, following, finished = super().step(time, inputs, state)
        self.weight = tf.get_variable("weight", [4], tf.float64, use_resource=True)
        return outputs * self.weight, state, following, finished


@scenario
def nested_outputs_and_states() -> Any:
    return run_decoder(Nested())


@scenario
def nested_outputs_and_states_imputed() -> Any:
    """Vectors and cubes of finished rows stay, scalars and arrays go on."""
    return with_gradients(run_decoder(Nested(), impute_finished=True))


@scenario
def nested_outputs_time_major() -> Any:
    found = run_decoder(Nested(), output_time_major=True, maximum_iterations=3)
    return {**found, "static": describe([found["outputs/rest/cube"], found["state/cube"]])}


@scenario
def nested_outputs_of_no_iteration() -> Any:
    decoder = KeepsNoState()
    return run_decoder(decoder, maximum_iterations=0)


@scenario
def decoder_that_keeps_no_state() -> Any:
    return with_gradients(run_decoder(KeepsNoState(), impute_finished=True))


@scenario
def decoder_that_tracks_its_own_finished() -> Any:
    return run_decoder(TracksItsOwn())


@scenario
def decoder_that_tracks_its_own_finished_imputed() -> Any:
    return run_decoder(TracksItsOwn(), impute_finished=True)


@scenario
def decoder_that_does_not_track_it() -> Any:
    """The same table without the property: once finished, always finished."""
    decoder = Nested()
    decoder.ends = TracksItsOwn.ends
    return run_decoder(decoder)


@scenario
def decoder_that_finalizes() -> Any:
    return with_gradients(run_decoder(Finalizes()))


@scenario
def decoder_that_finalizes_time_major() -> Any:
    return run_decoder(Finalizes(), output_time_major=True)


@scenario
def decoder_that_finalizes_nothing() -> Any:
    """The error is taken for an answer: outputs stay as they are."""
    return run_decoder(FinalizesNothing())


@scenario
def decode_inside_another_loop() -> Any:
    """Variables are read again in each turn of a loop around the decoder, as in training."""
    decoder = Weighted()

    def turn(count: Any, total: Any) -> Any:
        with tf.variable_scope("loop", reuse=tf.AUTO_REUSE):
            outputs, _, _ = seq2seq.dynamic_decode(decoder, scope="decoder")
        with tf.control_dependencies([outputs]):
            trained = decoder.weight.assign_add([0.5, 1.0, 1.5, 2.0])
        with tf.control_dependencies([trained]):
            return count + 1, total * 0.5 + tf.reduce_sum(outputs)

    start = (tf.constant(0), tf.zeros([], tf.float64))
    loop = tf.while_loop(lambda count, _: count < 3, turn, start, parallel_iterations=1)
    return named("loop", loop)
