"""Look inside attention at every decoding step of a TensorFlow 1 graph.

`dynamic_decode` hides its steps in a loop. A probe steps the same decoder by
hand, without the loop, and keeps what attention computes on the way; it uses
the hooks that contrib offers to everybody (`probability_fn`, `attention_fn`).
Runs on TensorFlow 1.15.5 (Python 3.7) too.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

try:
    from tensorflow.contrib.seq2seq.python.ops.attention_wrapper import _compute_attention
except ImportError:
    from legacy_tf1.seq2seq.attention_wrapper import _compute_attention


class Probe:
    """Collects, for each step, the tensors of each mechanism in turn."""

    def __init__(self) -> None:
        self.score: Any = None
        self._attended: list[dict[str, Any]] = []

    def probability_fn(self, score: tf.Tensor) -> tf.Tensor:
        """Is softmax, and remembers the (masked) score `[batch, memory time]`."""
        self.score = score
        return tf.nn.softmax(score)

    def attention_fn(
        self, mechanism: Any, cell_output: tf.Tensor, attention_state: Any, attention_layer: Any
    ) -> tuple:
        """Attends as by default, and remembers query, score, alignments, context."""
        seen = {}

        def spied_layer(cell_output_and_context: tf.Tensor) -> tf.Tensor:
            seen["context"] = cell_output_and_context[:, cell_output.shape[1] :]
            return attention_layer(cell_output_and_context)

        attention, alignments, next_state = _compute_attention(
            mechanism, cell_output, attention_state, spied_layer if attention_layer else None
        )
        self._attended.append(
            {
                "query": mechanism.query_layer(cell_output)
                if mechanism.query_layer
                else cell_output,
                "score": self.score,
                "alignments": alignments,
                "context": seen.get("context", attention),
            }
        )
        return attention, alignments, next_state

    def unroll(self, decoder: Any, steps: int) -> list[dict[str, Any]]:
        """Steps `decoder` by hand.

        Args:
          decoder: a `BasicDecoder` made with this probe's two functions.
          steps: how many steps to do.

        Returns:
          For each step a dict: `query`, `score`, `alignments`, `context` (with
          `/0`, `/1` ... for several mechanisms) and `attention`, if there is attention;
          `c` and `h` (with `/0`, `/1` ... for several layers), `output`.
        """
        seen = []
        with tf.variable_scope("decoder"):
            _, inputs, state = decoder.initialize()
            for time in range(steps):
                del self._attended[:]
                outputs, state, inputs, _ = decoder.step(tf.constant(time), inputs, state)
                step = {}
                for name in self._attended[0] if self._attended else ():
                    step.update(_numbered(name, [attended[name] for attended in self._attended]))
                if self._attended and hasattr(state, "attention"):
                    step["attention"] = state.attention
                step.update(cell_states(getattr(state, "cell_state", state)))
                step["output"] = outputs.rnn_output
                seen.append(step)
        return seen


def cell_states(state: Any) -> dict[str, Any]:
    """Names the states of a cell `c` and `h`, those of several `c/0`, `h/0`, `c/1` ..."""
    layers = state if type(state) is tuple else (state,)
    hidden = [layer.h if hasattr(layer, "h") else layer for layer in layers]
    memories = [layer.c for layer in layers if hasattr(layer, "c")]
    return {**_numbered("c", memories), **_numbered("h", hidden)}


def _numbered(name: str, items: list) -> dict[str, Any]:
    """Names one item by `name`, several by `name/0`, `name/1` ..."""
    if len(items) == 1:
        return {name: items[0]}
    return {f"{name}/{k}": item for k, item in enumerate(items)}
