"""Declare the cases to record: name, configuration, seed.

A case's configuration tells how it differs from the variant's defaults. Sizes are
pairwise different wherever they can be, so that a transposition cannot hide.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Optional

from legacy_tf1.weights import Gains


@dataclass(frozen=True)
class Case:
    """One run of a variant to record."""

    name: str
    seed: int
    config: dict[str, Any] = field(default_factory=dict)
    ragged: bool = True
    gains: Optional[Gains] = None  # by default the variant's


_SMALL: dict[str, Any] = {
    "batch_size": 4,
    "memory_time": 7,
    "decoder_time": 5,
    "input_depth": 3,
    "decoder_depth": 2,
    "encoder_units": 6,
    "attention_units": 8,
    "cell_units": 9,
    "masked_memory": True,
}
_EVERYTHING: dict[str, Any] = {
    "normalize": True,
    "attention_layer_size": 5,
    "alignment_history": True,
    "output_units": 4,
    "impute_finished": True,
    "mechanisms": 2,
}


def _small(
    name: str, seed: int, dtype: str = "float64", ragged: bool = True, **options: Any
) -> Case:
    return Case(name, seed, {**_SMALL, "dtype": dtype, **options}, ragged)


def _tokens(name: str, seed: int, dtype: str = "float64", **options: Any) -> Case:
    """Makes a case of tokens, with a seed for which some rows end early, and some do not."""
    return Case(name, seed, {"dtype": dtype, **options})


# Of larger weights attention makes chaos: float32's rounding grows from step to step.
_CALM = Gains(recurrent=1.5, kernel=2.0, bias=0.5)
# float64 has digits to spare, and so alignments and predicted centres may move more.
_LIVELY = Gains(recurrent=2.5, kernel=4.0, bias=0.5)
_MOVING = Gains(recurrent=2.5, kernel=4.0, bias=1.5)


def _attending(name: str, seed: int, gains: Gains, **options: Any) -> Case:
    """Makes such a case in float64, with every step's alignments."""
    return Case(name, seed, {"dtype": "float64", "alignment_history": True, **options}, True, gains)


# Every size otherwise than by default.
_OTHER_SIZES: dict[str, Any] = {
    "batch_size": 3,
    "source_time": 9,
    "target_time": 6,
    "units": 5,
    "embedding_depth": 4,
    "maximum_iterations": 10,
}
_FULL: dict[str, Any] = {
    "dtype": "float64",
    "batch_size": 2,
    "source_time": 3,
    "target_time": 8,
    "units": 7,
    "beam_width": 5,
}

