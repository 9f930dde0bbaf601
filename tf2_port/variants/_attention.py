"""Share what the attending token-to-token variants have in common: all but the mechanism."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Callable

from tf2_port.checkpoints import DenseRule, Rule
from tf2_port.compat import tf, tfa
from tf2_port.variants._tokens import Encoded, TokenModel


class AttendingModel(TokenModel):
    """Starts from the encoder's state, and attends to the encoder's outputs.

    A variant calls `attend_by` with its mechanism, when it has made it.
    """

    scope = "decoder/attention_wrapper"

    def __init__(
        self,
        attention_size: int = 5,
        alignment_history: bool = False,
        attention_fn: Callable[..., Any] | None = None,
        **sizes: Any,
    ) -> None:
        """Makes the layers.

        Args:
          attention_size: depth of the attentional hidden state.
          alignment_history: whether the final state tells every step's alignments.
          attention_fn: replaces how tfa attends, for a look inside.
          **sizes: of `TokenModel`.
        """
        super().__init__(**sizes)
        self.alignment_history = alignment_history
        self.attention_fn = attention_fn
        # tanh(W_c [h_t; context]): Luong et al., equation 5.
        self.attention_layer = tf.keras.layers.Dense(
            attention_size, "tanh", use_bias=False, dtype=self.policy
        )

    def attend_by(
        self, mechanism: Any, cell_input_fn: Callable[[Any, Any], Any] | None = None
    ) -> None:
        """Makes the decoders, which step an `AttentionWrapper` with this mechanism."""
        self.mechanism = mechanism
        self.cell = tfa.seq2seq.AttentionWrapper(
            self.stack,
            mechanism,
            attention_layer=self.attention_layer,
            cell_input_fn=cell_input_fn,
            alignment_history=self.alignment_history,
            attention_fn=self.attention_fn,
            dtype=self.policy,
        )
        self.decode_by(self.cell)

    @property
    def mechanisms(self) -> list[Any]:
        return [self.mechanism]

    def initial_state(self, encoded: Encoded) -> Any:
        # Every time, and with the lengths: a mechanism keeps the last batch's.
        self.mechanism.setup_memory(encoded.memory, encoded.lengths)
        batch_size = tf.shape(encoded.memory)[0]
        state = self.cell.get_initial_state(batch_size=batch_size, dtype=self.compute_dtype)
        return state.clone(cell_state=encoded.state)

    def weight_rules(self) -> Iterator[Rule]:
        yield from super().weight_rules()
        yield DenseRule(f"{self.scope}/attention_layer", self.attention_layer)
