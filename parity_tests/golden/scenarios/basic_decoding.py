"""Ask `BasicDecoder` for its sizes and steps, and give `dynamic_decode` its options."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.parts import (
    BATCH,
    decode,
    describe,
    fed,
    helper,
    lstm,
    named,
    seq2seq,
    tf,
    with_gradients,
    wrap,
)
from parity_tests.golden.scenarios.registry import misuse, scenario


def _decoder(layer: Any = None, **options: Any) -> Any:
    cell = wrap(**options)
    return seq2seq.BasicDecoder(cell, helper(), cell.zero_state(BATCH, tf.float64), layer)


def _dense(units: int = 9) -> Any:
    return tf.layers.Dense(units, name="vocabulary", dtype=tf.float64)


@scenario
def decoder_tells_its_sizes() -> Any:
    found = {}
    for name, decoder in {"plain": _decoder(), "layer": _decoder(_dense())}.items():
        found[name + "/output_size"] = describe(decoder.output_size)
        found[name + "/output_dtype"] = describe(decoder.output_dtype)
        found[name + "/tracks_own_finished"] = repr(decoder.tracks_own_finished)
    return found


@scenario
def decoder_takes_its_dtype_from_the_state() -> Any:
    """The first tensor of the state tells the dtype, not the cell."""
    cell = lstm()
    state = cell.zero_state(BATCH, tf.float32)
    decoder = seq2seq.BasicDecoder(cell, helper(), state)
    return {"dtype": describe(decoder.output_dtype), "batch_size": decoder.batch_size}


@scenario
def decoder_stepped_by_hand() -> Any:
    decoder = _decoder(_dense())
    finished, inputs, state = decoder.initialize()
    found = {"finished": finished, "inputs": inputs}
    for time in range(2):
        outputs, state, inputs, finished = decoder.step(tf.constant(time), inputs, state)
        step = {"outputs": outputs, "state": state, "inputs": inputs, "finished": finished}
        found.update(named(f"step_{time}", step), **{f"kind_{time}": describe(outputs)})
    return found


@scenario
def decode_a_cell_without_attention() -> Any:
    return with_gradients(decode(lstm(), layer=_dense(), impute_finished=True))


@scenario
def decode_time_major() -> Any:
    return decode(wrap(), output_time_major=True)


@scenario
def decode_no_iteration() -> Any:
    return decode(wrap(), layer=_dense(), maximum_iterations=0)


@scenario
def decode_one_iteration() -> Any:
    return decode(wrap(), maximum_iterations=1)


@scenario
def decode_no_iteration_without_output_layer() -> Any:
    """A cell's size is a number, which tells the array of outputs no shape."""
    return decode(wrap(), maximum_iterations=0)


@scenario
def decode_nothing_without_output_layer() -> Any:
    return decode(wrap(), feeder=helper([0, 0, 0]))


@scenario
def decode_negative_iterations() -> Any:
    return decode(wrap(), layer=_dense(), maximum_iterations=-2)


@scenario
def decode_iterations_by_a_tensor() -> Any:
    return decode(wrap(), maximum_iterations=tf.constant(2), impute_finished=True)


@scenario
def decode_iterations_by_a_placeholder() -> Any:
    return decode(wrap(), maximum_iterations=fed(np.int32(3), []))


@scenario
def decode_more_iterations_than_needed() -> Any:
    return decode(wrap(), maximum_iterations=100)


@scenario
def decode_with_swapped_memory() -> Any:
    return with_gradients(decode(wrap(), swap_memory=True))


@scenario
def decode_one_iteration_at_a_time() -> Any:
    return with_gradients(decode(wrap(), parallel_iterations=1))


@scenario
def decode_ignores_unknown_options() -> Any:
    return decode(wrap(), decoder_init_input=None, anything="else")


@scenario
def decode_until_the_longest_ends() -> Any:
    """Outputs are as long as the longest sequence, not as the inputs."""
    return decode(wrap(), feeder=helper([1, 2, 0]))


@misuse
def decode_twice_from_one_helper() -> Any:
    """The helper's array may be read once only."""
    decoder = _decoder()
    return {
        "first": seq2seq.dynamic_decode(decoder)[0].rnn_output,
        "second": seq2seq.dynamic_decode(decoder, impute_finished=True)[0].rnn_output,
    }