# TensorFlow 1.15.5 and tfa compute the length penalty in float32 whatever the dtype, and
# their `pow` differs in the last digit: float32 cases have one, float64 cases cannot.
CASES: dict[str, tuple[Case, ...]] = {
    "encoder_decoder": (
        Case("default", 125),
        _tokens("lstm", 30),
        _tokens("rnn", 117, cell="rnn"),
        _tokens("gru_float32", 103, "float32", cell="gru", length_penalty_weight=0.9),
        _tokens("lstm_2", 141, layers=2, beam_width=2),
        _tokens("gru_3", 19, cell="gru", layers=3, **_OTHER_SIZES),
        Case("full_lengths", 131, _FULL, ragged=False),
    ),
    "context_every_step": (
        Case("default", 144),
        _tokens("lstm", 64),
        _tokens("rnn_2", 138, cell="rnn", layers=2),
        _tokens("gru_float32", 12, "float32", cell="gru", length_penalty_weight=0.9),
        _tokens("lstm_2", 40, layers=2, beam_width=2),
        _tokens("gru", 44, cell="gru", **_OTHER_SIZES),
        Case("full_lengths", 21, _FULL, ragged=False),
    ),
    "global_attention": (
        Case("default", 88),
        _tokens("lstm", 27),
        _tokens("scaled", 64, cell="gru", scale=True, alignment_history=True),
        _tokens("no_feeding", 67, input_feeding=False, alignment_history=True),
        _tokens(
            "gru_2",
            7,
            cell="gru",
            layers=2,
            scale=True,
            input_feeding=False,
            attention_size=7,
            **_OTHER_SIZES,
        ),
        Case("full_lengths", 7, _FULL, ragged=False),
        Case("gru_float32", 93, {"cell": "gru", "length_penalty_weight": 0.9}, gains=_CALM),
        Case("scaled_float32", 110, {"scale": True, "alignment_history": True}, gains=_CALM),
    ),
    "local_attention": (
        Case("default", 59),
        _attending("local_m", 34, _LIVELY, cell="gru", predicted=False),
        _attending("local_p", 17, _MOVING),
        _tokens(
            "local_m_float32",
            9,
            "float32",
            predicted=False,
            cell="gru",
            length_penalty_weight=0.9,
        ),
        _attending(
            "local_p_2",
            114,
            Gains(recurrent=1.5, kernel=3.0, bias=1.5),  # two layers amplify more
            cell="rnn",
            layers=2,
            window=1,
            position_units=3,
            attention_size=7,
            **_OTHER_SIZES,
        ),
        # The target is longer than the source, and the window stays at its end.
        Case("full_lengths", 115, {**_FULL, "predicted": False, "window": 1}, ragged=False),
    ),
    "bahdanau_attention": (
        # What the legacy script runs, and the same in float64.
        Case("default", 1, ragged=False),
        Case("default_float64", 2, {"dtype": "float64"}, ragged=False),
        Case("ragged", 3),
        # One option at a time.
        _small("plain", 11),
        _small("plain_float32", 12, "float32"),
        _small("full_lengths", 13, ragged=False),
        _small("unmasked_memory", 14, masked_memory=False),
        _small("normalize", 15, normalize=True),
        _small("normalize_float32", 16, "float32", normalize=True),
        _small("attention_layer", 17, attention_layer_size=5),
        _small("attention_layer_float32", 18, "float32", attention_layer_size=5),
        _small("alignment_history", 19, alignment_history=True),
        _small("output_layer", 20, output_units=4),
        _small("cell_output", 21, output_attention=False),
        _small("cell_output_float32", 22, "float32", output_attention=False),
        _small("impute_finished", 23, impute_finished=True),
        _small("impute_finished_float32", 24, "float32", impute_finished=True),
        _small("output_time_major", 25, output_time_major=True),
        _small("time_major_inputs", 26, time_major_inputs=True),
        _small("maximum_iterations", 27, maximum_iterations=3),
        _small("maximum_iterations_beyond", 28, maximum_iterations=11),
        _small("encoder_state", 29, encoder_state=True, encoder_units=9),
        _small("two_mechanisms", 30, mechanisms=2),
        # Options together.
        _small("two_mechanisms_layered", 31, mechanisms=2, attention_layer_size=5, normalize=True),
        _small("imputed_cell_output", 32, output_attention=False, impute_finished=True),
        _small("imputed_time_major", 33, impute_finished=True, output_time_major=True),
        _small("everything", 34, **_EVERYTHING),
        _small("everything_float32", 35, "float32", **_EVERYTHING),
        # Other sizes.
        _small("one_row", 41, batch_size=1, ragged=False),
        _small("one_step", 42, decoder_time=1, memory_time=1, ragged=False),
        # Where every axis is as long as the others, only values tell them apart.
        _small("square", 46, batch_size=5, memory_time=5, decoder_time=5),
        _small("long_memory", 43, memory_time=40, batch_size=2),
        Case(
            "medium",
            44,
            {
                **_SMALL,
                "dtype": "float64",
                "batch_size": 5,
                "memory_time": 21,
                "decoder_time": 17,
                "encoder_units": 12,
                "attention_units": 10,
                "cell_units": 14,
                "normalize": True,
                "attention_layer_size": 8,
            },
        ),
        Case(
            "large_float32",
            45,
            {
                **_SMALL,
                "batch_size": 8,
                "memory_time": 40,
                "decoder_time": 40,
                "encoder_units": 64,
                "attention_units": 64,
                "cell_units": 64,
                "normalize": True,
            },
        ),
    ),
    "self_attention": (
        Case("default", 68),
        _tokens("float64", 114),
        _tokens("heads_float32", 68, "float32", heads=3, head_size=2, length_penalty_weight=0.9),
        _tokens(
            "sizes",
            70,
            layers=2,
            beam_width=2,
            batch_size=3,
            source_time=9,
            target_time=6,
            embedding_depth=6,
            heads=4,
            head_size=5,
            feed_forward_units=7,
            maximum_iterations=10,
        ),
        Case(
            "full_lengths",
            21,
            {
                "dtype": "float64",
                "heads": 1,
                "batch_size": 2,
                "source_time": 3,
                "target_time": 8,
                "beam_width": 5,
            },
            ragged=False,
        ),
    ),
    "nmt_with_attention": (
        Case("default", 170),
        _tokens("lstm", 11, alignment_history=True),
        # Rounding grows from step to step: few steps, where it is float32's.
        _tokens(
            "gru_float32",
            181,
            "float32",
            cell="gru",
            length_penalty_weight=0.9,
            maximum_iterations=5,
        ),
        _tokens("one_way", 9, cell="gru", bidirectional=False, alignment_history=True),
        _tokens(
            "lstm_2",
            31,
            layers=2,
            normalize=True,
            attention_units=8,
            attention_size=7,
            beam_width=2,
            **_OTHER_SIZES,
        ),
        Case("full_lengths", 30, {**_FULL, "cell": "gru", "source_time": 6}, ragged=False),
    ),
}
