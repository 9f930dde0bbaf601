"""Use `tf.contrib.training` as scripts do: hyperparameters, buckets, training ops."""

from __future__ import annotations

import functools
from typing import Any, Dict, List

from parity_tests.contrib.registry import contrib, rejected, rounded, run, tf, value

training = contrib.training


def params() -> Any:
    return training.HParams(rate=0.5, units=3, name="gru", on=True, layers=[4, 2], nothing=None)


@value
def hparams_as_text() -> Any:
    made = params()
    return [str(made), repr(made), made.to_json(sort_keys=True), made.to_json(indent=1)]


@value
def hparams_hold_values() -> Any:
    made = params()
    known = [name in made for name in ("rate", "missing", "parse")]
    found = [made.get("units"), made.get("missing"), made.get("missing", 7), made.get("units", 9)]
    found += [made.get("layers", [1]), made.rate, made.values()]
    made.del_hparam("rate")
    made.del_hparam("missing")
    made.add_hparam("late", "x")
    made.nothing = 5
    return [known, found, made.values(), hasattr(made, "rate")]


@value
def hparams_defaults_must_fit() -> Any:
    made = params()
    wrong = [("units", 1.5), ("units", [1]), ("layers", 1), ("layers", ["a"]), ("name", 1)]
    return [rejected(functools.partial(made.get, *pair)) for pair in wrong]


@value
def hparams_are_set() -> Any:
    """Tries every kind of value on every kind of parameter."""
    given: List[Any] = [
        1,
        2.5,
        "text",
        b"bytes",
        True,
        None,
        [1],
        [2.5],
        ["a"],
        [True],
        (1,),
        {1: 2},
    ]
    found: Dict[str, Any] = {}
    for name in params().values():
        for new in given:
            made = params()
            outcome = rejected(lambda: made.set_hparam(name, new))  # noqa: B023 - called at once
            found[f"{name}={new!r}"] = [outcome, repr(getattr(made, name))]
    return found


@value
def hparams_are_reserved() -> Any:
    made = params()
    return [
        rejected(lambda: made.add_hparam("rate", 1)),
        rejected(lambda: made.add_hparam("parse", 1)),
        rejected(lambda: made.add_hparam("empty", [])),
        rejected(lambda: made.add_hparam("nothing", 1)),
        rejected(lambda: made.set_hparam("missing", 1)),
        rejected(lambda: made.override_from_dict({"missing": 1})),
        rejected(lambda: made.parse_json('{"missing": 1}')),
        rejected(lambda: made.parse_json("{")),
        rejected(lambda: made.del_hparam("parse")),
    ]


TEXTS = [
    "",
    "rate=1",
    "rate=1e-3,units=12",
    "rate = -.5 , units=4",
    "units=1.5",
    "units=a",
    "units=",
    "name=",
    "name=a b",
    "name=a=b",
    "name='a'",
    "name=[a]",
    "name=a,b",
    "on=true",
    "on=False",
    "on=2",
    "on=0",
    "on=yes",
    "layers=[1,2, 3]",
    "layers=[1 2]",
    "layers=[]",
    "layers=[1.5]",
    "layers=1",
    "layers[1]=5",
    "layers[ 1 ]=5",
    "layers[1]=5,layers[0]=6",
    "layers[1]=5,layers[1]=6",
    "layers[1]=[1]",
    "layers=[1],layers[0]=2",
    "layers[0]=2,layers=[1]",
    "units=1,units=2",
    "units=1,units[0]=2",
    "units[0]=2,units=1",
    "rate=[1,2]",
    "rate=[1",
    "=1",
    "1=1",
    "rate",
    "rate 1",
    "missing=1",
    "missing=1,rate=2",
    ",rate=1",
    "rate=1,",
    "rate=1,,units=2",
    "a.b=1",
    "nothing=1",
]


@value
def hparams_parse_text() -> Any:
    found: Dict[str, Any] = {}
    for text in TEXTS:
        made = params()
        found[text] = [rejected(lambda: made.parse(text)), repr(made)]  # noqa: B023
    return found


@value
def values_parse_text() -> Any:
    types = {"rate": float, "units": int, "name": str, "on": bool, "layers": int, "a.b": int}
    found: Dict[str, Any] = {}
    for text in TEXTS:
        for ignore in (False, True):
            read: List[Any] = []
            outcome = rejected(
                lambda: read.append(training.parse_values(text, types, ignore))  # noqa: B023
            )
            found[f"{text} {ignore}"] = [outcome, repr(read)]
    return found


@value
def hparams_read_messages() -> Any:
    """Takes an `HParamDef`, or what looks like one, in TensorFlow 2's way."""
    made = params()
    json_text = made.to_json()
    again = training.HParams(**made.values()).parse_json(json_text)
    both = rejected(lambda: training.HParams(hparam_def=None, rate=1))
    structure = training.HParams(model_structure="m")
    return [repr(again), both, structure.get_model_structure(), structure.values()]


