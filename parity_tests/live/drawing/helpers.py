"""Draw helpers: contrib's seven, every one with its options."""

from __future__ import annotations

from dataclasses import dataclass

from parity_tests.live.drawing.pen import Pen, call

CUSTOM = """
def first_inputs():
    return tf.equal(0, custom_lengths), custom_inputs[:, 0]

def sample(time, outputs, state):
    return tf.cast(tf.argmax(outputs, -1), tf.int32)

def next_inputs(time, outputs, state, sample_ids):
    finished = tf.greater_equal(time + 1, custom_lengths)
    later = custom_inputs[:, 0] / tf.cast(time + 2, custom_inputs.dtype)
    return finished, later + tf.cast(sample_ids[:, None] % 2, later.dtype), state
"""


@dataclass(frozen=True)
class Feeder:
    """A helper's variable; `ends` tells whether it ends by itself."""

    name: str
    ends: bool = False


def _inputs(pen: Pen, depth: int) -> tuple[list[str], dict[str, str | None]]:
    """Draws what every helper for training takes: inputs, lengths, and options."""
    time, time_major = pen.number(1, 5), pen.flag()
    lengths = pen.lengths(time)
    shape = [pen.batch, time, depth]
    axes = "bt."
    if time_major:
        shape, axes = [time, pen.batch, depth], "tb."
    inputs = pen.tensor("inputs", axes, *shape)
    written = pen.right_or(lambda: pen.integers(lengths), f"[{lengths}]", f"{lengths[0]}")
    return [inputs, written], {"time_major": time_major, "name": pen.maybe('"feeder"')}


def training(pen: Pen, size: int) -> Feeder:
    given, options = _inputs(pen, pen.number(1, 4))
    return Feeder(call("seq2seq.TrainingHelper", *given, **options), ends=True)


def _probability(pen: Pen) -> str:
    """Draws how often to sample: never, always, or by seeded draws."""
    pen.random = True
    each = [0.25 * k for k in pen.numbers(pen.batch, 0, 4)]
    right = pen.choose("0.0", "1.0", "0.4", "tf.constant(0.6)")
    return pen.right_or(right, f"tf.constant({each})", "[[0.5]]")


def _embedding(pen: Pen, size: int, depth: int) -> str:
    """Draws an embedding of `size` tokens as a matrix, a variable, or a function."""
    if pen.choose(False, True):
        shape = f"[{size}, {depth}]"
        embedding = f'tf.get_variable("embedding", {shape}, {pen.tf_dtype})'
    else:
        embedding = pen.tensor("embedding", "..", size, depth)
    name = pen.let("embedding", embedding)
    if pen.choose(False, True):
        return f"lambda ids: 0.7 * tf.nn.embedding_lookup({name}, ids)"
    return name


def scheduled_embedding(pen: Pen, size: int) -> Feeder:
    depth = pen.number(1, 4)
    given, options = _inputs(pen, depth)
    embedding, probability = _embedding(pen, size, depth), _probability(pen)
    function = "seq2seq.ScheduledEmbeddingTrainingHelper"
    seeds = {"seed": "5", "scheduling_seed": "7"}
    return Feeder(call(function, *given, embedding, probability, **options, **seeds), ends=True)


def scheduled_output(pen: Pen, size: int) -> Feeder:
    function = pen.maybe("lambda outputs: 0.5 * outputs[:, :1]", "lambda outputs: 0.5 * outputs")
    depth = 1 if function and ":1" in function else size
    given, options = _inputs(pen, depth)
    if pen.choose(False, True):
        # The auxiliary inputs' first two axes are those of the inputs.
        time = _time_of(given[0], bool(options["time_major"]))
        shape = [time, pen.batch] if options["time_major"] else [pen.batch, time]
        axes = "tb." if options["time_major"] else "bt."
        options["auxiliary_inputs"] = pen.tensor("auxiliary", axes, *shape, pen.number(1, 3))
    options["next_inputs_fn"] = function
    probability = _probability(pen)
    name = "seq2seq.ScheduledOutputTrainingHelper"
    return Feeder(call(name, *given, probability, **options, seed="5"), ends=True)


def _time_of(inputs: str, time_major: bool) -> int:
    return int(inputs.split(", ")[1 if time_major else 2])


def _tokens(pen: Pen, size: int) -> tuple[str, str]:
    """Draws the tokens to start from and the one to end at."""
    start = pen.numbers(pen.batch, 0, size - 1)
    tokens = pen.right_or(lambda: pen.integers(start), f"[{start}]")
    return tokens, pen.right_or(str(pen.number(0, size - 1)), "[1]")


def greedy(pen: Pen, size: int) -> Feeder:
    embedding = _embedding(pen, size, pen.number(1, 4))
    return Feeder(call("seq2seq.GreedyEmbeddingHelper", embedding, *_tokens(pen, size)))


def sampling(pen: Pen, size: int) -> Feeder:
    pen.random = True
    embedding = _embedding(pen, size, pen.number(1, 4))
    tokens, temperature = (
        _tokens(pen, size),
        pen.maybe("0.5", "tf.constant(1e-3, " + pen.tf_dtype + ")"),
    )
    return Feeder(
        call(
            "seq2seq.SampleEmbeddingHelper",
            embedding,
            *tokens,
            softmax_temperature=temperature,
            seed="9",
        )
    )


def inference(pen: Pen, size: int) -> Feeder:
    """Feeds outputs back, damped, so that they do not amplify rounding errors."""
    depth = pen.number(1, size)
    sampled, dtype, end, back = (
        f"[{size}]",
        pen.tf_dtype,
        "tf.reduce_sum(ids, -1) > 1.0",
        "0.1 * ids",
    )
    sample = "lambda outputs: outputs"
    if pen.choose(False, True):
        sample, sampled, dtype = "lambda outputs: tf.argmax(outputs, -1)", "[]", "tf.int64"
        end, back = "tf.equal(ids, 0)", f"tf.one_hot(ids, {size}, dtype={pen.tf_dtype})"
    end = pen.choose(f"tf.fill([{pen.batch}], False)", end)
    text = call(
        "seq2seq.InferenceHelper",
        sample_fn=sample,
        sample_shape=sampled,
        sample_dtype=dtype,
        start_inputs=pen.tensor("start_inputs", "b.", pen.batch, depth),
        end_fn=f"lambda ids: {end}",
        next_inputs_fn=pen.maybe(f"lambda ids: ({back})[:, :{depth}]"),
    )
    return Feeder(text)


def custom(pen: Pen, size: int) -> Feeder:
    given, _ = _inputs(pen, pen.number(1, 4))
    batch_major = pen.tensor("custom_inputs", "b..", pen.batch, 1, pen.number(1, 4))
    pen.let("custom_inputs", batch_major)
    pen.let("custom_lengths", f"tf.convert_to_tensor({given[1]})")
    pen.write(CUSTOM)
    shapes = pen.choose({}, {"sample_ids_shape": "[]", "sample_ids_dtype": "tf.int32"})
    name = "seq2seq.CustomHelper"
    return Feeder(call(name, "first_inputs", "sample", "next_inputs", **shapes), ends=True)


def helper(pen: Pen, size: int) -> Feeder:
    """Draws a helper for a decoder whose outputs are `size` deep."""
    kinds = [training, greedy, scheduled_embedding, scheduled_output, sampling, inference, custom]
    if pen.dtype == "float16":
        # Rounding decides between ids in float16: nothing may follow from an id there.
        kinds = [training, training, scheduled_output]
    drawn = pen.choose(*kinds)(pen, size)
    return Feeder(pen.let("helper", pen.right_or(drawn.name, "None")), drawn.ends)
