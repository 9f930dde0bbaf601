"""Compare contrib's decoders and what they put out with tfa's, which loop when called."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
import pytest

from parity_tests.divergences.genuine import assert_same, genuine, signature
from parity_tests.divergences.port import (
    BATCH,
    CELL_UNITS,
    LENGTHS,
    cell_of,
    decode,
    dense_of,
    inputs,
    s2s,
)
from parity_tests.divergences.rows import row
from tf2_port.compat import tf

keras = tf.keras.layers


def rnn() -> Any:
    return keras.SimpleRNNCell(CELL_UNITS, dtype="float64")


@row("symbols/BasicDecoder")
def test_BasicDecoder() -> None:
    """`initial_state` moves to the call, `dynamic_decode`'s options to the constructor."""
    assert signature("BasicDecoder") == "(cell, helper, initial_state, output_layer=None)"
    recorded = genuine("basic_decoding/decode_a_cell_without_attention")
    weights = recorded.weights
    cell = cell_of("lstm", weights, "decoder/lstm_cell")
    layer = dense_of(weights, "decoder/vocabulary")
    outputs, (h, c), lengths = decode(cell, layer=layer, impute_finished=True)
    assert_same(outputs.rnn_output, recorded["outputs/rnn_output"])
    assert_same(outputs.sample_id, recorded["outputs/sample_id"])
    assert_same(h, recorded["state/h"])
    assert_same(c, recorded["state/c"])
    assert_same(lengths, recorded["lengths"])


@row("symbols/BasicDecoder")
def test_BasicDecoder_takes_the_layers_of_its_own_world() -> None:
    assert genuine("wrong_decoders/decoder_with_keras_output_layer").error.startswith("TypeError")
    assert s2s.BasicDecoder(rnn(), s2s.TrainingSampler(), keras.Dense(3))


@row("symbols/BasicDecoder")
def test_BasicDecoder_is_told_everything_in_its_place() -> None:
    decoder = s2s.BasicDecoder(rnn(), s2s.TrainingSampler(), dtype="float64")
    start = {"initial_state": [tf.zeros([BATCH, CELL_UNITS], tf.float64)]}
    with pytest.raises(TypeError, match="maximum_iterations"):
        decoder(inputs(), **start, maximum_iterations=2)
    assert genuine("wrong_states/decode_from_no_state").error
    with pytest.raises(AttributeError, match="'NoneType' object has no attribute 'dtype'"):
        decoder(inputs())


@row("symbols/BasicDecoderOutput")
def test_BasicDecoderOutput() -> None:
    assert signature("BasicDecoderOutput") == "(rnn_output, sample_id)"
    assert s2s.BasicDecoderOutput._fields == ("rnn_output", "sample_id")


@row("symbols/dynamic_decode")
def test_dynamic_decode() -> None:
    """tfa's function gives a decoder its inputs by `decoder_init_input`."""
    assert "training" not in signature("dynamic_decode")
    assert "training" in inspect.signature(s2s.dynamic_decode).parameters
    recorded = genuine("basic_decoding/decode_a_cell_without_attention")
    cell = cell_of("lstm", recorded.weights, "decoder/lstm_cell")
    layer = dense_of(recorded.weights, "decoder/vocabulary")
    decoder = s2s.BasicDecoder(cell, s2s.TrainingSampler(), layer, dtype="float64")
    state = cell.get_initial_state(batch_size=BATCH, dtype=tf.float64)
    given = {"initial_state": state, "sequence_length": tf.constant(LENGTHS)}
    outputs, _, _ = s2s.dynamic_decode(
        decoder, impute_finished=True, decoder_init_input=inputs(), decoder_init_kwargs=given
    )
    assert_same(outputs.rnn_output, recorded["outputs/rnn_output"])


@row("symbols/dynamic_decode", "capability/no_iterations")
@pytest.mark.parametrize(("iterations", "name"), [(0, "no_iteration"), (-2, "negative_iterations")])
def test_dynamic_decode_of_no_iterations(iterations: int, name: str) -> None:
    recorded = genuine(f"basic_decoding/decode_{name}")
    assert recorded["outputs/rnn_output"].shape == (BATCH, 0, 9)
    with pytest.raises(tf.errors.InvalidArgumentError, match="should be greater than 0"):
        decode(rnn(), maximum_iterations=iterations)


class Counter(s2s.Decoder):
    """Puts the step's number out, as one would have written it for contrib."""

    batch_size, output_size, output_dtype = 2, tf.TensorShape([]), tf.int32

    def __init__(self) -> None:
        self.names: list[Any] = []

    def initialize(self, name: Any = None) -> Any:
        return tf.zeros([2], tf.bool), tf.zeros([2]), tf.zeros([2])

    def step(self, time: Any, inputs: Any, state: Any, name: Any = None) -> Any:
        self.names.append(name)
        return tf.fill([2], time), state, inputs, tf.fill([2], time >= 2)


@row("symbols/Decoder")
def test_Decoder() -> None:
    """In tfa `training` comes where contrib had `name`, and nothing complains."""
    assert signature("Decoder.step") == "(self, time, inputs, state, name=None)"
    assert list(inspect.signature(s2s.Decoder.step).parameters)[4] == "training"
    decoder = Counter()
    outputs, _, lengths = s2s.dynamic_decode(decoder, training=True)
    assert_same(outputs, np.array([[0, 1, 2]] * 2, np.int32))
    assert_same(lengths, np.array([3, 3], np.int32))
    assert decoder.names == [True] * 3


@row("symbols/BeamSearchDecoder")
def test_BeamSearchDecoder() -> None:
    theirs = signature("BeamSearchDecoder").strip("(").split(", ")
    assert theirs[:5] == ["cell", "embedding", "start_tokens", "end_token", "initial_state"]
    ours = inspect.signature(s2s.BeamSearchDecoder).parameters
    assert not {"embedding", "start_tokens", "end_token", "initial_state"} & set(ours)
    call = inspect.signature(s2s.BeamSearchDecoder.call).parameters
    assert {"embedding", "start_tokens", "end_token", "initial_state"} <= set(call)


FIELDS = {
    "BeamSearchDecoderOutput": ("scores", "predicted_ids", "parent_ids"),
    "BeamSearchDecoderState": (
        "cell_state",
        "log_probs",
        "finished",
        "lengths",
        "accumulated_attention_probs",
    ),
    "FinalBeamSearchDecoderOutput": ("predicted_ids", "beam_search_decoder_output"),
}


def assert_same_fields(name: str) -> None:
    assert signature(name) == f"({', '.join(FIELDS[name])})"
    assert getattr(s2s, name)._fields == FIELDS[name]


@row("symbols/BeamSearchDecoderOutput")
def test_BeamSearchDecoderOutput() -> None:
    assert_same_fields("BeamSearchDecoderOutput")


@row("symbols/BeamSearchDecoderState")
def test_BeamSearchDecoderState() -> None:
    assert_same_fields("BeamSearchDecoderState")


@row("symbols/FinalBeamSearchDecoderOutput")
def test_FinalBeamSearchDecoderOutput() -> None:
    assert_same_fields("FinalBeamSearchDecoderOutput")
