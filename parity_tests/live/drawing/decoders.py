"""Draw decoders, and how `dynamic_decode` runs them."""

from __future__ import annotations

from parity_tests.live.drawing import losses
from parity_tests.live.drawing.helpers import _embedding, _tokens, helper
from parity_tests.live.drawing.pen import Pen, call
from parity_tests.live.drawing.wrappers import Drawn, any_cell, drawn_state


def _options(pen: Pen, ends: bool, imputes: bool = True) -> dict[str, str | None]:
    """Draws the options of `dynamic_decode`; what does not end by itself is stopped."""
    most = pen.right_or(pen.number(1, 5), 0)
    stop = pen.choose(f"{most}", f"tf.constant({most})")
    if ends:
        stop = pen.choose(None, stop)
    return {
        "output_time_major": pen.flag(),
        "impute_finished": pen.flag() if imputes else pen.right_or(None, "True"),
        "maximum_iterations": pen.right_or(stop, "[2, 3]", "-1"),
        "parallel_iterations": "1" if pen.random else pen.maybe("1"),
        "swap_memory": pen.flag(),
        "scope": pen.maybe('"reader"'),
    }


def _output_layer(pen: Pen, size: int) -> tuple[str | None, int]:
    """Draws a layer on the cell's outputs, or none; returns what it puts out."""
    if pen.choose(False, True):
        units = pen.size(6)
        layer = call(
            "tf.layers.Dense",
            f"{units}",
            activation=pen.maybe("tf.tanh"),
            use_bias=pen.maybe("False"),
            dtype=pen.tf_dtype,
            name=pen.maybe('"projection"'),
        )
        return pen.right_or(layer, "tf.tanh"), units
    return None, size


def _initial_state(pen: Pen, cell: Drawn, beams: int = 0) -> str:
    if cell.mechanisms or pen.choose(False, True):
        rows = pen.right_or(pen.rows(beams), f"{pen.batch * max(beams, 1) + 1}")
        return f"{cell.name}.zero_state({rows}, {pen.tf_dtype})"
    return drawn_state(pen, cell.name, beams)


def basic(pen: Pen) -> str:
    """Draws a `BasicDecoder` and returns what to fetch."""
    cell = any_cell(pen)
    layer, size = _output_layer(pen, cell.size)
    feeder = helper(pen, size)
    state = _initial_state(pen, cell)
    decoder = call("seq2seq.BasicDecoder", cell.name, feeder.name, state, output_layer=layer)
    options = _options(pen, feeder.ends)
    decoded = call("seq2seq.dynamic_decode", pen.let("decoder", decoder), **options)
    pen.write(f"outputs, state, lengths = {decoded}")
    fetched = '{**named("outputs", outputs), **named("state", state), "lengths": lengths}'
    fetched = pen.let("fetches", fetched)
    if pen.dtype == "float16":
        pen.write(f'{fetched}.pop("outputs/sample_id")  # rounding decides between ids')
    elif feeder.ends and not options["output_time_major"] and pen.choose(False, True):
        pen.write(f'{fetched}["loss"] = {losses.of_outputs(pen, size)}')
    return fetched


def beam_search(pen: Pen) -> str:
    """Draws a `BeamSearchDecoder` and returns what to fetch."""
    beams = pen.number(1, 4)
    cell = any_cell(pen, beams)
    layer, size = _output_layer(pen, cell.size)
    embedding = _embedding(pen, size, pen.number(1, 4))
    start, end = _tokens(pen, size)
    # The coverage penalty computes in float32 alone, and of memories of one time.
    covers = cell.mechanisms == 1 and pen.dtype == "float32"
    coverage = pen.choose(None, "0.3", "0.6") if covers else pen.right_or(None, "0.3")
    decoder = call(
        "seq2seq.BeamSearchDecoder",
        cell.name,
        embedding,
        start,
        end,
        _initial_state(pen, cell, beams),
        f"{beams}",
        output_layer=layer,
        length_penalty_weight=pen.maybe("0.7", "1.0"),
        coverage_penalty_weight=coverage,
        reorder_tensor_arrays=pen.maybe("False"),
    )
    options = _options(pen, ends=False, imputes=False)
    decoded = call("seq2seq.dynamic_decode", pen.let("decoder", decoder), **options)
    pen.write(f"outputs, state, lengths = {decoded}")
    fetched = '{**named("outputs", outputs), **named("state", state), "lengths": lengths}'
    return pen.let("fetches", fetched)
