"""Attend monotonically: both mechanisms, their options, every mode."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.attention.parts import (
    KINDS,
    attend,
    case,
    decode_in,
    dirac,
    luong,
    monotonic,
)
from parity_tests.golden.scenarios.parts import (
    BATCH,
    CELL_UNITS,
    DEPTH,
    LENGTHS,
    MEMORY_DEPTH,
    MEMORY_LENGTHS,
    MEMORY_TIME,
    TIME,
    UNITS,
    attention_wrapper,
    decode,
    describe,
    fed,
    memory,
    seq2seq,
    tensor,
    tf,
    with_gradients,
    wrap,
    wrap_lstm,
)
from parity_tests.golden.scenarios.registry import scenario

SWITCH = {"bahdanau": "normalize", "luong": "scale"}
MODES = ("recursive", "parallel", "hard")


def _attend(kind: str, mode: str, switch: bool) -> Any:
    dtype = "float32" if mode == "recursive" else "float64"
    mechanism = monotonic(kind, dtype, **{"mode": mode, SWITCH[kind]: switch})
    return attend(mechanism, dirac((0, 0, 3), dtype) if mode == "hard" else None, dtype)


def _decode(kind: str, mode: str, options: Any) -> Any:
    """Decodes, with gradients even if hard: what the alignments start from is constant."""
    dtype = "float32" if mode == "recursive" else "float64"
    mechanism = monotonic(kind, dtype, mode=mode)
    return with_gradients(decode_in(dtype, mechanism, **options))


for _kind in KINDS:
    for _mode in MODES:
        case(f"{_kind}_{_mode}", _attend, kind=_kind, mode=_mode, switch=False)
        case(f"{_kind}_{_mode}_{SWITCH[_kind]}", _attend, kind=_kind, mode=_mode, switch=True)
        _options = {"alignment_history": True, "attention_layer_size": 5}
        case(f"{_kind}_{_mode}_decodes", _decode, kind=_kind, mode=_mode, options=_options)


def _by_position(kind: str) -> Any:
    """Mask value, noise, seed, bias, mode, dtype and name follow the switch."""
    given = (MEMORY_LENGTHS, True, -1.5, 0.0, 3, np.float64(2.0), "parallel", tf.float64, "other")
    units = UNITS if kind == "bahdanau" else CELL_UNITS
    return attend(KINDS[kind](units, memory(), *given))


def _unmasked(kind: str) -> Any:
    return attend(monotonic(kind, memory_sequence_length=None))


def _mask_value(kind: str) -> Any:
    """What is masked by a finite score can still be chosen."""
    return attend(monotonic(kind, score_mask_value=0.5))


def _initial_values(kind: str) -> Any:
    mechanism = monotonic(kind, score_bias_init=np.float64(-2.5), **{SWITCH[kind]: True})
    mechanism(tensor("query", BATCH, CELL_UNITS), dirac())
    started = [v for v in tf.global_variables() if v.op.name.endswith(("_g", "_b", "_bias"))]
    return {v.op.name: v.initial_value for v in started}


def _bias_of_a_tensor(kind: str) -> Any:
    """A tensor starts the bias too, and gives it its dtype."""
    mechanism = monotonic(kind, score_bias_init=tf.constant(0.75, tf.float64))
    mechanism(tensor("query", BATCH, CELL_UNITS), dirac())
    bias = [v for v in tf.global_variables() if v.op.name.endswith("_bias")]
    return {v.op.name: v.initial_value for v in bias}


def _bias_of_a_vector(kind: str) -> Any:
    """Its shape is that of the initial value: one bias for each element of memory."""
    return attend(monotonic(kind, score_bias_init=np.linspace(-1.0, 1.0, MEMORY_TIME)))


def _what_it_is(kind: str) -> Any:
    mechanism = monotonic(kind)
    switch = getattr(mechanism, "_" + SWITCH[kind])
    base = attention_wrapper._BaseMonotonicAttentionMechanism
    return {
        "private": f"{mechanism._num_units} {switch} {mechanism._name}",
        "bias": str(float(mechanism._score_bias_init)),
        "monotonic": str(isinstance(mechanism, base)),
        "base": str(issubclass(base, attention_wrapper._BaseAttentionMechanism)),
        "sizes": describe((mechanism.batch_size, mechanism.alignments_size, mechanism.state_size)),
        "alignments": mechanism.initial_alignments(BATCH, tf.float64),
        "state": mechanism.initial_state(tf.constant(2), tf.float32),
        "layers": f"{mechanism.query_layer and mechanism.query_layer.name} "
        f"{mechanism.memory_layer.name}",
    }


def _noisy(kind: str, mode: str) -> Any:
    """Draws anew at each step; one step at a time, so that the order is that of time."""
    dtype = "float32" if mode == "recursive" else "float64"
    mechanism = monotonic(kind, dtype, mode=mode, sigmoid_noise=0.75, sigmoid_noise_seed=11)
    cell = seq2seq.AttentionWrapper(
        tf.nn.rnn_cell.GRUCell(CELL_UNITS, dtype=dtype),
        mechanism,
        alignment_history=True,
        dtype=dtype,
    )
    feeder = seq2seq.TrainingHelper(tensor("inputs", BATCH, TIME, DEPTH, dtype=dtype), LENGTHS)
    state = cell.zero_state(BATCH, tf.as_dtype(dtype))
    return decode(cell, state, feeder, parallel_iterations=1)


def _in_float16(kind: str) -> Any:
    """Probabilities so small that float16 cannot divide by them do not occur here."""
    return decode_in("float16", monotonic(kind, "float16"), attention_layer_size=5)


def _in_float32(kind: str) -> Any:
    """By default: a Python number starts the bias."""
    return with_gradients(
        decode_in("float32", KINDS[kind](CELL_UNITS, memory(dtype="float32"), MEMORY_LENGTHS))
    )


def _of_unknown_sizes(kind: str, mode: str) -> Any:
    lengths = fed(np.array(MEMORY_LENGTHS, np.int32), [None])
    of_memory = memory(static=[None, None, MEMORY_DEPTH])
    mechanism = monotonic(kind, mode=mode, memory=of_memory, memory_sequence_length=lengths)
    inputs = tensor("inputs", BATCH, TIME, DEPTH, static=[None, None, DEPTH])
    feeder = seq2seq.TrainingHelper(inputs, fed(np.array(LENGTHS, np.int32), [None]))
    cell = wrap(mechanism)
    state = cell.zero_state(tf.shape(inputs)[0], tf.float64)
    found = decode(cell, state, feeder, impute_finished=True)
    return found if mode == "hard" else with_gradients(found)


for _kind in KINDS:
    case(f"{_kind}_monotonic_by_position", _by_position, kind=_kind)
    case(f"{_kind}_monotonic_unmasked", _unmasked, kind=_kind)
    case(f"{_kind}_monotonic_mask_value", _mask_value, kind=_kind)
    case(f"{_kind}_monotonic_initial_values", _initial_values, kind=_kind)
    case(f"{_kind}_monotonic_bias_of_a_tensor", _bias_of_a_tensor, kind=_kind)
    case(f"{_kind}_monotonic_bias_of_a_vector", _bias_of_a_vector, kind=_kind)
    case(f"{_kind}_monotonic_tells_what_it_is", _what_it_is, kind=_kind)
    case(f"{_kind}_monotonic_float16", _in_float16, kind=_kind)
    case(f"{_kind}_monotonic_float32_by_default", _in_float32, kind=_kind)
    for _mode in MODES:
        case(f"{_kind}_monotonic_{_mode}_noisy", _noisy, kind=_kind, mode=_mode)
    for _mode in MODES[1:]:
        _name = f"{_kind}_monotonic_{_mode}_of_unknown_sizes"
        case(_name, _of_unknown_sizes, kind=_kind, mode=_mode)


@scenario
def monotonic_imputed_and_cut() -> Any:
    cell = wrap_lstm(monotonic("bahdanau", normalize=True), output_attention=False)
    return with_gradients(decode(cell, impute_finished=True, maximum_iterations=3))


@scenario
def monotonic_beside_luong() -> Any:
    mechanisms = (monotonic("luong"), luong(memory=memory("second"), scale=True))
    cell = wrap(mechanisms, alignment_history=True)
    return {**with_gradients(decode(cell)), "state_size": describe(cell.state_size)}


@scenario
def monotonic_of_one_element() -> Any:
    given = {"memory": tensor("one", 1, 1, MEMORY_DEPTH), "memory_sequence_length": [1]}
    query = tensor("query", 1, CELL_UNITS)
    found = {
        kind: monotonic(kind, **given)(query, tf.constant([[0.5]], tf.float64))[0] for kind in KINDS
    }
    return with_gradients(found)


class Own(attention_wrapper._BaseMonotonicAttentionMechanism):
    """Derives from the base of the monotonic mechanisms, as published code does."""

    def __init__(self) -> None:
        layer = tf.layers.Dense(CELL_UNITS, name="own", use_bias=False, dtype=tf.float64)
        super().__init__(
            query_layer=None,
            memory=memory(),
            probability_fn=lambda score, previous: attention_wrapper._monotonic_probability_fn(
                score, previous, sigmoid_noise=0.0, mode="parallel"
            ),
            memory_sequence_length=MEMORY_LENGTHS,
            memory_layer=layer,
        )

    def __call__(self, query: Any, state: Any) -> Any:
        score = attention_wrapper._luong_score(query, self.keys, None)
        alignments = self._probability_fn(score, state)
        return alignments, alignments


@scenario
def monotonic_of_ones_own() -> Any:
    return with_gradients(decode(wrap(Own(), alignment_history=True)))


@scenario
def monotonic_reused_in_a_second_decoding() -> Any:
    """The same scope, reused: training and inference share variables."""
    cell = wrap(monotonic("luong", scale=True))
    first = decode(cell, scope="decoder")
    with tf.variable_scope(tf.get_variable_scope(), reuse=True):
        again = decode(cell, scope="decoder")
    return {**first, **{"again/" + name: made for name, made in again.items()}}
