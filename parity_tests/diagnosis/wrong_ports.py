"""List deliberately wrong ports of variants: each has one known mistake, or an unknown one.

`parity_tests/meta/mutants_of_port.py` has more of `bahdanau_attention`, as changes of source.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from unittest import mock

from parity_tests.diagnosis.mistakes import (
    around,
    dropout_as_an_op,
    dropout_in_a_layer,
    dropout_in_training,
    forget_biases,
    gates_left_as_they_are,
    h_and_c_exchanged,
    late_alignments,
    one_length_more,
    one_step_less,
    plain_sigmoid,
    setup_without_lengths,
    time_major_results,
    without_tanh,
)
from tf2_port import witness
from tf2_port.compat import tfa
from tf2_port.variants._attention import AttendingModel
from tf2_port.variants._tokens import TokenModel
from tf2_port.variants.bahdanau_attention import BahdanauAttentionModel


@dataclass(frozen=True)
class WrongPort:
    """One mistake, the hint it must get (None for none), and where it must show first."""

    name: str
    stem: str
    case: str
    mistake: Callable[[], Any]
    hint: str | None
    tensor: str
    step: int | None = None
    trains: bool = False

    def __str__(self) -> str:
        return f"{self.stem}: {self.name}"


_BAHDANAU, _GLOBAL, _PLAIN = "bahdanau_attention", "global_attention", "encoder_decoder"
_LUONG = tfa.seq2seq.LuongAttention

WRONG_PORTS = (
    WrongPort(
        "forget bias twice",
        _BAHDANAU,
        "plain",
        forget_biases(2),
        "forget bias counted twice",
        "steps/c",
        1,
    ),
    WrongPort(
        "dropout",
        _BAHDANAU,
        "plain",
        around(BahdanauAttentionModel, "__init__", dropout_in_a_layer),
        "dropout left on",
        "forward/memory",
        0,
    ),
    WrongPort(
        "alignments late",
        _BAHDANAU,
        "plain",
        late_alignments(tfa.seq2seq.BahdanauAttention),
        "alignments of the previous step",
        "steps/alignments",
        0,
    ),
    WrongPort(
        "sigmoid",
        _BAHDANAU,
        "plain",
        around(BahdanauAttentionModel, "__init__", plain_sigmoid),
        None,
        "forward/memory",
        0,
    ),
    WrongPort(
        "gates as they are",
        _GLOBAL,
        "lstm",
        gates_left_as_they_are,
        "gates permuted",
        "forward/memory",
        0,
    ),
    WrongPort(
        "forget bias twice",
        _PLAIN,
        "lstm",
        forget_biases(2),
        "forget bias counted twice",
        "forward/memory",
        1,
    ),
    WrongPort(
        "no forget bias",
        _PLAIN,
        "lstm_2",
        forget_biases(0),
        "forget bias not counted",
        "forward/memory",
        1,
    ),
    WrongPort(
        "h and c",
        _PLAIN,
        "lstm",
        around(TokenModel, "initial_state", h_and_c_exchanged),
        "h and c exchanged",
        "steps/c",
        0,
    ),
    WrongPort(
        "time-major results",
        _PLAIN,
        "lstm",
        time_major_results,
        "time and batch transposed",
        "forward/rnn_output",
    ),
    WrongPort(
        "no mask",
        _GLOBAL,
        "lstm",
        around(_LUONG, "setup_memory", setup_without_lengths),
        "mask missing",
        "steps/score",
        0,
    ),
    WrongPort(
        "a place too many in the memory",
        _GLOBAL,
        "lstm",
        around(_LUONG, "setup_memory", one_length_more),
        "lengths off by one",
        "steps/score",
        0,
    ),
    WrongPort(
        "a step too few",
        _PLAIN,
        "lstm",
        around(TokenModel, "start", one_step_less),
        "lengths off by one",
        "forward/sequence_lengths",
    ),
    WrongPort(
        "dropout as an op",
        _GLOBAL,
        "lstm",
        around(TokenModel, "encode", dropout_as_an_op),
        "dropout left on",
        "forward/memory",
        0,
    ),
    WrongPort(
        "dropout in training",
        _PLAIN,
        "lstm",
        around(TokenModel, "call", dropout_in_training),
        "dropout left on",
        "forward/memory",
        0,
    ),
    WrongPort(
        "epsilon of Keras",
        _PLAIN,
        "lstm",
        lambda: mock.patch.object(witness, "EPSILON", 1e-7),
        "epsilon of Adam",
        "training/loss",
        trains=True,
    ),
    WrongPort(
        "alignments late",
        _GLOBAL,
        "lstm",
        late_alignments(_LUONG),
        "alignments of the previous step",
        "steps/alignments",
        0,
    ),
    WrongPort(
        "no tanh",
        _GLOBAL,
        "lstm",
        around(AttendingModel, "__init__", without_tanh),
        None,
        "steps/attention",
        0,
    ),
)
