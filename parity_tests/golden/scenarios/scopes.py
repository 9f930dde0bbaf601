"""Tell variables by name: scopes, their reuse, and what a scope hands down."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.parts import bahdanau, decode, memory, tf, with_gradients, wrap
from parity_tests.golden.scenarios.registry import scenario


def _outputs(found: dict[str, Any], name: str) -> dict[str, Any]:
    return {name: found["outputs/rnn_output"]}


@scenario
def scope_by_name() -> Any:
    return decode(wrap(attention_layer_size=5), scope="my_decoder")


@scenario
def scope_by_object() -> Any:
    with tf.variable_scope("made_before") as scope:
        pass
    return decode(wrap(bahdanau(normalize=True)), scope=scope)


@scenario
def scope_around_everything() -> Any:
    with tf.variable_scope("model"):
        return decode(wrap(attention_layer_size=5))


@scenario
def two_decoders_make_two_scopes() -> Any:
    shared = memory()
    first = decode(wrap(bahdanau(memory=shared)))
    second = decode(wrap(bahdanau(memory=shared), attention_layer_size=5))
    return {**_outputs(first, "first"), **_outputs(second, "second")}


@scenario
def one_cell_in_two_decoders() -> Any:
    cell = wrap(bahdanau(normalize=True), attention_layer_size=5)
    first, second = decode(cell), decode(cell, impute_finished=True)
    return with_gradients({**_outputs(first, "first"), **_outputs(second, "second")})


@scenario
def training_and_inference_share_by_reuse() -> Any:
    """The classic: everything is built a second time under `reuse`."""
    shared = memory()
    with tf.variable_scope("model"):
        first = decode(wrap(bahdanau(memory=shared), attention_layer_size=5))
    with tf.variable_scope("model", reuse=True):
        second = decode(wrap(bahdanau(memory=shared), attention_layer_size=5), maximum_iterations=2)
    return with_gradients({**_outputs(first, "first"), **_outputs(second, "second")})


@scenario
def sharing_by_automatic_reuse() -> Any:
    shared, found = memory(), {}
    for name in ("first", "second"):
        with tf.variable_scope("model", reuse=tf.AUTO_REUSE):
            found.update(_outputs(decode(wrap(bahdanau(memory=shared)), scope="d"), name))
    return found


@scenario
def mechanism_made_in_a_scope() -> Any:
    """The memory layer belongs to where it was made, the query layer to the decoder."""
    with tf.variable_scope("attention"):
        mechanism = bahdanau(normalize=True, name="named")
    return decode(wrap(mechanism))


@scenario
def wrapper_made_in_a_scope() -> Any:
    """A layer takes its scope when it is built, so this leaves no trace."""
    with tf.variable_scope("elsewhere"):
        cell = wrap(bahdanau(), attention_layer_size=5)
    return decode(cell)


@scenario
def initializer_of_a_scope_reaches_everything() -> Any:
    with tf.variable_scope("model", initializer=tf.constant_initializer(0.25)):
        decode(wrap(bahdanau(normalize=True), attention_layer_size=5))
    return {v.op.name: v.initial_value for v in tf.global_variables()}


@scenario
def regularizer_of_a_scope_reaches_everything() -> Any:
    with tf.variable_scope("model", regularizer=lambda weight: tf.reduce_sum(tf.abs(weight))):
        decode(wrap(bahdanau(normalize=True), attention_layer_size=5))
    losses = tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)
    return {"total": tf.add_n(losses), "count": repr(len(losses))}


@scenario
def trainable_variables_in_order() -> Any:
    decode(wrap([bahdanau(normalize=True), bahdanau()], attention_layer_size=[5, 3]))
    return {"names": " ".join(variable.op.name for variable in tf.trainable_variables())}
