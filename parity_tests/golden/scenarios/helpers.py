"""Feed decoders by `TrainingHelper`, and by helpers of one's own."""

from __future__ import annotations

from typing import Any

import numpy as np

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
    named,
    seq2seq,
    tensor,
    tf,
    with_gradients,
    wrap,
)
from parity_tests.golden.scenarios.registry import scenario

_TIME_MAJOR = (TIME, BATCH, DEPTH)


def _everything(feeder: Any) -> dict[str, Any]:
    """Asks a helper for all that a decoder asks it for."""
    finished, inputs = feeder.initialize()
    outputs = tensor("outputs", BATCH, 6)
    found = {"finished": finished, "inputs": inputs}
    for time in range(TIME):
        step = tf.constant(time)
        ids = feeder.sample(time=step, outputs=outputs, state=())
        following = feeder.next_inputs(time=step, outputs=outputs, state=outputs, sample_ids=ids)
        found.update(named(f"step_{time}", following), **{f"step_{time}/ids": ids})
    return with_gradients(found)


@scenario
def training_helper_by_hand() -> Any:
    return _everything(helper())


@scenario
def training_helper_time_major() -> Any:
    inputs = tensor("inputs", *_TIME_MAJOR)
    return _everything(seq2seq.TrainingHelper(inputs, LENGTHS, time_major=True, name="feeder"))


@scenario
def training_helper_time_major_dynamic() -> Any:
    inputs = tensor("inputs", *_TIME_MAJOR, static=[None, None, DEPTH])
    lengths = fed(np.array(LENGTHS, np.int32), [None])
    feeder = seq2seq.TrainingHelper(inputs, lengths, time_major=True)
    return decode(wrap(), feeder=feeder)


@scenario
def training_helper_of_fewer_lengths_than_rows() -> Any:
    """Nobody compares lengths with rows, unless finished rows are imputed."""
    return decode(wrap(), feeder=helper([3, 2]))


@scenario
def training_helper_of_no_steps() -> Any:
    return _everything(helper([0, 0, 0]))


@scenario
def training_helper_of_numpy_lengths() -> Any:
    return decode(wrap(), feeder=helper(np.array([5, 5, 1], np.int32)))


@scenario
def training_helper_tells_about_itself() -> Any:
    feeder = helper()
    return {
        "inputs": feeder.inputs,
        "sequence_length": feeder.sequence_length,
        "batch_size": feeder.batch_size,
        "sample_ids_shape": describe(feeder.sample_ids_shape),
        "sample_ids_dtype": describe(feeder.sample_ids_dtype),
    }


@scenario
def training_helper_keeps_batch_major_inputs() -> Any:
    """`inputs` are what was given, whatever the layout."""
    inputs = tensor("inputs", *_TIME_MAJOR)
    return {"inputs": seq2seq.TrainingHelper(inputs, LENGTHS, time_major=True).inputs}


@scenario
def training_helper_stacks_a_list() -> Any:
    """A structure of equal shapes is silently stacked, so its parts become the batch."""
    parts = [tensor(f"part_{k}", TIME, DEPTH) for k in range(BATCH)]
    feeder = seq2seq.TrainingHelper(parts, LENGTHS)
    return {**decode(wrap(), feeder=feeder), "inputs": feeder.inputs}


@scenario
def training_helper_of_rank_4_inputs() -> Any:
    """Each step's inputs may have any rank: here a cell's input is flattened."""
    feeder = seq2seq.TrainingHelper(tensor("images", BATCH, TIME, 3, 2), LENGTHS)
    cell = wrap(
        cell_input_fn=lambda inputs, attention: tf.concat(
            [tf.reshape(inputs, [BATCH, 6]), attention], -1
        )
    )
    return decode(cell, feeder=feeder)


@scenario
def training_helper_of_integers() -> Any:
    tokens = np.arange(BATCH * TIME * DEPTH, dtype=np.int32).reshape(BATCH, TIME, DEPTH) % 7
    feeder = seq2seq.TrainingHelper(tokens, LENGTHS)
    cell = wrap(
        cell_input_fn=lambda inputs, attention: tf.concat(
            [tf.cast(inputs, tf.float64), attention], -1
        )
    )
    return decode(cell, feeder=feeder)


class FeedingBack(seq2seq.Helper):
    """Feeds the first numbers of each output back, and samples two ids a step."""

    def __init__(self, steps: Any) -> None:
        self._steps = tf.constant(steps)

    @property
    def batch_size(self) -> Any:
        return tf.size(self._steps)

    @property
    def sample_ids_shape(self) -> Any:
        return tf.TensorShape([2])

    @property
    def sample_ids_dtype(self) -> Any:
        return tf.int64

    def initialize(self, name: Any = None) -> Any:
        return tf.equal(self._steps, 0), tensor("go", BATCH, DEPTH)

    def sample(self, time: Any, outputs: Any, state: Any, name: Any = None) -> Any:
        return tf.stack([tf.argmax(outputs, -1), tf.argmin(outputs, -1)], -1)

    def next_inputs(
        self, time: Any, outputs: Any, state: Any, sample_ids: Any, name: Any = None
    ) -> Any:
        signs = tf.cast(sample_ids, tf.float64) - 1.5
        return time + 1 >= self._steps, outputs[:, :DEPTH] * signs, state


@scenario
def helper_of_ones_own() -> Any:
    return with_gradients(decode(wrap(), feeder=FeedingBack([3, 0, 4]), impute_finished=True))


@scenario
def helper_that_samples_pairs_tells_shapes() -> Any:
    cell = lstm()
    state = cell.zero_state(BATCH, tf.float64)
    decoder = seq2seq.BasicDecoder(cell, FeedingBack([3, 0, 4]), state)
    return {"size": describe(decoder.output_size), "dtype": describe(decoder.output_dtype)}
