"""Give Luong's and the monotonic mechanisms what they do not take."""

from __future__ import annotations

import functools
from typing import Any

from parity_tests.golden.scenarios.attention.parts import KINDS, case, dirac, luong, monotonic
from parity_tests.golden.scenarios.parts import (
    BATCH,
    CELL_UNITS,
    MEMORY_TIME,
    attention_wrapper,
    decode,
    memory,
    seq2seq,
    tensor,
    tf,
    wrap,
)
from parity_tests.golden.scenarios.registry import misuse

_reject = functools.partial(case, rejected=True)


def _ask(mechanism: Any) -> Any:
    return {"alignments": mechanism(tensor("query", BATCH, CELL_UNITS), dirac())[0]}


@misuse
def luong_of_another_depth() -> Any:
    return _ask(luong(num_units=CELL_UNITS + 1))


@misuse
def luong_of_another_depth_in_a_wrapper() -> Any:
    return decode(wrap(luong(num_units=CELL_UNITS - 1)))


@misuse
def luong_of_another_depth_unknown() -> Any:
    query = tensor("query", BATCH, CELL_UNITS, static=[None, None])
    return {"alignments": luong(num_units=5)(query, None)[0]}


@misuse
def luong_with_probability_fn_not_callable() -> Any:
    return _ask(luong(probability_fn="softmax"))


@misuse
def luong_without_units() -> Any:
    return luong(num_units=None)


@misuse
def luong_of_memory_of_another_dtype() -> Any:
    return _ask(luong(dtype=None))


@misuse
def luong_of_query_of_another_dtype() -> Any:
    query = tensor("query", BATCH, CELL_UNITS, dtype="float32")
    return {"alignments": luong(scale=True)(query, None)[0]}


@misuse
def luong_with_a_length_of_zero() -> Any:
    return _ask(luong(memory_sequence_length=[6, 0, 4]))


@misuse
def luong_with_normalize() -> Any:
    return luong(normalize=True)


@misuse
def luong_called_with_one_argument() -> Any:
    return luong()(tensor("query", BATCH, CELL_UNITS))


@misuse
def monotonic_attention_of_no_mode() -> Any:
    return {"attention": seq2seq.monotonic_attention(dirac(), dirac(), "soft")}


@misuse
def monotonic_attention_of_mode_none() -> Any:
    return {"attention": seq2seq.monotonic_attention(dirac(), dirac(), None)}


@misuse
def monotonic_attention_without_mode() -> Any:
    return {"attention": seq2seq.monotonic_attention(dirac(), dirac())}


@misuse
def monotonic_attention_of_two_dtypes() -> Any:
    return {"attention": seq2seq.monotonic_attention(dirac(dtype="float32"), dirac(), "parallel")}


@misuse
def monotonic_attention_recursive_of_two_batches() -> Any:
    previous = tf.zeros([BATCH + 1, MEMORY_TIME])
    return {"attention": seq2seq.monotonic_attention(dirac(dtype="float32"), previous, "recursive")}


@misuse
def monotonic_attention_recursive_in_float64() -> Any:
    """Contrib's own zeros and ones are float32."""
    return {"attention": seq2seq.monotonic_attention(dirac(), dirac(), "recursive")}


@misuse
def monotonic_attention_recursive_in_float16() -> Any:
    half = dirac(dtype="float16")
    return {"attention": seq2seq.monotonic_attention(half, half, "recursive")}


@misuse
def safe_cumprod_of_integers() -> Any:
    return {"product": seq2seq.safe_cumprod([1, 2, 3])}


@misuse
def safe_cumprod_of_no_axis() -> Any:
    return {"product": seq2seq.safe_cumprod(dirac(), axis=2)}


@misuse
def hardmax_of_a_scalar() -> Any:
    return {"hardmax": seq2seq.hardmax(1.0)}


@misuse
def hardmax_of_booleans() -> Any:
    return {"hardmax": seq2seq.hardmax([True, False])}


@misuse
def noise_of_a_tensor() -> Any:
    function = attention_wrapper._monotonic_probability_fn
    return {"attention": function(dirac(), dirac(), tf.constant(0.5), "parallel")}


def _python_bias(kind: str, dtype: str) -> Any:
    """A Python number starts a float32 bias, whatever the score's dtype."""
    return _ask(monotonic(kind, dtype, score_bias_init=0.0))


def _mode(kind: str) -> Any:
    return _ask(monotonic(kind, mode="soft"))


def _bias_by_initializer(kind: str) -> Any:
    """An initialiser knows no shape, and none is given."""
    return _ask(monotonic(kind, score_bias_init=tf.zeros_initializer()))


def _default_bias_in_float64(kind: str) -> Any:
    return _ask(KINDS[kind](CELL_UNITS, memory(), dtype=tf.float64))


def _zero_length(kind: str) -> Any:
    return _ask(monotonic(kind, memory_sequence_length=[6, 0, 4]))


def _probability_fn(kind: str) -> Any:
    return monotonic(kind, probability_fn=tf.nn.softmax)


def _custom_key_value_fn(kind: str) -> Any:
    """Only the mechanisms that are not monotonic have it."""
    return monotonic(kind, custom_key_value_fn=lambda keys, values: (keys, values))


def _no_state(kind: str) -> Any:
    return {"alignments": monotonic(kind)(tensor("query", BATCH, CELL_UNITS), None)[0]}


def _state_of_another_length(kind: str) -> Any:
    state = tf.zeros([BATCH, MEMORY_TIME + 1], tf.float64)
    return {"alignments": monotonic(kind)(tensor("query", BATCH, CELL_UNITS), state)[0]}


for _kind in KINDS:
    _reject(f"{_kind}_monotonic_of_no_mode", _mode, kind=_kind)
    _reject(f"{_kind}_monotonic_bias_by_initializer", _bias_by_initializer, kind=_kind)
    _reject(f"{_kind}_monotonic_default_bias_in_float64", _default_bias_in_float64, kind=_kind)
    _reject(f"{_kind}_monotonic_python_bias_in_float16", _python_bias, kind=_kind, dtype="float16")
    _reject(f"{_kind}_monotonic_with_a_length_of_zero", _zero_length, kind=_kind)
    _reject(f"{_kind}_monotonic_with_probability_fn", _probability_fn, kind=_kind)
    _reject(f"{_kind}_monotonic_with_custom_key_value_fn", _custom_key_value_fn, kind=_kind)
    _reject(f"{_kind}_monotonic_without_state", _no_state, kind=_kind)
    _reject(f"{_kind}_monotonic_state_of_another_length", _state_of_another_length, kind=_kind)


@misuse
def luong_monotonic_of_another_depth() -> Any:
    return _ask(monotonic("luong", num_units=CELL_UNITS + 1))
