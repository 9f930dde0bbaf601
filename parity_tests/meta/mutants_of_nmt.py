"""List the mistakes in the translating model that the ladder must catch, each with its place."""

from __future__ import annotations

from functools import partial

from parity_tests.meta.mutation import Mutant

_TF1 = "legacy_tf1/variants/nmt_with_attention.py"
_TF2 = "tf2_port/variants/nmt_with_attention.py"

_nmt = partial(Mutant, stem="nmt_with_attention", case="lstm")

OF_NMT = (
    _nmt(
        "backward outputs not turned around",
        _TF2,
        "tf.reverse(reversed_memory, [1])",
        "reversed_memory",
        rung=3,
        tensor="forward/memory",
    ),
    _nmt(
        "directions exchanged",
        _TF1,
        "tf.concat(outputs, -1)",
        "tf.concat(outputs[::-1], -1)",
        rung=3,
        tensor="forward/memory",
    ),
    _nmt(
        "padding read by the backward encoder",
        _TF2,
        "self.backward_encoder(embedded, mask=mask)",
        "self.backward_encoder(embedded)",
        rung=3,
        tensor="forward/memory",
    ),
    _nmt(
        "states of the directions exchanged",
        _TF2,
        "tf.concat(both, -1), state, backward_state)",
        "tf.concat(both, -1), backward_state, state)",
        rung=3,
        tensor="forward/encoder_state/c",
        inside="steps/c",
        step=0,
    ),
    _nmt(
        "the backward encoder reads forwards",
        _TF2,
        "go_backwards=True",
        "go_backwards=False",
        rung=3,
        tensor="forward/memory",
    ),
    _nmt(
        "weights of the directions exchanged",
        _TF2,
        'cell_rules("encoder/fw", self.encoder_cells)\n'
        '        yield from cell_rules("encoder/bw", self.backward_encoder_cells)',
        'cell_rules("encoder/bw", self.encoder_cells)\n'
        '        yield from cell_rules("encoder/fw", self.backward_encoder_cells)',
        rung=3,
        tensor="forward/memory",
    ),
    _nmt(
        "score not normalized",
        _TF1,
        "normalize=config.normalize",
        "normalize=False",
        case="lstm_2",
        rung=2,
        tensor="weights/decoder/attention_wrapper/bahdanau_attention/attention_g",
    ),
)
