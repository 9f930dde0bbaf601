"""Draw attention mechanisms: contrib's four, and one of a user's own."""

from __future__ import annotations

from parity_tests.live.drawing.pen import Pen, call

# What a user writes on top of the semi-private base class: a product with the keys.
OWN = """
class Own(attention_wrapper._BaseAttentionMechanism):
    def __init__(self, units, memory, dtype, **options):
        layer = tf.layers.Dense(units, use_bias=False, dtype=dtype, name="own_layer")
        super().__init__(None, memory, lambda score, state: tf.nn.softmax(score + 0.1 * state),
                         memory_layer=layer, **options)

    def __call__(self, query, state):
        score = tf.reduce_sum(tf.expand_dims(query, 1) * self.keys, -1)
        alignments = self._probability_fn(score, state)
        return alignments, 0.5 * alignments + state
"""

PROBABILITIES = (
    "tf.nn.sigmoid",
    "lambda score: tf.nn.softmax(0.3 * score)",
    "tf.nn.softplus",
    "seq2seq.hardmax",
)


class Memory:
    """A memory and its lengths as expressions, `beams` times as many rows as the batch."""

    def __init__(self, pen: Pen, beams: int) -> None:
        time, self.depth = pen.number(1, 6), pen.size(4)
        other = "float32" if pen.dtype == "float64" else "float64"
        dtype = pen.right_or(None, other)
        memory = pen.tensor("memory", "bt.", pen.batch, time, self.depth, dtype=dtype)
        lengths = pen.numbers(pen.batch, 1, time) if pen.choose(False, True) else None
        lengths = pen.right_or(lengths, [0] * pen.batch, [time] * (pen.batch + 1))
        written = None if lengths is None else pen.integers(lengths, nested=bool(beams))
        if beams:
            memory = f"seq2seq.tile_batch({memory}, {beams})"
            written = written and f"seq2seq.tile_batch({written}, multiplier={beams})"
        self.tensor, self.lengths = pen.let("memory", memory), written


def _common(pen: Pen, memory: Memory) -> dict[str, str | None]:
    """Draws the options that all of contrib's mechanisms have."""
    return {
        "memory_sequence_length": memory.lengths,
        "score_mask_value": pen.maybe("-1.5", "-1e4") if memory.lengths else None,
        "dtype": None if pen.dtype == "float32" and pen.choose(True, False) else pen.tf_dtype,
        "name": pen.maybe('"Named"'),
    }


def _plain(pen: Pen) -> dict[str, str | None]:
    """Draws the options of mechanisms that are not monotonic."""
    probabilities = PROBABILITIES if pen.dtype != "float16" else PROBABILITIES[:3]
    scaled = "lambda keys, values: (2.0 * keys, values - 0.5)"
    return {
        "probability_fn": pen.right_or(pen.maybe(*probabilities), '"softmax"'),
        "custom_key_value_fn": pen.maybe(scaled),
    }


def _monotonic(pen: Pen) -> dict[str, str | None]:
    """Draws the options of monotonic mechanisms; noise has a seed of its own."""
    noisy = pen.choose(False, True)
    pen.random = pen.random or noisy
    mode = pen.right_or(pen.maybe('"recursive"', '"hard"'), '"soft"')
    pen.smooth = pen.smooth and mode != '"hard"'
    return {
        "sigmoid_noise": "0.8" if noisy else None,
        "sigmoid_noise_seed": "3" if noisy else None,
        "score_bias_init": pen.maybe("-1.2"),
        "mode": mode,
    }


def mechanism(pen: Pen, query_depth: int, beams: int = 0) -> tuple[str, int]:
    """Draws a mechanism.

    Args:
      pen: to draw with.
      query_depth: units of the cell's output.
      beams: by how many a beam search multiplies the batch; 0 for none.

    Returns:
      The mechanism's variable, and the depth of what it attends to.
    """
    kinds = ["Luong", "Bahdanau", "Own", "LuongMonotonic", "BahdanauMonotonic"]
    if pen.dtype != "float32":
        # contrib's monotonic mechanisms have a float32 bias, and so only work in float32.
        kinds = kinds[:3] * 15 + kinds[3:]
    kind, memory = pen.choose(*kinds), Memory(pen, beams)
    if kind == "Own":
        pen.write(OWN)
        lengths = memory.lengths
        own = call(
            "Own", f"{query_depth}", memory.tensor, pen.tf_dtype, memory_sequence_length=lengths
        )
        return pen.let("mechanism", own), memory.depth
    luong = kind.startswith("Luong")
    # Luong's product needs keys as deep as the query.
    units = pen.right_or(query_depth, query_depth + 1) if luong else pen.number(1, 7)
    options = _common(pen, memory)
    options["scale" if luong else "normalize"] = pen.flag()
    options.update((_monotonic if kind.endswith("Monotonic") else _plain)(pen))
    text = call(f"seq2seq.{kind}Attention", f"{units}", memory.tensor, **options)
    return pen.let("mechanism", text), memory.depth
