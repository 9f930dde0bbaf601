"""Decode a sequence from a vector: the encoder's last state starts the decoder.

The TensorFlow 2 twin of `legacy_tf1.variants.encoder_decoder`. That the state is all
the decoder gets is what `TokenModel` does by itself.
"""

from __future__ import annotations

from typing import Any

from tf2_port.variants._tokens import TokenModel


class EncoderDecoder(TokenModel):
    """Each layer of the decoder starts from the state of the encoder's layer."""

    def __init__(self, **sizes: Any) -> None:
        super().__init__(**sizes)
        self.decode_by(self.stack)
