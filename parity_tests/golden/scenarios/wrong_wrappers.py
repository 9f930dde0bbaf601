"""Give `AttentionWrapper` what it does not take."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.parts import (
    bahdanau,
    decode,
    memory,
    seq2seq,
    tf,
    wrap,
)
from parity_tests.golden.scenarios.registry import misuse


@misuse
def wrapper_of_no_cell() -> Any:
    return wrap(cell=object())


@misuse
def wrapper_of_a_cell_class() -> Any:
    """The class has all the names of a cell, so this is found out later."""
    return decode(wrap(cell=tf.nn.rnn_cell.BasicRNNCell))


@misuse
def wrapper_of_a_layer() -> Any:
    return wrap(cell=tf.layers.Dense(3))


@misuse
def wrapper_of_no_mechanism() -> Any:
    return wrap("attention")


@misuse
def wrapper_of_a_mechanism_class() -> Any:
    return wrap(seq2seq.BahdanauAttention)


@misuse
def wrapper_of_a_list_with_no_mechanism() -> Any:
    return wrap([bahdanau(), memory()])


@misuse
def wrapper_of_an_empty_list() -> Any:
    return decode(wrap([]))


@misuse
def wrapper_of_the_interface_alone() -> Any:
    """It has no values, nor anything else."""
    return wrap(seq2seq.AttentionMechanism())


@misuse
def wrapper_with_cell_input_fn_not_callable() -> Any:
    return wrap(cell_input_fn="concat")


@misuse
def wrapper_with_attention_fn_not_callable() -> Any:
    return decode(wrap(attention_fn="dot"))


@misuse
def wrapper_with_layer_and_size() -> Any:
    return wrap(attention_layer_size=5, attention_layer=tf.layers.Dense(5))


@misuse
def wrapper_with_a_zero_size_and_a_layer() -> Any:
    """Any size counts as given, 0 as well."""
    return wrap(attention_layer_size=0, attention_layer=tf.layers.Dense(5))


@misuse
def wrapper_with_one_size_for_two_mechanisms() -> Any:
    return wrap([bahdanau(), bahdanau()], attention_layer_size=5)


@misuse
def wrapper_with_two_sizes_for_one_mechanism() -> Any:
    return wrap(attention_layer_size=[5, 3])


@misuse
def wrapper_with_one_layer_for_two_mechanisms() -> Any:
    return wrap([bahdanau(), bahdanau()], attention_layer=tf.layers.Dense(5))


@misuse
def wrapper_with_an_empty_list_of_sizes() -> Any:
    return wrap(attention_layer_size=[])


@misuse
def wrapper_with_a_size_of_none_in_a_list() -> Any:
    return wrap([bahdanau(), bahdanau()], attention_layer_size=[5, None])


@misuse
def wrapper_with_a_layer_that_is_none_of_it() -> Any:
    return wrap(attention_layer=lambda inputs: inputs)


@misuse
def wrapper_with_attention_fn_of_false() -> Any:
    """Only `None` means the default."""
    return decode(wrap(attention_fn=False))
