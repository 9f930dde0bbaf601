"""Look inside attention at every decoding step of a TensorFlow 2 model.

The port's counterpart of `legacy_tf1.probe`; needs eager execution.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tf2_port.compat import compute_attention, tf
from tf2_port.states import tf1_state


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
                "query": mechanism.query_layer(cell_output)
                if mechanism.query_layer
                else cell_output,
                "score": tf.where(score == score.dtype.min, infinite, score),
                "alignments": alignments,
                "context": seen.get("context", attention),
            }
        )
        return attention, alignments, next_state

    def watch(self, model: Any) -> None:
        """Makes every mechanism of `model` (not called yet) show its masked scores."""
        for mechanism in getattr(model, "mechanisms", ()):
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
          mechanisms) and `attention`, if there is attention; `c` and `h` (with `/0`,
          `/1` ... for several layers), `output`.
        """
        start = model.start(inputs)
        _, step_input, state = model.decoder.initialize(
            start.decoder_input, initial_state=start.state, sequence_length=start.lengths
        )
        report = {}
        mechanisms = getattr(model, "mechanisms", ())
        for name in ("values", "keys") if mechanisms else ():
            report.update(_numbered(name, [getattr(m, name) for m in mechanisms]))
        rows: list[dict[str, Any]] = []
        for time in range(steps):
            self._attended.clear()
            outputs, state, step_input, _ = model.decoder.step(
                tf.constant(time), step_input, state, training=False
            )
            row = {}
            for name in self._attended[0] if self._attended else ():
                row.update(_numbered(name, [attended[name] for attended in self._attended]))
            if self._attended and hasattr(state, "attention"):
                row["attention"] = state.attention
            row.update(_cell_states(tf1_state(state, *_cells_of(model))))
            row["output"] = outputs.rnn_output
            rows.append(row)
        for name in rows[0]:
            report[name] = tf.stack([row[name] for row in rows])
        return report


def _cells_of(model: Any) -> tuple[list[Any], Sequence[str]]:
    return model.decoder_cells, getattr(model, "state_fields", ())


def _cell_states(state: Any) -> dict[str, Any]:
    """Names the states of a cell `c` and `h`, those of several `c/0`, `h/0`, `c/1` ..."""
    if isinstance(state, dict) and "cell_state" in state:
        state = state["cell_state"]
    several = isinstance(state, dict) and 0 in state
    layers = list(state.values()) if several else [state]
    memories = [layer["c"] for layer in layers if isinstance(layer, dict)]
    hidden = [layer["h"] if isinstance(layer, dict) else layer for layer in layers]
    return {**_numbered("c", memories), **_numbered("h", hidden)}


def _numbered(name: str, items: list[Any]) -> dict[str, Any]:
    """Names one item by `name`, several by `name/0`, `name/1` ..."""
    if len(items) == 1:
        return {name: items[0]}
    return {f"{name}/{k}": item for k, item in enumerate(items)}
