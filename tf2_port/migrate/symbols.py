"""List what becomes of each of tf.contrib.seq2seq's 29 names in tfa.

The source is the signatures of TensorFlow 1.15.5 and of tfa 0.23. Each name has a section
in the migration guide, and tests. TensorFlow is not imported.
"""

from __future__ import annotations

from dataclasses import dataclass

from tf2_port.migrate.guide import link


@dataclass(frozen=True)
class Symbol:
    """One name of tf.contrib.seq2seq.

    `counterpart` is a name of tfa.seq2seq; `arguments` tells in one sentence where the
    arguments go. The name is the heading in the migration guide, too.
    """

    name: str
    counterpart: str
    arguments: str
    file: str

    @property
    def id(self) -> str:
        return f"symbols/{self.name}"

    @property
    def section(self) -> str:
        """The guide's section, as a path in a checkout with an anchor."""
        return link(self.name)

    @property
    def test(self) -> str:
        """The path and the function of a test that shows both behaviours."""
        return f"parity_tests/divergences/test_symbols_of_{self.file}.py::test_{self.name}"


_MONOTONIC = (
    "num_units becomes units, memory may come later, score_mask_value is gone, "
    "so arguments by position shift by one"
)
_RESULTS = "the fields are the same"

SYMBOLS = (
    Symbol(
        "AttentionMechanism",
        "AttentionMechanism",
        "call it with a list, mechanism([query, state]), and override _calculate_attention "
        "instead of __call__",
        "attention",
    ),
    Symbol(
        "AttentionWrapper",
        "AttentionWrapper",
        "the arguments keep their order, mechanisms and attention layers come as lists, and "
        "zero_state(batch_size, dtype) becomes get_initial_state(batch_size=, dtype=)",
        "attention",
    ),
    Symbol(
        "AttentionWrapperState",
        "AttentionWrapperState",
        "there is no time, so every field after attention moves up by one",
        "attention",
    ),
    Symbol(
        "BahdanauAttention",
        "BahdanauAttention",
        "num_units becomes units, probability_fn a name, memory may come later by setup_memory, "
        "score_mask_value and custom_key_value_fn are gone",
        "attention",
    ),
    Symbol("BahdanauMonotonicAttention", "BahdanauMonotonicAttention", _MONOTONIC, "attention"),
    Symbol(
        "BasicDecoder",
        "BasicDecoder",
        "initial_state moves to the call, and dynamic_decode's options to the constructor",
        "decoders",
    ),
    Symbol("BasicDecoderOutput", "BasicDecoderOutput", _RESULTS, "decoders"),
    Symbol(
        "BeamSearchDecoder",
        "BeamSearchDecoder",
        "embedding, start_tokens, end_token and initial_state move to the call",
        "decoders",
    ),
    Symbol(
        "BeamSearchDecoderOutput",
        "BeamSearchDecoderOutput",
        "the fields are the same; with the new output_all_scores=True scores are of every token",
        "decoders",
    ),
    Symbol("BeamSearchDecoderState", "BeamSearchDecoderState", _RESULTS, "decoders"),
    Symbol(
        "CustomHelper",
        "CustomSampler",
        "initialize_fn takes the inputs of the decoder's call",
        "helpers",
    ),
    Symbol(
        "Decoder",
        "Decoder",
        "the same, but step is given training where contrib gave name; BaseDecoder is the Keras "
        "layer, whose initialize takes the inputs of the call",
        "decoders",
    ),
    Symbol("FinalBeamSearchDecoderOutput", "FinalBeamSearchDecoderOutput", _RESULTS, "decoders"),
    Symbol(
        "GreedyEmbeddingHelper",
        "GreedyEmbeddingSampler",
        "embedding, start_tokens and end_token move to the decoder's call",
        "helpers",
    ),
    Symbol(
        "Helper",
        "Sampler",
        "tensors move from the constructor to initialize(inputs, ...), and name is gone",
        "helpers",
    ),
    Symbol(
        "InferenceHelper",
        "InferenceSampler",
        "start_inputs moves to the decoder's call, so arguments by position change their meaning",
        "helpers",
    ),
    Symbol(
        "LuongAttention",
        "LuongAttention",
        "num_units becomes units, probability_fn a name, memory may come later by setup_memory, "
        "score_mask_value and custom_key_value_fn are gone",
        "attention",
    ),
    Symbol("LuongMonotonicAttention", "LuongMonotonicAttention", _MONOTONIC, "attention"),
    Symbol(
        "SampleEmbeddingHelper",
        "SampleEmbeddingSampler",
        "embedding, start_tokens and end_token move to the decoder's call",
        "helpers",
    ),
    Symbol(
        "ScheduledEmbeddingTrainingHelper",
        "ScheduledEmbeddingTrainingSampler",
        "inputs, sequence_length and embedding move to the decoder's call",
        "helpers",
    ),
    Symbol(
        "ScheduledOutputTrainingHelper",
        "ScheduledOutputTrainingSampler",
        "inputs, sequence_length and auxiliary_inputs move to the decoder's call",
        "helpers",
    ),
    Symbol(
        "TrainingHelper",
        "TrainingSampler",
        "inputs and sequence_length move to the decoder's call, where lengths are optional",
        "helpers",
    ),
    Symbol(
        "dynamic_decode",
        "dynamic_decode",
        "tfa's decoders loop when they are called, so its options go to their constructors; called "
        "by itself it is given their inputs by decoder_init_input and decoder_init_kwargs",
        "decoders",
    ),
    Symbol("gather_tree", "gather_tree", "the same, without name", "functions"),
    Symbol("hardmax", "hardmax", "the same", "functions"),
    Symbol("monotonic_attention", "monotonic_attention", "the same", "functions"),
    Symbol("safe_cumprod", "safe_cumprod", "the same", "functions"),
    Symbol(
        "sequence_loss",
        "sequence_loss",
        "the same, but averaging over one axis and summing over the other is an error",
        "functions",
    ),
    Symbol("tile_batch", "tile_batch", "the same", "functions"),
)


def find(name: str) -> Symbol:
    """Returns what becomes of one of contrib's names.

    Raises:
      ValueError: if contrib has no such name.
    """
    for symbol in SYMBOLS:
        if symbol.name == name:
            return symbol
    raise ValueError(f"tf.contrib.seq2seq has no {name!r}")
