"""Reduce the loss of sequences in every way there is."""

from __future__ import annotations

import inspect
import itertools
from typing import Any

import numpy as np

from parity_tests.golden.scenarios.losses.parts import (
    BATCH,
    TIME,
    VOCABULARY,
    logits,
    loss,
    mask,
    sequence_loss,
    targets,
    weights,
)
from parity_tests.golden.scenarios.parts import describe, fed, seq2seq, tensor, tf, with_gradients
from parity_tests.golden.scenarios.registry import scenario

_OPTIONS = (
    "average_across_timesteps",
    "average_across_batch",
    "sum_over_timesteps",
    "sum_over_batch",
)


def _reductions() -> Any:
    """Yields a name and the options of each combination that is allowed."""
    for chosen in itertools.product([False, True], repeat=4):
        options = dict(zip(_OPTIONS, chosen))
        both_of_time = options["average_across_timesteps"] and options["sum_over_timesteps"]
        both_of_batch = options["average_across_batch"] and options["sum_over_batch"]
        if not both_of_time and not both_of_batch:
            yield "".join("01"[value] for value in chosen), options


def _all_reductions(of_weights: Any, **given: Any) -> dict[str, Any]:
    shared, found = logits(), {}
    for name, options in _reductions():
        made = sequence_loss(of_weights, logits=shared, **given, **options)
        found[name], found[name + "/shape"] = made, describe(made)
    return found


@scenario
def loss_by_default() -> Any:
    return with_gradients({"loss": sequence_loss()})


@scenario
def loss_in_all_reductions_masked() -> Any:
    return with_gradients(_all_reductions(mask()))


@scenario
def loss_in_all_reductions_weighted() -> Any:
    return with_gradients(_all_reductions(weights()))


@scenario
def loss_of_no_weight_at_all() -> Any:
    """Division by nothing gives nothing, not infinity."""
    return with_gradients(_all_reductions(tf.zeros([BATCH, TIME], tf.float64)))


@scenario
def loss_of_weights_that_cancel() -> Any:
    """Their sum is zero, their number is not."""
    signs = tf.constant(np.array([[1.0, -1.0, 0.5, -0.5, 0.0]] * BATCH))
    return _all_reductions(signs)


@scenario
def loss_by_another_function() -> Any:
    """It is called by name, on flat labels and logits."""

    def squared(labels: Any, logits: Any) -> Any:
        wanted = tf.one_hot(labels, VOCABULARY, dtype=tf.float64)
        return tf.reduce_sum(tf.square(wanted - logits), -1)

    return with_gradients(_all_reductions(weights(), softmax_loss_function=squared))


@scenario
def loss_by_a_function_of_shapes() -> Any:
    shapes: Any = []

    def remember(**arguments: Any) -> Any:
        shapes.extend((name, describe(arguments[name])) for name in sorted(arguments))
        return tf.zeros([BATCH * TIME], tf.float64)

    made = sequence_loss(softmax_loss_function=remember)
    return {"loss": made, "given": repr(shapes)}


@scenario
def loss_by_a_sampled_softmax() -> Any:
    """What large vocabularies are trained by; every class is a sample, so nothing is drawn."""
    kernel, bias = tensor("kernel", 7, 3), tensor("bias", 7)

    def sampled(labels: Any, logits: Any) -> Any:
        classes = tf.constant([0, 2, 4, 6, 1], tf.int64)
        chances = (tf.ones([BATCH * TIME, 1], tf.float64), tf.ones([5], tf.float64))
        return tf.nn.sampled_softmax_loss(
            kernel,
            bias,
            tf.reshape(tf.cast(labels, tf.int64), [-1, 1]),
            logits,
            num_sampled=5,
            num_classes=7,
            sampled_values=(classes, *chances),
        )

    inputs = tensor("hidden", BATCH, TIME, 3)
    return with_gradients({"loss": sequence_loss(logits=inputs, softmax_loss_function=sampled)})


@scenario
def loss_of_unknown_shapes() -> Any:
    found = {}
    given = fed(np.arange(15, dtype=np.int64).reshape(BATCH, TIME) % 4, [None, None])
    for name, options in _reductions():
        shape = [None, None, None] if name == "1100" else [None, None, VOCABULARY]
        made = sequence_loss(
            fed(np.ones([BATCH, TIME]), [None, None]),
            logits=logits(shape),
            targets=given,
            **options,
        )
        found[name], found[name + "/shape"] = made, describe(made)
    return found


@scenario
def loss_in_dtypes() -> Any:
    found = {}
    for dtype in ("float16", "float32", "float64"):
        for integers in ("int32", "int64"):
            found[f"{dtype}/{integers}"] = sequence_loss(
                mask(tf.as_dtype(dtype)), logits=logits(dtype=dtype), targets=targets(integers)
            )
    return found


@scenario
def loss_of_one_weight() -> Any:
    """One weight is spread over all targets, but the average divides by it alone."""
    return {"loss": sequence_loss(tf.constant([[2.0]], tf.float64))}


@scenario
def loss_of_variables() -> Any:
    variable = tf.get_variable("logits", [BATCH, TIME, VOCABULARY], tf.float64)
    return with_gradients({"loss": sequence_loss(logits=variable)})


@scenario
def loss_of_empty_sequences() -> Any:
    return {
        "loss": seq2seq.sequence_loss(
            tf.zeros([BATCH, 0, VOCABULARY]), tf.zeros([BATCH, 0], tf.int32), tf.zeros([BATCH, 0])
        )
    }


@scenario
def loss_takes_any_truth() -> Any:
    """Options need not be booleans."""
    return {
        "numbers": sequence_loss(average_across_timesteps=1, average_across_batch=0),
        "none": sequence_loss(average_across_timesteps=None, average_across_batch=None),
    }


@scenario
def names_of_loss_ops() -> Any:
    for _, options in _reductions():
        sequence_loss(**options)
    sequence_loss(name="mine")
    names = [op.name for op in tf.get_default_graph().get_operations()]
    return {"names": " ".join(names)}


@scenario
def keras_loss_by_default() -> Any:
    made = loss.SequenceLoss()
    return with_gradients({"loss": made(targets(), logits(), weights()), "name": repr(made.name)})


@scenario
def keras_loss_in_all_reductions() -> Any:
    shared, found = logits(), {}
    for name, options in _reductions():
        found[name] = loss.SequenceLoss(**options)(targets(), shared, sample_weight=mask())
    return found


@scenario
def keras_loss_tells_about_itself() -> Any:
    made = loss.SequenceLoss(softmax_loss_function=max, name="mine")
    value = loss.SequenceLoss(name="mine")(targets(), logits(), mask())
    parameters = inspect.signature(loss.SequenceLoss.__init__).parameters.values()
    call = inspect.signature(loss.SequenceLoss.__call__).parameters.values()
    return {
        "options": repr([getattr(made, name) for name in _OPTIONS]),
        "function": repr(made.softmax_loss_function is max),
        "name": made.name,
        "kind": repr(isinstance(made, tf.keras.losses.Loss)),
        "call": repr(made.call(targets(), logits())),
        "scope": value.op.name.rpartition("/")[0],
        "signature": repr([(p.name, p.default) for p in parameters if p.default is not p.empty]),
        "call signature": repr([(p.name, p.default) for p in call if p.default is not p.empty]),
    }


@scenario
def keras_loss_by_another_function() -> Any:
    def squared(labels: Any, logits: Any) -> Any:
        return tf.square(tf.cast(labels, tf.float64) - logits[:, 0])

    made = loss.SequenceLoss(False, True, True, False, squared)
    return with_gradients({"loss": made(targets(), logits(), weights())})
