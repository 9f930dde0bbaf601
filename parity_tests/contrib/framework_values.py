"""Use `tf.contrib.framework` as scripts do."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from parity_tests.contrib.registry import contrib, plain, rejected, run, tf, value

framework = contrib.framework


@value
def arguments_in_scope() -> Any:
    @framework.add_arg_scope
    def layer(inputs: Any, size: int = 1, name: str = "plain") -> Any:
        return [inputs, size, name]

    @framework.add_arg_scope
    def other(inputs: Any, size: int = 2) -> Any:
        return [inputs, size]

    found = [layer(0), framework.has_arg_scope(layer), framework.arg_scoped_arguments(layer)]
    with framework.arg_scope([layer, other], size=5):
        found += [layer(1), other(1), layer(1, size=6)]
        with framework.arg_scope([layer], name="inner") as scope:
            found += [layer(2), other(2)]
        with framework.arg_scope(scope):
            found += [layer(3)]
        found += [layer(4)]
    wrong = [
        rejected(lambda: framework.arg_scope([len], size=1).__enter__()),
        rejected(lambda: framework.arg_scope(3).__enter__()),
    ]
    return [[list(f) if isinstance(f, tuple) else f for f in found], layer(5), wrong]


def model() -> None:
    with tf.variable_scope("encoder"):
        framework.model_variable("w", [2], initializer=tf.constant_initializer(1.5))
        framework.variable("b", [1], initializer=tf.constant_initializer(2.5))
    with tf.variable_scope("decoder"):
        framework.model_variable("w", [3], initializer=tf.constant_initializer(-1.0))
    framework.local_variable([1.0], name="local")
    framework.get_or_create_global_step()


@value
def variables_by_name() -> Any:
    model()

    def names(found: Any) -> Any:
        return sorted(v.op.name for v in found)

    return [
        names(framework.get_variables()),
        names(framework.get_variables("encoder")),
        names(framework.get_variables(suffix="w")),
        names(framework.get_model_variables()),
        names(framework.get_local_variables()),
        names(framework.get_trainable_variables("decoder")),
        names(framework.get_variables_by_name("w", scope="encoder")),
        names(framework.get_variables_by_suffix("b")),
        names(framework.get_variables_to_restore(exclude=["decoder"])),
        names(framework.get_variables_to_restore(include=["encoder"], exclude=["encoder/b"])),
        names(framework.filter_variables(framework.get_variables(), ["coder/w$"], ["^en"])),
        framework.get_unique_variable("encoder/b").op.name,
        rejected(lambda: framework.get_unique_variable("missing")),
        framework.get_variable_full_name(framework.get_variables("encoder")[0]),
    ]


@value
def global_steps() -> Any:
    before = framework.get_global_step()
    made = framework.get_or_create_global_step()
    return [
        before is None,
        made.op.name,
        made.dtype.base_dtype.name,
        framework.get_global_step() is made,
        framework.assert_global_step(made) is None,
        rejected(framework.create_global_step),
        rejected(lambda: framework.assert_global_step(tf.constant(1.5))),
    ]


@value
def checkpoints() -> Any:
    """Writes one, lists and reads it, and starts another graph's variables from it."""
    path = str(Path(tempfile.mkdtemp()) / "model")
    model()
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        tf.train.Saver().save(session, path)
    found = [[name, list(shape)] for name, shape in framework.list_variables(path)]
    reader = framework.load_checkpoint(path)
    read = [reader.get_tensor("encoder/w"), framework.load_variable(path, "decoder/w")]
    return [found, plain(read), *started_from(path)]


