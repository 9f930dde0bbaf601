"""Give `BasicDecoder` and `TrainingHelper` what they do not take."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.parts import (
    BATCH,
    LENGTHS,
    decode,
    helper,
    lstm,
    seq2seq,
    tensor,
    tf,
    wrap,
)
from parity_tests.golden.scenarios.registry import misuse


def _basic_decoder(**options: Any) -> Any:
    given = {"cell": lstm(), "helper": helper(), "initial_state": (), **options}
    return seq2seq.BasicDecoder(**given)


@misuse
def decoder_of_no_cell() -> Any:
    return _basic_decoder(cell=lambda inputs, state: (inputs, state))


@misuse
def decoder_of_no_helper() -> Any:
    return _basic_decoder(helper=LENGTHS)


@misuse
def decoder_with_keras_output_layer() -> Any:
    return _basic_decoder(output_layer=tf.keras.layers.Dense(4))


@misuse
def decoder_with_output_layer_not_a_layer() -> Any:
    return _basic_decoder(output_layer=tf.identity)


@misuse
def abstract_decoder() -> Any:
    return seq2seq.Decoder()


@misuse
def abstract_helper() -> Any:
    return seq2seq.Helper()


class Stepless(seq2seq.Decoder):
    """Implements one of the two abstract methods."""

    def initialize(self, name: Any = None) -> Any:
        return tf.constant([False]), tf.zeros([1, 1]), ()


@misuse
def decoder_without_a_step() -> Any:
    return Stepless()


class Sampleless(seq2seq.TrainingHelper):
    """Does not implement one of its methods; only `finalize` may do so."""

    def sample(self, time: Any, outputs: Any, name: Any = None, **unused: Any) -> Any:
        raise NotImplementedError("sample")


@misuse
def helper_whose_method_raises() -> Any:
    inputs = tensor("inputs", BATCH, 4, 2)
    return decode(wrap(), feeder=Sampleless(inputs, LENGTHS))


@misuse
def training_helper_of_a_scalar_length() -> Any:
    return helper(3)


@misuse
def training_helper_of_a_matrix_of_lengths() -> Any:
    return helper([[3, 0, 5]])


@misuse
def training_helper_of_lengths_of_unknown_rank() -> Any:
    return helper(tf.placeholder(tf.int32))


@misuse
def training_helper_of_int64_lengths() -> Any:
    """Compared with an int32 time."""
    return decode(wrap(), feeder=helper(tf.constant(LENGTHS, tf.int64)))


@misuse
def training_helper_of_floating_lengths() -> Any:
    return decode(wrap(), feeder=helper(tf.constant([3.0, 0.0, 5.0])))


@misuse
def training_helper_of_no_inputs() -> Any:
    return seq2seq.TrainingHelper(None, LENGTHS)


@misuse
def training_helper_of_unequal_inputs() -> Any:
    parts = (tensor("one", BATCH, 5, 2), tensor("two", BATCH, 5, 3))
    return seq2seq.TrainingHelper(parts, LENGTHS)


@misuse
def training_helper_of_a_vector() -> Any:
    """Each step would be a vector of the batch, from which no row can be taken."""
    return seq2seq.TrainingHelper(tensor("vector", BATCH), LENGTHS)
