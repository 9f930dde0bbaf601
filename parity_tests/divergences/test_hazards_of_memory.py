"""Show what a memory that is kept, and arguments that moved, do to a port in silence."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.divergences.genuine import assert_same, distance, genuine
from parity_tests.divergences.port import (
    BATCH,
    CELL_UNITS,
    MEMORY_LENGTHS,
    MEMORY_TIME,
    UNITS,
    bahdanau,
    drawn,
    keras,
    luong,
    memory,
    s2s,
)
from parity_tests.divergences.rows import row
from tf2_port.compat import tf


def query() -> Any:
    return drawn("query", BATCH, CELL_UNITS)


def attend(mechanism: Any) -> Any:
    """Returns the alignments `[batch, time]` of one query."""
    state = tf.zeros([BATCH, mechanism.alignments_size], mechanism.dtype)
    return mechanism([tf.cast(query(), mechanism.dtype), state])[0]


def context(mechanism: Any) -> Any:
    return tf.einsum("bt,btd->bd", attend(mechanism), mechanism.values)


@row("hazards/01_stale_memory")
def test_stale_memory() -> None:
    """Memory given outside of the tape: the memory's kernel gets no gradient."""
    theirs = genuine("mechanisms/normalize").recorded.arrays["gradients/memory_layer/kernel"]
    assert np.abs(theirs).max() > 0.1
    mechanism = s2s.BahdanauAttention(UNITS, memory(), dtype="float64")
    with tf.GradientTape() as tape:
        total = tf.reduce_sum(tf.square(attend(mechanism)))
    kernel = mechanism.memory_layer.kernel
    assert tape.gradient(total, kernel) is None
    with tf.GradientTape() as tape:
        mechanism.setup_memory(memory())
        total = tf.reduce_sum(tf.square(attend(mechanism)))
    assert np.abs(tape.gradient(total, kernel)).max() > 1e-3


@row("hazards/01_stale_memory")
def test_stale_keys_after_loading_weights() -> None:
    mechanism = bahdanau()
    before = attend(mechanism)
    mechanism.memory_layer.kernel.assign(3.0 * mechanism.memory_layer.kernel)
    assert_same(attend(mechanism), before, 0)
    mechanism.setup_memory(memory(), MEMORY_LENGTHS)
    assert distance(attend(mechanism), before) > 0.01


@row("hazards/01_stale_memory")
def test_stale_memory_inside_a_function() -> None:
    """What was set before the trace is a constant of it."""
    mechanism = bahdanau()
    attend(mechanism)  # makes the weights
    traced = tf.function(lambda: context(mechanism))
    first = traced()
    mechanism.setup_memory(2.0 * memory(), MEMORY_LENGTHS)
    assert_same(traced(), first, 0)
    assert distance(context(mechanism), first) > 0.1

    @tf.function
    def given(new: Any) -> Any:
        mechanism.setup_memory(new, MEMORY_LENGTHS)
        return context(mechanism)

    assert_same(given(memory()), first)
    assert distance(given(2.0 * memory()), first) > 0.1


@row("hazards/07_mask_survives")
def test_mask_survives() -> None:
    """contrib makes a mechanism for each memory, so there are no lengths to survive."""
    theirs = genuine("mechanisms/memory_as_numpy")
    assert theirs["alignments"].shape == (BATCH, MEMORY_TIME)
    mechanism = bahdanau()
    mechanism.setup_memory(memory())
    inside = np.arange(MEMORY_TIME) < np.array(MEMORY_LENGTHS)[:, None]
    assert not attend(mechanism).numpy()[~inside].any()
    mechanism.setup_memory(memory(), [MEMORY_TIME] * BATCH)
    assert attend(mechanism).numpy()[~inside].min() > 1e-6


class Builder(tf.keras.Model):
    """Makes its mechanism where it is called, as a function of TensorFlow 1 did."""

    def call(self, inputs: Any) -> Any:
        return attend(s2s.BahdanauAttention(UNITS, inputs, dtype="float64"))


@row("hazards/10_built_in_call")
def test_built_in_call() -> None:
    """contrib's scope found the variables again; Keras draws new ones and forgets them."""
    shared = genuine("scopes/training_and_inference_share_by_reuse").recorded.variables
    assert not [name for name in shared if "_1" in name]
    model = Builder()
    assert distance(model(memory()), model(memory())) > 1e-3
    assert not model.trainable_variables
    kept = bahdanau()
    assert_same(attend(kept), attend(kept), 0)


@row("hazards/19_memory_mask", "capability/memory_mask")
def test_memory_mask() -> None:
    """A call applies Keras's mask of the memory, `setup_memory` does not."""
    masked = keras.Masking()(tf.constant([[[1.0, 2.0], [0.0, 0.0], [3.0, 1.0]]] * BATCH))
    alignments = {}
    for way in ("call", "setup_memory"):
        mechanism = s2s.BahdanauAttention(UNITS)
        mechanism(masked, setup_memory=True) if way == "call" else mechanism.setup_memory(masked)
        alignments[way] = attend(mechanism).numpy()
    assert not alignments["call"][:, 1].any()
    assert alignments["setup_memory"][:, 1].min() > 0.01
    # contrib has lengths alone: what is masked is at the end.
    recorded = genuine("mechanisms/normalize")
    assert not recorded["alignments"][1, 1:].any()


@row("hazards/20_positional_arguments")
def test_positional_arguments() -> None:
    """contrib's score_mask_value becomes tfa's sigmoid_noise, and is accepted."""
    assert not genuine("attention.monotonic/bahdanau_monotonic_by_position").error
    given = (memory(), MEMORY_LENGTHS, False, -1e9, 0.5)
    mechanism = s2s.BahdanauMonotonicAttention(UNITS, *given, dtype="float64")
    assert mechanism.sigmoid_noise == -1e9
    assert mechanism.sigmoid_noise_seed == 0.5
    named = s2s.BahdanauMonotonicAttention(UNITS, *given[:3], sigmoid_noise=0.5, dtype="float64")
    assert (named.sigmoid_noise, named.sigmoid_noise_seed) == (0.5, None)


@row("hazards/24_score_mask_value")
def test_score_mask_value() -> None:
    """A finite score of padding leaves weight on it; tfa has no such score."""
    recorded = genuine("attention.luong/luong_score_mask_value_zero")
    padding = np.arange(MEMORY_TIME) >= np.array(MEMORY_LENGTHS)[:, None]
    assert recorded["alignments"][padding].max() > 0.1
    mechanism = luong(recorded.weights, "")
    assert not attend(mechanism).numpy()[padding].any()
    # The same by a probability function of one's own, which tfa's mechanism may be given.
    inside = tf.constant(~padding)
    mechanism.default_probability_fn = mechanism.probability_fn = lambda score, _: tf.nn.softmax(
        tf.where(inside, score, 0.0)
    )
    assert_same(attend(mechanism), recorded["alignments"])


@row("capability/probability_fn")
def test_a_probability_function_can_be_put_in() -> None:
    """Before the memory, for the mask is put around it there."""
    recorded = genuine("attention.luong/luong_by_hardmax")
    mechanism = s2s.LuongAttention(CELL_UNITS, dtype="float64")
    function = s2s.hardmax
    mechanism.default_probability_fn = mechanism.probability_fn = lambda score, _: function(score)
    mechanism.setup_memory(memory())
    mechanism.memory_layer.kernel.assign(recorded.weights["memory_layer/kernel"])
    mechanism.setup_memory(memory(), MEMORY_LENGTHS)
    assert_same(attend(mechanism), recorded["alignments"])
