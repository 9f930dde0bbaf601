"""Translate: a bidirectional encoder, and a decoder with Bahdanau attention.

The TensorFlow 2 twin of `legacy_tf1.variants.nmt_with_attention`; Bahdanau, Cho,
Bengio, ICLR 2015, arXiv 1409.0473.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tf2_port.checkpoints import BahdanauRule, Rule
from tf2_port.compat import tf, tfa
from tf2_port.variants._attention import AttendingModel
from tf2_port.variants._tokens import Encoded, cell_rules, make_cells, recurrent


class NMTWithAttention(AttendingModel):
    """Each position's memory has read the source from both ends."""

    def __init__(
        self,
        units: int = 6,
        cell: str = "lstm",
        layers: int = 1,
        bidirectional: bool = True,
        attention_units: int = 7,
        normalize: bool = False,
        dtype: str = "float32",
        **options: Any,
    ) -> None:
        """Makes the layers.

        Args:
          units: of the encoder's cells, in each direction.
          cell: `rnn`, `lstm` or `gru`.
          layers: of encoder and decoder.
          bidirectional: whether a second encoder reads backwards; the decoder's cells
            are as wide as both then, and start from both.
          attention_units: depth of what a score is computed from.
          normalize: whether v is a direction, with a length of its own.
          dtype: of every layer.
          **options: of `AttendingModel`.
        """
        sizes: dict[str, Any] = {"units": units, "cell": cell, "layers": layers, "dtype": dtype}
        super().__init__(decoder_units=2 * units if bidirectional else units, **sizes, **options)
        self.backward_encoder_cells = (
            make_cells(cell, units, layers, dtype) if bidirectional else []
        )
        if bidirectional:
            self.backward_encoder = recurrent(self.backward_encoder_cells, dtype, go_backwards=True)
        self.attend_by(
            tfa.seq2seq.BahdanauAttention(attention_units, normalize=normalize, dtype=dtype)
        )

    def encode(self, inputs: Mapping[str, tf.Tensor]) -> Encoded:
        """Encodes `source [batch, time]` up to `source_length [batch]`.

        The memory is `[batch, time, 2 * units]`, or `units` for one direction.
        """
        if not self.backward_encoder_cells:
            return super().encode(inputs)
        lengths = inputs["source_length"]
        mask = tf.sequence_mask(lengths, tf.shape(inputs["source"])[1])
        embedded = self.source_embedding(inputs["source"])
        memory, *state = self.encoder(embedded, mask=mask)
        reversed_memory, *backward_state = self.backward_encoder(embedded, mask=mask)
        memory = tf.concat([memory, tf.reverse(reversed_memory, [1])], -1)
        state = tf.nest.map_structure(lambda *both: tf.concat(both, -1), state, backward_state)
        return Encoded(memory, lengths, state if len(state) > 1 else state[0])

    def weight_rules(self) -> Iterator[Rule]:
        yield from super().weight_rules()
        yield BahdanauRule("memory_layer", f"{self.scope}/bahdanau_attention", self.mechanism)

    def encoder_rules(self) -> Iterator[Rule]:
        if not self.backward_encoder_cells:
            yield from super().encoder_rules()
            return
        yield from cell_rules("encoder/fw", self.encoder_cells)
        yield from cell_rules("encoder/bw", self.backward_encoder_cells)
