"""Show the encoding vector to the decoder at every step, instead of starting from it.

The TensorFlow 2 twin of `legacy_tf1.variants.context_every_step`; Cho et al., EMNLP
2014, arXiv 1406.1078, section 2.2.
"""

from __future__ import annotations

from typing import Any

from tf2_port.compat import tf
from tf2_port.variants._tokens import Encoded, TokenModel


class ContextCell(tf.keras.layers.Layer):
    """Gives a cell `[inputs, context]`; the context travels in the state.

    The state is a list: what Keras wraps a tuple in, `tf.function` cannot trace.
    """

    def __init__(self, cell: Any, depth: int, **options: Any) -> None:
        super().__init__(**options)
        self.cell, self.depth = cell, depth

    @property
    def state_size(self) -> list[Any]:
        return [self.cell.state_size, self.depth]

    @property
    def output_size(self) -> int:
        size: int = self.cell.output_size
        return size

    def get_initial_state(
        self, inputs: Any = None, batch_size: Any = None, dtype: Any = None
    ) -> Any:
        """Is what tfa asks of a cell; decoding starts from a context instead."""
        zeros = self.cell.get_initial_state(inputs, batch_size, dtype)
        return [zeros, tf.zeros([batch_size, self.depth], dtype)]

    def call(
        self, inputs: tf.Tensor, states: list[Any], training: bool | None = None
    ) -> tuple[tf.Tensor, list[Any]]:
        cell_state, context = states
        seen = tf.concat([inputs, context], -1)
        output, cell_state = self.cell(seen, cell_state, training=training)
        return output, [cell_state, context]


class ContextEveryStep(TokenModel):
    """The cell starts from zeros, and sees the vector at each step."""

    state_fields = ("cell_state", "context")
    scope = "decoder/context_cell"

    def __init__(self, **sizes: Any) -> None:
        super().__init__(**sizes)
        self.decode_by(ContextCell(self.stack, self.units, dtype=self.policy))

    def initial_state(self, encoded: Encoded) -> Any:
        zeros = tf.nest.map_structure(tf.zeros_like, encoded.state)
        return [zeros, self.vector(encoded)]
