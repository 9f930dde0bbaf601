"""Take some steps from given weights, one run each, and report every variable.

What is returned are constants: the runner sets the variables anew, but the steps have
been taken by then. Gradients are all computed before any is applied.
"""

from __future__ import annotations

import os
import tempfile
from typing import Any

from parity_tests.golden.scenarios.parts import draw, tf
from parity_tests.golden.scenarios.registry import misuse, scenario

try:
    from tensorflow.contrib import opt
except ImportError:
    from legacy_tf1.contrib import opt

STEPS = 3


def _variable(name: str, *shape: int) -> Any:
    return tf.get_variable(name, initializer=tf.constant(draw(name, *shape)))


def _loss() -> Any:
    """Makes a vector with dense and a matrix with sparse gradients: rows 1, 3, 1 of 5."""
    dense, rows = _variable("dense", 4), _variable("rows", 5, 2)
    taken = tf.gather(rows, [1, 3, 1])
    return tf.reduce_sum(tf.sin(dense) * draw("a", 4)) + tf.reduce_sum(
        tf.sin(taken) * draw("b", 3, 2)
    )


def _apply(optimizer: Any, loss: Any, **options: Any) -> Any:
    pairs = optimizer.compute_gradients(loss)
    with tf.control_dependencies([gradient for gradient, _ in pairs if gradient is not None]):
        return optimizer.apply_gradients(pairs, **options)


def _after(step: Any, steps: int = STEPS) -> Any:
    """Runs a step some times; returns all variables by name."""
    session = tf.get_default_session()
    session.run(tf.global_variables_initializer())
    for _ in range(steps):
        session.run(step)
    values = session.run({v.op.name: v for v in tf.global_variables()})
    return {name: tf.constant(value) for name, value in values.items()}


def _stepped(optimizer: Any, **options: Any) -> Any:
    found = _after(_apply(optimizer, _loss(), **options))
    found["slots"] = repr(sorted(optimizer.get_slot_names()))
    return found


@scenario
def lazy_adam() -> Any:
    return _stepped(opt.LazyAdamOptimizer(0.1))


@scenario
def lazy_adam_with_all_options() -> Any:
    return _stepped(opt.LazyAdamOptimizer(0.1, 0.7, 0.8, 1e-3, True, "Mine"))


@scenario
def nadam() -> Any:
    return _stepped(opt.NadamOptimizer(0.1))


@scenario
def nadam_with_all_options() -> Any:
    return _stepped(opt.NadamOptimizer(0.1, 0.7, 0.8, 1e-3, True, "Mine"))


@scenario
def adamax() -> Any:
    return _stepped(opt.AdaMaxOptimizer(0.1))


@scenario
def adamax_with_all_options() -> Any:
    return _stepped(opt.AdaMaxOptimizer(0.1, 0.7, 0.8, 1e-3, True, "Mine"))


@scenario
def adam_with_decay() -> Any:
    return _stepped(opt.AdamWOptimizer(0.01, learning_rate=0.1))


@scenario
def adam_with_decay_of_some() -> Any:
    loss = _loss()
    optimizer = opt.AdamWOptimizer(0.01, 0.1, 0.7, 0.8, 1e-3, True, "Mine")
    some = [v for v in tf.trainable_variables() if v.op.name == "dense"]
    return _after(_apply(optimizer, loss, decay_var_list=some))


@scenario
def adam_with_decay_of_sparse_ones() -> Any:
    loss = _loss()
    some = [v for v in tf.trainable_variables() if v.op.name == "rows"]
    return _after(_apply(opt.AdamWOptimizer(0.02, 0.1), loss, decay_var_list=some))


@scenario
def momentum_with_decay() -> Any:
    step = tf.train.get_or_create_global_step()
    return _stepped(opt.MomentumWOptimizer(0.01, 0.1, 0.6), global_step=step, name="mine")


@scenario
def momentum_with_decay_and_nesterov() -> Any:
    optimizer = opt.MomentumWOptimizer(0.01, 0.1, 0.6, True, "Mine", use_nesterov=True)
    return _stepped(optimizer)


@scenario
def decay_that_minimizes_forgets_its_list() -> Any:
    """Whatever the list, all variables decay. `minimize` cannot wait for its gradients.

    So they must not depend on the variables, which would be changed meanwhile.
    """
    dense, other = _variable("dense", 4), _variable("other", 3)
    loss = tf.reduce_sum(dense * draw("a", 4)) + tf.reduce_sum(other * draw("b", 3))
    some = [v for v in tf.trainable_variables() if v.op.name == "dense"]
    step = tf.train.get_or_create_global_step()
    optimizer = opt.MomentumWOptimizer(0.01, 0.1, 0.6)
    return _after(optimizer.minimize(loss, step, decay_var_list=some), steps=1)