def started_from(path: str) -> Any:
    with tf.Graph().as_default(), tf.Session() as session:
        with tf.variable_scope("mine"):
            w, b = tf.get_variable("w", [2]), tf.get_variable("b", [1])
        framework.init_from_checkpoint(path, {"encoder/": "mine/"})
        session.run(tf.global_variables_initializer())
        first = plain(session.run([w, b]))
    with tf.Graph().as_default(), tf.Session() as session:
        w, wrong = tf.get_variable("w", [2]), tf.get_variable("wrong", [7])
        op, feed = framework.assign_from_checkpoint(path, {"encoder/w": w})
        session.run(op, feed)
        framework.assign_from_checkpoint_fn(path, {"encoder/w": w, "none": wrong}, True)(session)
        framework.assign_from_values_fn({"wrong": np.arange(7.0)})(session)
        second = plain(session.run([w, wrong]))
        misfit = rejected(lambda: framework.assign_from_checkpoint(path, {"encoder/w": wrong}))
        missing = rejected(lambda: framework.assign_from_checkpoint(path, {"none": w}))
    return [first, second, misfit, missing]


@value
def nested_structures() -> Any:
    nest = framework.nest
    nested = {"b": [1, (2, 3)], "a": 4}
    flat = nest.flatten(nested)
    things = [[], (), {}, "a", 1, None, np.zeros(2), {1}, tf.TensorShape([1])]
    doubled = nest.map_structure(lambda x: 2 * x, nested)
    packed = nest.pack_sequence_as(nested, [5, 6, 7, 8])
    mismatch = rejected(lambda: nest.assert_same_structure([1, 2], [1, [2]]))
    return [
        flat,
        [bool(nest.is_sequence(t)) for t in things],
        repr(doubled),
        repr(packed),
        mismatch,
    ]


@value
def tensors() -> Any:
    found = [framework.is_tensor(x) for x in (tf.constant(1), tf.get_variable("v", [1]), 1, "a")]
    four = tf.constant([4.0, 2.0, 3.0])
    ascending, order = framework.sort(four), framework.argsort(four, direction="DESCENDING")
    total = framework.reduce_sum_n([four, tf.constant(2.0)], name="total")
    one = framework.reduce_sum_n([four])
    with tf.name_scope("outer/inner"):
        scope = framework.get_name_scope()
    placeholders = [tf.placeholder(tf.int32, name="p"), tf.placeholder(tf.int32, name="q")]
    got = framework.get_placeholders(tf.get_default_graph())
    return [
        [bool(f) for f in found],
        run(ascending, order, total, one),
        total.op.name,
        [scope, got == placeholders],
        framework.assert_scalar_int(tf.constant(3)).shape.as_list(),
        run(framework.smart_cond(True, lambda: tf.constant(1), lambda: tf.constant(2))),
        framework.smart_constant_value(tf.constant(False)) in (False, np.bool_(False)),
    ]


@value
def wrong_tensors() -> Any:
    return [
        rejected(lambda: framework.assert_scalar_int(tf.constant([1]))),
        rejected(lambda: framework.assert_scalar_int(tf.constant(1.0))),
        rejected(lambda: framework.reduce_sum_n([])),
        rejected(lambda: framework.get_placeholders("graph")),
        rejected(lambda: framework.py_func(len, args=3)),
        rejected(lambda: framework.py_func(len, kwargs=[1])),
    ]


@value
def python_in_the_graph() -> Any:
    def turn(pair: Any, scale: Any) -> Any:
        return {"sum": pair["a"] + pair["b"], "scaled": [scale * pair["a"]]}

    pair = {"a": tf.constant([1.0, 2.0], tf.float64), "b": tf.constant([3.0, 5.0], tf.float64)}
    made = framework.py_func(
        turn,
        [pair],
        {"scale": tf.constant(2.0, tf.float64)},
        output_types={"sum": tf.float64, "scaled": [tf.float64]},
        output_shapes={"sum": [2], "scaled": [tf.TensorShape([None])]},
    )
    types = framework.py_func(
        lambda x: x,
        [tf.constant(3)],
        output_types=lambda x: x.dtype,
        output_shapes=lambda x: x.shape,
    )
    shapes = [made["sum"].shape.as_list(), made["scaled"][0].shape.as_list(), types.shape.as_list()]
    return [shapes, run(made["sum"], made["scaled"][0], types)]