def batches(count: int, fetches: Any) -> Any:
    """Runs the queues, one thread for each, and fetches until they are closed."""
    found: List[Any] = []
    with tf.Session() as session:
        session.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
        coordinator = tf.train.Coordinator()
        threads = tf.train.start_queue_runners(session, coordinator)
        try:
            for _ in range(count):
                found.append(session.run(fetches))
        except tf.errors.OutOfRangeError:
            found.append("closed")
        coordinator.request_stop()
        coordinator.join(threads, stop_grace_period_secs=10)
    # Which bucket is emptied first is a race.
    return sorted((str(plain_batch(f)) for f in found), key=lambda text: (len(text), text))


def plain_batch(found: Any) -> Any:
    return tf.nest.map_structure(lambda item: getattr(item, "tolist", lambda: item)(), found)


def numbers(limit: int = 12) -> Any:
    return tf.train.range_input_producer(limit, num_epochs=1, shuffle=False).dequeue()


@value
def buckets_by_remainder() -> Any:
    number = numbers()
    which, outputs = training.bucket(
        [number, tf.cast(number, tf.float64) / 2], number % 3, batch_size=2, num_buckets=3
    )
    return [outputs[0].shape.as_list(), batches(20, [which, outputs])]


@value
def buckets_with_what_remains() -> Any:
    number = numbers(7)
    which, outputs = training.bucket(
        {"n": number, "m": -number}, number % 2, [2, 3], 2, allow_smaller_final_batch=True
    )
    return [outputs["n"].shape.as_list(), batches(20, [which, outputs["m"], outputs["n"]])]


@value
def buckets_of_one_tensor() -> Any:
    number = numbers()
    _, in_list = training.bucket([number], number % 2, 2, 2, keep_input=number > 5)
    _, in_dict = training.bucket({"n": numbers()}, 0, 3, 1, capacity=4, bucket_capacities=[5])
    return [batches(9, in_list), sorted(in_dict), in_dict["n"].shape.as_list()]


@value
def buckets_by_length() -> Any:
    number = numbers(11)
    sequence = tf.range(number)
    length, (padded,) = training.bucket_by_sequence_length(
        number, [sequence], 2, [3, 7], dynamic_pad=True, allow_smaller_final_batch=True
    )
    return [length.shape.as_list(), padded.shape.as_list(), batches(20, [length, padded])]


@value
def buckets_by_length_of_dicts() -> Any:
    number = numbers(9)
    lengths, two = training.bucket_by_sequence_length(
        number, {"b": number, "a": -number}, 2, [4], shapes=[[], []]
    )
    _, one = training.bucket_by_sequence_length(numbers(), {"n": tf.constant(1)}, 2, [4])
    kinds = [type(one["n"]).__name__, sorted(two)]
    return [kinds, batches(9, [lengths, two["a"], two["b"]])]


@value
def buckets_are_summarized() -> Any:
    number = numbers()
    training.bucket([number], number % 2, 2, 2, name="mine", capacity=5)
    runners = tf.get_collection(tf.GraphKeys.QUEUE_RUNNERS)
    summaries = tf.get_collection(tf.GraphKeys.SUMMARIES)
    names = [runner.queue.name for runner in runners[-2:]]
    return [names, [len(runner.enqueue_ops) for runner in runners], len(summaries)]


@value
def wrong_buckets() -> Any:
    one, unknown = [tf.constant(1)], [tf.placeholder(tf.int32)]
    by_length = training.bucket_by_sequence_length
    return [
        rejected(lambda: training.bucket([], 0, 2, 2)),
        rejected(lambda: training.bucket(one, 0, [2], 2)),
        rejected(lambda: training.bucket(one, 0, 2, 2, bucket_capacities=[3])),
        rejected(lambda: training.bucket(unknown, 0, 2, 2)),
        rejected(lambda: training.bucket(one, 0, 2, 2, keep_input=[True])),
        rejected(lambda: training.bucket(one, 0, 2, 2, keep_input=tf.placeholder(tf.bool))),
        rejected(lambda: by_length(1, one, 2, 3)),
        rejected(lambda: by_length(1, one, 2, [])),
        rejected(lambda: by_length(1, one, 2, [3, 3])),
        rejected(lambda: by_length(1, one, 2, [1, 2.5])),
        rejected(lambda: by_length(1, one, [2, 2], [1, 2])),
    ]


@value
def train_ops() -> Any:
    weights = tf.get_variable("w", initializer=[3.0, -4.0], use_resource=True)
    rates = {weights: 0.5}
    train = training.create_train_op(
        tf.reduce_sum(weights * weights),
        tf.train.GradientDescentOptimizer(0.25),
        transform_grads_fn=training.clip_gradient_norms_fn(5.0),
        summarize_gradients=True,
    )
    scaled = training.multiply_gradients([(tf.constant([1.0, 2.0]), weights)], rates)
    clipped = training.clip_gradient_norms([(tf.constant([3.0, 4.0]), weights)], 1.0)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        losses = [float(session.run(train)) for _ in range(2)]
        after, step = session.run([weights, tf.train.get_global_step()])
        rest = session.run([scaled[0][0], clipped[0][0]])
    found = [after.tolist(), int(step), [r.tolist() for r in rest]]
    return rounded([losses, *found], 5)


@value
def evaluation_steps() -> Any:
    step = training.get_or_create_eval_step()
    return [step.op.name, step.dtype.base_dtype.name, run(step)]
