"""Draw `AttentionWrapper`s around drawn cells, alone or below other layers."""

from __future__ import annotations

from dataclasses import dataclass

from parity_tests.live.drawing import cells
from parity_tests.live.drawing.mechanisms import mechanism
from parity_tests.live.drawing.pen import Pen, call

INPUT_FNS = (
    "lambda inputs, attention: tf.concat([attention, 2.0 * inputs], -1)",
    "lambda inputs, attention: inputs",
)
ATTEND = """
def attend(mechanism, output, state, layer):
    attention, alignments, state = attention_wrapper._compute_attention(
        mechanism, 0.5 * output, state, layer)
    return attention + 0.1, 2.0 * alignments, state - 0.5 * alignments
"""


@dataclass(frozen=True)
class Drawn:
    """A cell's variable, the depth of its output, and how many mechanisms it has."""

    name: str
    size: int
    mechanisms: int = 0


def _layers(pen: Pen, depths: list[int]) -> tuple[dict[str, str | None], int]:
    """Draws attention layers, and tells how deep all attentions are together."""
    kind = pen.choose("none", "size", "layer")
    if kind == "none":
        return {}, sum(depths)
    sizes = [pen.size(5) for _ in depths]
    listed = sizes if kind == "size" else [_dense(pen, k, size) for k, size in enumerate(sizes)]
    texts = [str(item) for item in listed]
    text = texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"
    text = pen.right_or(text, f"[{', '.join([*texts, texts[0]])}]")
    options: dict[str, str | None] = {f"attention_layer{'_size' if kind == 'size' else ''}": text}
    if kind == "layer":
        options["attention_layer_size"] = pen.right_or(None, "3")
    return options, sum(sizes)


def _dense(pen: Pen, index: int, units: int) -> str:
    return call(
        "tf.layers.Dense",
        f"{units}",
        activation=pen.maybe("tf.tanh"),
        use_bias=pen.maybe("False"),
        dtype=pen.tf_dtype,
        name=f'"layer_{index}"',
    )


def drawn_state(pen: Pen, cell: str, beams: int) -> str:
    """Writes a state of drawn numbers for a cell; for a beam search, the same for all beams."""
    dynamic = "True" if "b" in pen.dynamic else None
    state = call("draw_state", '"start"', cell, f"{pen.batch}", pen.tf_dtype, dynamic=dynamic)
    return f"seq2seq.tile_batch({state}, {beams})" if beams else state


def attentive(pen: Pen, beams: int = 0) -> Drawn:
    """Draws a wrapped cell and writes it into a variable.

    Args:
      pen: to draw with.
      beams: by how many a beam search multiplies the batch; 0 for none.
    """
    units = pen.size(6)
    inner = pen.let("cell", cells.cell(pen, units))
    count = pen.choose(1, 1, 1, 1, 2, 3)
    made = [mechanism(pen, units, beams) for _ in range(count)]
    names = ", ".join(name for name, _ in made)
    given = names if count == 1 else pen.choose(f"[{names}]", f"({names})")
    layers, depth = _layers(pen, [depth for _, depth in made])
    options = {
        **layers,
        "alignment_history": pen.flag(),
        "cell_input_fn": pen.right_or(pen.maybe(*INPUT_FNS), "1.0"),
        "output_attention": pen.maybe("False"),
        "initial_cell_state": drawn_state(pen, inner, beams) if pen.choose(False, True) else None,
        "name": pen.maybe('"attentive"'),
        "attention_fn": pen.maybe("attend"),
        "dtype": pen.choose(pen.tf_dtype, None),
    }
    if options["attention_fn"]:
        pen.write(ATTEND)
    inner = pen.right_or(inner, "3")
    given = pen.right_or(given, "tf.zeros([2, 3])")
    wrapped = pen.let("cell", call("seq2seq.AttentionWrapper", inner, given, **options))
    return Drawn(wrapped, units if options["output_attention"] else depth, count)


def any_cell(pen: Pen, beams: int = 0) -> Drawn:
    """Draws a cell that attends, one that does not, or one layer of several that does."""
    kind = pen.choose("plain", "attentive", "attentive", "attentive", "below")
    if kind == "plain":
        units = pen.size(6)
        return Drawn(pen.let("cell", cells.cell(pen, units)), units)
    wrapped = attentive(pen, beams)
    if kind == "attentive":
        return wrapped
    units = pen.size(5)
    upper = cells.layer(pen, units, wrapped.size)
    stacked = pen.let("cell", call("tf.nn.rnn_cell.MultiRNNCell", f"[{wrapped.name}, {upper}]"))
    return Drawn(stacked, units, wrapped.mechanisms)
