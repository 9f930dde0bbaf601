"""Show which arguments tfa refuses: by type, or because they are gone."""

from __future__ import annotations

from typing import Any, Callable

import numpy as np
import pytest

from parity_tests.divergences.genuine import genuine, signature, signatures
from parity_tests.divergences.port import BATCH, UNITS, bahdanau, keras, memory, s2s, wrapped
from parity_tests.divergences.rows import row
from tf2_port.compat import tf


def rnn() -> Any:
    return keras.SimpleRNNCell(3)


REFUSED: dict[str, Callable[[], Any]] = {
    "a function for probability_fn": lambda: s2s.BahdanauAttention(2, probability_fn=tf.nn.softmax),
    "a number of numpy for beam_width": lambda: s2s.BeamSearchDecoder(rnn(), np.int64(2)),
    "a tensor for beam_width": lambda: s2s.BeamSearchDecoder(rnn(), tf.constant(2)),
    "1 for impute_finished": lambda: s2s.BasicDecoder(
        rnn(), s2s.TrainingSampler(), impute_finished=1
    ),
    "1 for scale": lambda: s2s.LuongAttention(2, scale=1),
    "no name": lambda: s2s.BahdanauAttention(2, name=None),
    "a number of numpy for a seed": lambda: s2s.ScheduledOutputTrainingSampler(
        0.5, seed=np.int64(2)
    ),
    "a wrapped cell": lambda: s2s.BasicDecoder(
        tf.nn.RNNCellDropoutWrapper(rnn()), s2s.TrainingSampler()
    ),
}


@row("loud/checked_types")
@pytest.mark.parametrize("name", REFUSED)
def test_checked_types(name: str) -> None:
    """What contrib took, or TensorFlow 1's own types, is a TypeError."""
    with pytest.raises(TypeError, match="type of"):
        REFUSED[name]()
    assert not genuine("mechanisms/probability_fn_lambda").error


@row("loud/removed_names")
def test_removed_names() -> None:
    cell = wrapped(bahdanau(), rnn())
    assert "AttentionWrapper.zero_state" in signatures()
    with pytest.raises(AttributeError, match="zero_state"):
        cell.zero_state(BATCH, tf.float64)
    assert signature("BahdanauAttention").startswith("(num_units")
    with pytest.raises(TypeError, match="missing a required argument: 'units'"):
        s2s.BahdanauAttention(num_units=UNITS)
    for gone, value in (("score_mask_value", 0.0), ("custom_key_value_fn", lambda k, v: (k, v))):
        assert gone in signature("BahdanauAttention")
        with pytest.raises(TypeError, match="Keyword argument not understood"):
            s2s.BahdanauAttention(UNITS, **{gone: value})


@row("capability/custom_key_value_fn")
def test_keys_and_values_by_a_function() -> None:
    """contrib alone; in tfa a subclass changes them where they are set."""
    recorded = genuine("mechanisms/custom_key_value_fn")

    class Changed(s2s.BahdanauAttention):
        def setup_memory(self, *arguments: Any, **options: Any) -> None:
            super().setup_memory(*arguments, **options)
            self.keys *= 2.0
            self.values -= 0.5

    mechanism = Changed(UNITS, dtype="float64")
    mechanism.setup_memory(memory())
    mechanism.memory_layer.kernel.assign(recorded.weights["memory_layer/kernel"])
    mechanism.setup_memory(memory(), [6, 1, 4])
    np.testing.assert_allclose(mechanism.keys, recorded["keys"], rtol=0, atol=1e-12)
    np.testing.assert_allclose(mechanism.values, recorded["values"], rtol=0, atol=1e-12)


@row("capability/public_names")
def test_public_names() -> None:
    assert not {"gather_tree_from_array", "SequenceLoss"} & set(signatures())
    assert callable(s2s.gather_tree_from_array)
    assert callable(s2s.SequenceLoss())


@row("capability/replaceable_memory")
def test_memory_later_and_again() -> None:
    """contrib's mechanism wants its memory when it is made."""
    assert signature("BahdanauAttention").startswith("(num_units, memory, ")
    mechanism = bahdanau()
    for rows in (2, 5):
        mechanism.setup_memory(tf.ones([rows, 4, 3 + 1], tf.float64))
        assert mechanism.keys.shape == (rows, 4, UNITS)


@row("capability/nested_cell_outputs")
def test_nested_cell_outputs() -> None:
    """contrib alone decodes a cell that puts a structure out."""
    assert not genuine("helping.decoding/nested_outputs_of_a_cell").error

    class Pair(keras.Layer):
        state_size, output_size = 2, (tf.TensorShape([2]), tf.TensorShape([1]))

        def get_initial_state(
            self, inputs: Any = None, batch_size: Any = None, dtype: Any = None
        ) -> Any:
            return tf.zeros([batch_size, 2])

        def call(self, inputs: Any, state: Any, training: Any = None) -> Any:
            return (inputs, inputs[:, :1]), state

    decoder = s2s.BasicDecoder(Pair(), s2s.TrainingSampler())
    with pytest.raises((TypeError, ValueError)):
        decoder(tf.ones([BATCH, 3, 2]), initial_state=tf.zeros([BATCH, 2]))


@row("capability/scope_reuse")
def test_weights_are_shared_by_layers_not_by_scopes() -> None:
    shared = genuine("scopes/sharing_by_automatic_reuse").recorded.variables
    assert len({name for name in shared if name.endswith("basic_rnn_cell/kernel")}) == 1
    with tf.compat.v1.variable_scope("scope", reuse=tf.compat.v1.AUTO_REUSE):
        two = [keras.Dense(3, name="same") for _ in range(2)]
        for layer in two:
            layer.build([None, 2])
    assert two[0].kernel is not two[1].kernel
    assert (two[0].kernel.numpy() != two[1].kernel.numpy()).any()