@scenario
def decay_extends_any_optimizer() -> Any:
    extended = opt.extend_with_decoupled_weight_decay(tf.train.GradientDescentOptimizer)
    found = _stepped(extended(weight_decay=0.02, learning_rate=0.1))
    found["name"] = extended.__name__
    return found


@scenario
def decay_mixed_into_a_class() -> Any:
    class Mine(opt.DecoupledWeightDecayExtension, tf.train.AdagradOptimizer):
        def __init__(self) -> None:
            super().__init__(0.02, learning_rate=0.1, initial_accumulator_value=0.5)

    return _stepped(Mine())


@misuse
def decay_by_a_function() -> Any:
    """Its value is asked for, but not used."""
    return _stepped(opt.AdamWOptimizer(lambda: 0.01, 0.1))


@misuse
def decay_extends_by_position() -> Any:
    extended = opt.extend_with_decoupled_weight_decay(tf.train.GradientDescentOptimizer)
    return extended(0.02, 0.1)


def _averaging(**options: Any) -> Any:
    return opt.MovingAverageOptimizer(tf.train.GradientDescentOptimizer(0.1), **options)


@scenario
def moving_average() -> Any:
    return _after(_apply(_averaging(average_decay=0.6), _loss()))


@scenario
def moving_average_by_updates() -> Any:
    step = tf.train.get_or_create_global_step()
    optimizer = _averaging(average_decay=0.9, num_updates=step)
    return _after(_apply(optimizer, _loss(), global_step=step, name="mine"), steps=2)


def _saved(**options: Any) -> Any:
    optimizer = _averaging(average_decay=0.6)
    found = _after(_apply(optimizer, _loss()))
    session = tf.get_default_session()
    if "names" in options:
        names = options.pop("names")
        options["var_list"] = {v.op.name: v for v in tf.global_variables() if v.op.name in names}
    saver = optimizer.swapping_saver(**options)
    with tempfile.TemporaryDirectory() as folder:
        path = saver.save(session, os.path.join(folder, "model"))
        reader = tf.train.load_checkpoint(path)
        for name in reader.get_variable_to_shape_map():
            found["saved/" + name] = tf.constant(reader.get_tensor(name))
    return found


@scenario
def moving_average_swapped_when_saved() -> Any:
    return _saved()


@scenario
def moving_average_swapped_by_names() -> Any:
    return _saved(names=("dense", "dense/ExponentialMovingAverage"), name="mine", max_to_keep=1)


@misuse
def moving_average_swapped_before_it_is_there() -> Any:
    return _averaging().swapping_saver()


@misuse
def moving_average_swapped_without_the_average() -> Any:
    return _saved(names=("dense",))


def _tasks(used: Any = None) -> Any:
    """Makes a loss of which one variable's gradient is zero, and one has none."""
    _variable("unused", 3)
    idle = _variable("idle", 2)
    return (_loss() if used is None else used) + 0.0 * tf.reduce_sum(idle)


@scenario
def multitask() -> Any:
    optimizer = opt.MultitaskOptimizerWrapper(tf.train.AdamOptimizer(0.1))
    found = _after(_apply(optimizer, _tasks()))
    return {**found, "name": optimizer.get_name()}


@scenario
def multitask_clipping() -> Any:
    loss = _tasks(tf.reduce_sum(tf.sin(_variable("dense", 4))))
    pairs = tf.train.GradientDescentOptimizer(0.1).compute_gradients(loss)
    clipped, norm = opt.clip_gradients_by_global_norm(pairs, clip_norm=0.5)
    kept, same = opt.clip_gradients_by_global_norm(pairs)
    found = {"norm": norm, "same": same}
    for name, chosen in (("clipped", clipped), ("kept", kept)):
        for gradient, variable in chosen:
            key = name + "/" + variable.op.name
            found[key] = "none" if gradient is None else tf.convert_to_tensor(gradient)
    return found


@misuse
def multitask_clipping_of_sparse_gradients() -> Any:
    pairs = tf.train.GradientDescentOptimizer(0.1).compute_gradients(_tasks())
    return opt.clip_gradients_by_global_norm(pairs)


@misuse
def multitask_of_no_optimizer() -> Any:
    return opt.MultitaskOptimizerWrapper("adam")
