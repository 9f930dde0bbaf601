"""List the variants: what each covers and where its four states are.

Drives `seq2seq-port list`, the tests, README's table and the order of the notebooks.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Variant:
    """One model in four states: TF1 program, TF2 program, proof and lesson."""

    stem: str
    teaches: str
    model: str  # the Keras class in tf2_port/variants/STEM.py
    symbols: tuple[str, ...]  # of tf.contrib.seq2seq
    reads_files: bool = False  # whether `compare --inputs` knows its arrays

    @property
    def files(self) -> tuple[str, ...]:
        """The four files, as paths in a checkout."""
        return (
            f"legacy_tf1/variants/{self.stem}.py",
            f"tf2_port/variants/{self.stem}.py",
            f"parity_tests/test_{self.stem}.py",
            f"notebooks/{self.stem}.ipynb",
        )

    @property
    def goldens(self) -> str:
        """The folder of what TensorFlow 1.15.5 computed, as a path in a checkout."""
        return f"parity_tests/golden/{self.stem}"


_DECODING = (
    "BasicDecoder",
    "BasicDecoderOutput",
    "BeamSearchDecoder",
    "BeamSearchDecoderOutput",
    "BeamSearchDecoderState",
    "FinalBeamSearchDecoderOutput",
    "GreedyEmbeddingHelper",
    "TrainingHelper",
    "dynamic_decode",
    "sequence_loss",
    "tile_batch",
)

VARIANTS = (
    Variant(
        "encoder_decoder",
        "the encoder's last state starts the decoder; teacher forcing, greedy and beam decoding",
        "EncoderDecoder",
        _DECODING,
    ),
    Variant(
        "context_every_step",
        "the encoding vector is an input at every step instead of the initial state",
        "ContextEveryStep",
        _DECODING,
    ),
    Variant(
        "global_attention",
        "Luong's attention to the whole source, with and without input feeding",
        "GlobalAttention",
        (
            "AttentionWrapper",
            "AttentionWrapperState",
            *_DECODING[:6],
            "LuongAttention",
            *_DECODING[6:],
        ),
    ),
    Variant(
        "local_attention",
        "attention of one's own to a window that moves (local-m), or is predicted (local-p)",
        "LocalAttentionModel",
        (
            "AttentionMechanism",
            "AttentionWrapper",
            "AttentionWrapperState",
            *_DECODING[:6],
            "LuongAttention",
            *_DECODING[6:],
        ),
    ),
    Variant(
        "bahdanau_attention",
        "an LSTM decoder that attends to an LSTM encoder's outputs by Bahdanau's score",
        "BahdanauAttentionModel",
        (
            "AttentionMechanism",
            "AttentionWrapper",
            "AttentionWrapperState",
            "BahdanauAttention",
            "BasicDecoder",
            "BasicDecoderOutput",
            "Decoder",
            "Helper",
            "TrainingHelper",
            "dynamic_decode",
        ),
        reads_files=True,
    ),
    Variant(
        "self_attention",
        "the Transformer: several heads, masks, positions; encoder and decoder without recurrence",
        "SelfAttentionModel",
        _DECODING,
    ),
    Variant(
        "nmt_with_attention",
        "the whole job, from text to text: a bidirectional encoder, Bahdanau attention, training",
        "NMTWithAttention",
        (
            "AttentionWrapper",
            "AttentionWrapperState",
            "BahdanauAttention",
            *_DECODING,
        ),
    ),
)


def find(stem: str) -> Variant:
    """Returns the variant with this stem.

    Raises:
      ValueError: naming the stems that exist.
    """
    for variant in VARIANTS:
        if variant.stem == stem:
            return variant
    known = ", ".join(variant.stem for variant in VARIANTS)
    raise ValueError(f"there is no variant {stem!r}; there are: {known}")
