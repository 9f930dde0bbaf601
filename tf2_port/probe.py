"""Look inside attention at every decoding step of a TensorFlow 2 model.

The port's counterpart of `legacy_tf1.probe`; needs eager execution.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tf2_port.compat import compute_attention, tf


class Probe:
    """Collects, for each step, the tensors of each mechanism in turn.

    Give `attention_fn` to the model, `watch` it before its first call, `unroll` it.
    """

    def __init__(self) -> None:
        self._score: Any = None
        self._attended: list[dict[str, Any]] = []

    def attention_fn(
        self, mechanism: Any, cell_output: Any, attention_state: Any, attention_layer: Any
    ) -> Any:
        """Attends as by default, and remembers query, score, alignments, context."""
        seen: dict[str, Any] = {}

        def spied_layer(cell_output_and_context: Any) -> Any:
            seen["context"] = cell_output_and_context[:, cell_output.shape[1] :]
            return attention_layer(cell_output_and_context)

        attention, alignments, next_state = compute_attention(
            mechanism, cell_output, attention_state, spied_layer if attention_layer else None
        )
        # tfa masks with the smallest number, contrib with minus infinity.
        score = self._score
        infinite = tf.constant(-float("inf"), score.dtype)
        self._attended.append(
            {
                "query": mechanism.query_layer(cell_output),
                "score": tf.where(score == score.dtype.min, infinite, score),
                "alignments": alignments,
                "context": seen.get("context", attention),
            }
        )
        return attention, alignments, next_state

    def watch(self, model: Any) -> None:
        """Makes every mechanism of `model` (not called yet) show its masked scores."""
        for mechanism in model.mechanisms:
            self._spy_on_scores(mechanism)

    def _spy_on_scores(self, mechanism: Any) -> None:
        probability_fn = mechanism.default_probability_fn

        def spied_probability_fn(score: Any, state: Any) -> Any:
            self._score = score
            return probability_fn(score, state)

        mechanism.default_probability_fn = spied_probability_fn
        mechanism.probability_fn = spied_probability_fn

    def unroll(self, model: Any, inputs: Mapping[str, Any], steps: int) -> dict[str, Any]:
        """Steps `model.decoder` by hand.

        Args:
          model: a variant's model that this probe watches.
          inputs: of the model.
          steps: how many steps to do, at least one.

        Returns:
          `values` and `keys`, and stacked over the steps, `[time, ...]`: `query`,
          `score`, `alignments`, `context` (with `/0`, `/1` ... for several
          mechanisms), `attention`, `c`, `h`, `output`.
        """
        _, decoder_input, state = model.start(inputs)
        _, step_input, state = model.decoder.initialize(
            decoder_input, initial_state=state, sequence_length=inputs["sequence_length"]
        )
        report = {}
        for name in ("values", "keys"):
            report.update(_numbered(name, [getattr(m, name) for m in model.mechanisms]))
        rows: list[dict[str, Any]] = []
        for time in range(steps):
            self._attended.clear()
            outputs, state, step_input, _ = model.decoder.step(
                tf.constant(time), step_input, state, training=False
            )
            row = {}
            for name in self._attended[0]:
                row.update(_numbered(name, [attended[name] for attended in self._attended]))
            row["attention"] = state.attention
            row["h"], row["c"] = state.cell_state
            row["output"] = outputs.rnn_output
            rows.append(row)
        for name in rows[0]:
            report[name] = tf.stack([row[name] for row in rows])
        return report


def _numbered(name: str, items: list[Any]) -> dict[str, Any]:
    """Names one item by `name`, several by `name/0`, `name/1` ..."""
    if len(items) == 1:
        return {name: items[0]}
    return {f"{name}/{k}": item for k, item in enumerate(items)}
