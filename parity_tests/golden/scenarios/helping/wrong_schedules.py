"""Give the helpers that read inputs what they do not take."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.helping.parts import (
    VOCABULARY,
    decode_tokens,
    embedding,
)
from parity_tests.golden.scenarios.parts import (
    BATCH,
    DEPTH,
    LENGTHS,
    TIME,
    decode,
    draw,
    fed,
    helper,
    rnn,
    seq2seq,
    tensor,
    tf,
)
from parity_tests.golden.scenarios.registry import misuse


def _embeddings(probability: Any = 0.5, **options: Any) -> Any:
    given = {"sequence_length": LENGTHS, "embedding": None, "seed": 1, **options}
    if given["embedding"] is None:
        given["embedding"] = embedding()
    inputs = tensor("inputs", BATCH, TIME, DEPTH)
    return seq2seq.ScheduledEmbeddingTrainingHelper(
        inputs, sampling_probability=probability, scheduling_seed=2, **given
    )


def _outputs(probability: Any = 0.5, **options: Any) -> Any:
    given = {"sequence_length": LENGTHS, "seed": 1, **options}
    inputs = tensor("inputs", BATCH, TIME, DEPTH)
    return seq2seq.ScheduledOutputTrainingHelper(inputs, sampling_probability=probability, **given)


@misuse
def scheduled_embedding_probability_of_a_matrix() -> Any:
    return _embeddings([[0.5]])


@misuse
def scheduled_embedding_probability_of_unknown_rank() -> Any:
    return _embeddings(fed(np.float32(0.5), None))


@misuse
def scheduled_embedding_probability_of_a_vector() -> Any:
    """Is accepted, but nothing can be sampled by it."""
    return decode_tokens(_embeddings([0.5, 0.2, 0.1]))


@misuse
def scheduled_embedding_probability_of_an_integer() -> Any:
    return decode_tokens(_embeddings(1))


@misuse
def scheduled_embedding_probability_not_given() -> Any:
    return _embeddings(None)


@misuse
def scheduled_embedding_of_a_scalar_length() -> Any:
    return _embeddings(sequence_length=3)


@misuse
def scheduled_embedding_of_another_depth() -> Any:
    feeder = _embeddings(1.0, embedding=tensor("deep", VOCABULARY, DEPTH + 1))
    return decode_tokens(feeder)


@misuse
def scheduled_embedding_of_another_dtype() -> Any:
    feeder = _embeddings(1.0, embedding=tensor("single", VOCABULARY, DEPTH, dtype="float32"))
    return decode_tokens(feeder)


@misuse
def scheduled_output_probability_of_a_matrix() -> Any:
    return _outputs([[0.5]])


@misuse
def scheduled_output_probability_of_an_integer() -> Any:
    return decode(rnn(DEPTH), feeder=_outputs(1))


@misuse
def scheduled_output_of_a_scalar_length() -> Any:
    return _outputs(sequence_length=3)


@misuse
def scheduled_output_of_other_depth_than_outputs() -> Any:
    """Without a function in between, outputs must be as deep as the inputs."""
    return decode(rnn(), feeder=_outputs(1.0))


@misuse
def scheduled_output_changed_to_another_depth() -> Any:
    return decode(rnn(), feeder=_outputs(1.0, next_inputs_fn=lambda outputs: outputs[:, :4]))


@misuse
def scheduled_output_of_a_tuple() -> Any:
    one = tensor("one", BATCH, DEPTH)
    return _outputs(1.0).next_inputs(0, (one, one), (), tf.constant([1, 1, 1]))


@misuse
def scheduled_output_with_auxiliary_inputs_of_another_dtype() -> Any:
    return _outputs(auxiliary_inputs=tensor("auxiliary", BATCH, TIME, 4, dtype="float32"))


@misuse
def scheduled_output_with_auxiliary_inputs_of_another_time() -> Any:
    return _outputs(auxiliary_inputs=tensor("auxiliary", BATCH, TIME + 1, 4))


@misuse
def training_helper_of_inputs_of_unknown_rank() -> Any:
    return seq2seq.TrainingHelper(fed(draw("inputs", BATCH, TIME, DEPTH), None), LENGTHS)


@misuse
def helper_of_lengths_beyond_its_inputs() -> Any:
    return decode(rnn(), feeder=helper([TIME + 1, 2, 1]))
