"""Show what XLA and tf.function refuse, and what they want instead."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from parity_tests.divergences.genuine import assert_same, genuine
from parity_tests.divergences.port import (
    BATCH,
    CELL_UNITS,
    LENGTHS,
    MEMORY_LENGTHS,
    MEMORY_TIME,
    bahdanau,
    drawn,
    inputs,
    keras,
    memory,
    s2s,
    wrapped,
)
from parity_tests.divergences.rows import row
from parity_tests.divergences.test_beam_search import TOKENS, Chain
from parity_tests.golden.scenarios.beam_search.parts import END, VOCABULARY, table
from tf2_port.compat import tf, tfa


def compiled(function: Any) -> Any:
    return tf.function(function, autograph=False, jit_compile=True)


def trainer(cell: Any, **options: Any) -> Any:
    decoder = s2s.BasicDecoder(cell, s2s.TrainingSampler(), **{"dtype": "float64", **options})

    def run() -> Any:
        state = cell.get_initial_state(batch_size=BATCH, dtype=tf.float64)
        return decoder(inputs(), initial_state=state, sequence_length=tf.constant(LENGTHS))

    return run


@row("loud/xla_iterations")
def test_xla_iterations() -> None:
    """Sessions ran any loop; a compiled one wants a bound."""
    unbounded = genuine("basic_decoding/decode_a_cell_without_attention")
    assert unbounded["lengths"].max() == max(LENGTHS)
    cell = keras.SimpleRNNCell(CELL_UNITS, dtype="float64")
    with pytest.raises(ValueError, match="maximum_iterations is required for XLA compilation"):
        compiled(trainer(cell))()
    run = trainer(cell, maximum_iterations=5)
    eager = run()[0].rnn_output
    np.testing.assert_allclose(compiled(run)()[0].rnn_output, eager, rtol=0, atol=1e-12)


@row("loud/xla_history")
def test_xla_history() -> None:
    assert not genuine("wrappers/output_attention_off_imputed").error
    cell = keras.SimpleRNNCell(CELL_UNITS, dtype="float64")
    for history in (True, False):
        run = trainer(wrapped(bahdanau(), cell, alignment_history=history), maximum_iterations=5)
        run()  # makes the weights
        traced = compiled(lambda run=run: run()[0].rnn_output)
        if history:
            with pytest.raises(tf.errors.InvalidArgumentError, match="dynamic slice dimension"):
                traced()
        else:
            assert traced().shape[0] == BATCH


@row("loud/xla_beam_search")
def test_xla_beam_search() -> None:
    """tfa's kernel of gather_tree is not for XLA; its function in Python is."""
    expected = genuine("beam_search.widths/beam_of_three")["outputs/predicted_ids"]
    steps = expected.shape[1]
    decoder = s2s.BeamSearchDecoder(Chain(), 3, maximum_iterations=steps, dtype="float64")
    state = s2s.tile_batch(drawn("state", BATCH, VOCABULARY), 3)
    given = {"start_tokens": tf.constant(TOKENS), "end_token": END, "initial_state": state}

    def run() -> Any:
        return decoder(tf.constant(table(1.0)), **given)[0].predicted_ids

    with pytest.raises(tf.errors.InvalidArgumentError, match="GatherTree"):
        compiled(run)()
    tfa.options.disable_custom_kernel()
    try:
        assert_same(compiled(run)(), expected)
    finally:
        tfa.options.enable_custom_kernel()


@row("loud/dynamic_batch")
@pytest.mark.parametrize("impute", [True, False])
def test_dynamic_batch(impute: bool) -> None:
    """contrib imputes rows of a batch of any size; tfa must know it."""
    recorded = genuine("divergences.decoding/decode_of_an_unknown_batch_imputed")
    assert recorded["outputs/rnn_output"].shape[0] == BATCH
    cell = keras.SimpleRNNCell(CELL_UNITS, dtype="float64")
    decoder = s2s.BasicDecoder(cell, s2s.TrainingSampler(), impute_finished=impute, dtype="float64")

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, None, 2], tf.float64),
            tf.TensorSpec([None, CELL_UNITS], tf.float64),
        ]
    )
    def run(given: Any, start: Any) -> Any:
        return decoder(
            given, initial_state=[start], sequence_length=tf.fill([tf.shape(given)[0]], 5)
        )

    start = drawn("start", BATCH, CELL_UNITS)
    if impute:
        with pytest.raises(ValueError, match="Cannot convert a partially known TensorShape"):
            run(inputs(), start)
    else:
        assert run(inputs(), start)[0].rnn_output.shape == (BATCH, 5, CELL_UNITS)


@row("loud/dynamic_batch")
def test_dynamic_batch_of_scheduled_outputs() -> None:
    assert not genuine("helping.scheduled_output/scheduled_output_of_unknown_shapes").error
    cell = keras.SimpleRNNCell(2, dtype="float64")
    sampler = s2s.ScheduledOutputTrainingSampler(0.5, seed=1)
    decoder = s2s.BasicDecoder(cell, sampler, dtype="float64")

    @tf.function(input_signature=[tf.TensorSpec([None, None, 2], tf.float64)])
    def run(given: Any) -> Any:
        batch = tf.shape(given)[0]
        start = [tf.zeros([batch, 2], tf.float64)]
        return decoder(given, initial_state=start, sequence_length=tf.fill([batch], 5))

    with pytest.raises(ValueError, match="Cannot convert a partially known TensorShape"):
        run(inputs())


@row("loud/memory_of_another_function")
def test_memory_of_another_function() -> None:
    """A graph of TensorFlow 1 is one graph; each tf.function is another."""
    recorded = genuine("mechanisms/normalize")
    mechanism = bahdanau(recorded.weights, "", normalize=True)
    query, state = drawn("query", BATCH, CELL_UNITS), tf.zeros([BATCH, MEMORY_TIME], tf.float64)
    mechanism([query, state])  # makes the weights
    tf.function(lambda: mechanism.setup_memory(memory(), MEMORY_LENGTHS), autograph=False)()
    for ask in (lambda: mechanism([query, state]), tf.function(lambda: mechanism([query, state]))):
        with pytest.raises(TypeError, match="out of scope"):
            ask()

    def both() -> Any:
        mechanism.setup_memory(memory(), MEMORY_LENGTHS)
        return mechanism([query, state])[0]

    traced = tf.function(both, autograph=False)()
    assert_same(traced, recorded["alignments"])
