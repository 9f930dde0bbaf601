"""Attend to all of the source by Luong's dot product.

The TensorFlow 2 twin of `legacy_tf1.variants.global_attention`; Luong, Pham, Manning,
EMNLP 2015, arXiv 1508.04025.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Callable

from tf2_port.checkpoints import DenseRule, LuongRule, Rule
from tf2_port.compat import tf, tfa
from tf2_port.variants._tokens import Encoded, TokenModel


class GlobalAttention(TokenModel):
    """The decoder starts from the encoder's state, and then looks at all of its outputs."""

    scope = "decoder/attention_wrapper"

    def __init__(
        self,
        scale: bool = False,
        input_feeding: bool = True,
        attention_size: int = 5,
        alignment_history: bool = False,
        attention_fn: Callable[..., Any] | None = None,
        **sizes: Any,
    ) -> None:
        """Makes the layers.

        Args:
          scale: whether scores are multiplied by a trained number.
          input_feeding: whether the attention is part of the next step's input.
          attention_size: depth of the attentional hidden state.
          alignment_history: whether the final state tells every step's alignments.
          attention_fn: replaces how tfa attends, for a look inside.
          **sizes: of `TokenModel`.
        """
        super().__init__(**sizes)
        self.mechanism = tfa.seq2seq.LuongAttention(self.units, scale=scale, dtype=self.dtype)
        self.attention_layer = tf.keras.layers.Dense(
            attention_size, "tanh", use_bias=False, dtype=self.dtype
        )
        self.cell = tfa.seq2seq.AttentionWrapper(
            self.stack,
            self.mechanism,
            attention_layer=self.attention_layer,
            cell_input_fn=None if input_feeding else lambda inputs, attention: inputs,
            alignment_history=alignment_history,
            attention_fn=attention_fn,
            dtype=self.dtype,
        )
        self.decode_by(self.cell)

    @property
    def mechanisms(self) -> list[Any]:
        return [self.mechanism]

    def initial_state(self, encoded: Encoded) -> Any:
        # Every time, and with the lengths: a mechanism keeps the last batch's.
        self.mechanism.setup_memory(encoded.memory, encoded.lengths)
        batch_size = tf.shape(encoded.memory)[0]
        state = self.cell.get_initial_state(batch_size=batch_size, dtype=self.dtype)
        return state.clone(cell_state=encoded.state)

    def weight_rules(self) -> Iterator[Rule]:
        yield from super().weight_rules()
        yield LuongRule("memory_layer", f"{self.scope}/luong_attention", self.mechanism)
        yield DenseRule(f"{self.scope}/attention_layer", self.attention_layer)
