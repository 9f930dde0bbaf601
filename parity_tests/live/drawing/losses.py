"""Draw losses and the other functions that need no decoder."""

from __future__ import annotations

from parity_tests.live.drawing.pen import Pen, call

AVERAGES = ("average_across_timesteps", "average_across_batch")
SUMS = ("sum_over_timesteps", "sum_over_batch")
SMOOTHED = """
def smoothed(labels, logits):
    loss = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)
    return 0.9 * loss - 0.1 * tf.reduce_mean(tf.nn.log_softmax(logits), -1)
"""


def _reductions(pen: Pen) -> dict[str, str | None]:
    """Draws how a loss is reduced: an average, a sum, or nothing over either axis."""
    options: dict[str, str | None] = {}
    for average, total in zip(AVERAGES, SUMS):
        kind = pen.right_or(pen.choose("average", "sum", "none"), "both")
        options[average] = None if kind in ("average", "both") else "False"
        options[total] = "True" if kind in ("sum", "both") else None
    if pen.choose(False, True):
        pen.write(SMOOTHED)
        options["softmax_loss_function"] = "smoothed"
    options["name"] = pen.maybe('"loss_of_words"')
    return options


def _targets(pen: Pen, classes: int, time: int) -> str:
    rows = [pen.numbers(time, 0, classes - 1) for _ in range(pen.batch)]
    return f"tf.constant({rows})"


def of_outputs(pen: Pen, classes: int) -> str:
    """Writes a loss of `outputs.rnn_output [batch, time, classes]`."""
    pen.let("steps", "tf.shape(outputs.rnn_output)[1]")
    targets = f"{_targets(pen, classes, 6)}[:, :steps]"
    weights = f"tf.sequence_mask(lengths, steps, {pen.tf_dtype})"
    return call("seq2seq.sequence_loss", "outputs.rnn_output", targets, weights, **_reductions(pen))


def sequence_loss(pen: Pen) -> str:
    time, classes = pen.number(1, 5), pen.size(6)
    logits = pen.tensor("logits", "bt.", pen.batch, time, classes)
    logits = pen.right_or(logits, f'tensor("flat", {time}, {classes}, dtype="{pen.dtype}")')
    weights = pen.tensor("weights", "bt", pen.batch, time)
    weights = pen.choose(f"tf.abs({weights})", f"tf.nn.relu({weights})")
    targets = pen.right_or(_targets(pen, classes, time), "tf.constant([1, 2])")
    loss = call("seq2seq.sequence_loss", logits, targets, weights, **_reductions(pen))
    return pen.let("fetches", f'{{"loss": {loss}}}')


def monotonic(pen: Pen) -> str:
    time, mode = pen.number(1, 6), pen.right_or(pen.choose("recursive", "parallel", "hard"), "soft")
    chosen = f"tf.sigmoid({pen.tensor('choose', 'bt', pen.batch, time)})"
    if mode == "hard":
        pen.smooth = False
        chosen = f"tf.round({chosen})"
    previous = f"tf.nn.softmax({pen.tensor('previous', 'bt', pen.batch, time)})"
    attention = call("seq2seq.monotonic_attention", chosen, previous, repr(mode))
    return pen.let("fetches", f'{{"attention": {attention}}}')


def functions(pen: Pen) -> str:
    """Writes calls of `safe_cumprod`, `hardmax`, `tile_batch` and `gather_tree`."""
    time, beams = pen.number(1, 6), pen.number(1, 4)
    numbers = pen.let("numbers", pen.tensor("numbers", "bt", pen.batch, time))
    name = pen.maybe('"named"')
    product = call(
        "seq2seq.safe_cumprod",
        f"tf.sigmoid({numbers})",
        axis=pen.maybe("0", "1"),
        exclusive=pen.flag(),
        reverse=pen.flag(),
    )
    tiled = call("seq2seq.tile_batch", f"({numbers}, [{numbers}[:, 0]])", f"{beams}", name=name)
    ids, parents = (
        [[pen.numbers(beams, 0, most) for _ in range(pen.batch)] for _ in range(time)]
        for most in (5, beams - 1)
    )
    lengths = pen.integers(pen.numbers(pen.batch, 0, time))
    tree = call(
        "seq2seq.gather_tree",
        f"tf.constant({ids})",
        f"tf.constant({parents})",
        max_sequence_lengths=lengths,
        end_token=str(pen.number(0, 6)),
        name=name,
    )
    largest = call("seq2seq.hardmax", numbers, name=name)
    results = f'"product": {product}, "hardmax": {largest}, "tree": {tree}'
    return pen.let("fetches", f'{{{results}, **named("tiled", {tiled})}}')
