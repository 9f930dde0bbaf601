"""Attend to all of the source by Luong's dot product.

The TensorFlow 2 twin of `legacy_tf1.variants.global_attention`; Luong, Pham, Manning,
EMNLP 2015, arXiv 1508.04025.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tf2_port.checkpoints import LuongRule, Rule
from tf2_port.compat import tfa
from tf2_port.variants._attention import AttendingModel


class GlobalAttention(AttendingModel):
    """Each step scores all of the memory, and takes the mean it prefers."""

    def __init__(self, scale: bool = False, input_feeding: bool = True, **options: Any) -> None:
        """Makes the layers.

        Args:
          scale: whether scores are multiplied by a trained number.
          input_feeding: whether the attention is part of the next step's input.
          **options: of `AttendingModel`.
        """
        super().__init__(**options)
        self.attend_by(
            tfa.seq2seq.LuongAttention(self.units, scale=scale, dtype=self.policy),
            cell_input_fn=None if input_feeding else lambda inputs, attention: inputs,
        )

    def weight_rules(self) -> Iterator[Rule]:
        yield from super().weight_rules()
        yield LuongRule("memory_layer", f"{self.scope}/luong_attention", self.mechanism)
