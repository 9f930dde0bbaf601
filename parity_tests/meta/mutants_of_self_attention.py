"""List the mistakes in the Transformer that the suite must catch, each with its place."""

from __future__ import annotations

from functools import partial

from parity_tests.meta.mutation import Mutant

_TF1 = "legacy_tf1/variants/self_attention.py"
_TF2 = "tf2_port/variants/self_attention.py"
_LAYERS = "tf2_port/variants/_transformer.py"

_self = partial(Mutant, stem="self_attention")

OF_SELF_ATTENTION = (
    _self(
        "labels ahead are seen",
        _LAYERS,
        "self.self_attention(state, state, causal=True)",
        "self.self_attention(state, state)",
        "float64",
        3,
        "forward/rnn_output",
        "steps/output",
        0,
        hint="mask missing",
    ),
    _self(
        "padding is seen",
        _TF1,
        "visible = tf.sequence_mask(lengths, tf.shape(source)[1])[:, None]",
        "visible = tf.fill(tf.shape(source), True)[:, None]",
        "float64",
        3,
        "forward/memory",
        "steps/output",
        0,
    ),
    _self(
        "cosines before sines",
        _TF2,
        "tf.concat([tf.sin(angles), tf.cos(angles)], 1)",
        "tf.concat([tf.cos(angles), tf.sin(angles)], 1)",
        "float64",
        3,
        "forward/memory",
        "steps/output",
        0,
    ),
    _self(
        "heads read from the wrong axis",
        "tf2_port/checkpoints/einsum_dense.py",
        "array.reshape(w.shape) for",
        "array.reshape(w.shape[::-1]).transpose() for",
        "float64",
        2,
        "weights/encoder/layer_0/self_attention/query/kernel",
    ),
    _self(
        "Keras's own epsilon",
        _LAYERS,
        "EPSILON = 1e-6",
        "EPSILON = 1e-3",
        "float64",
        3,
        "forward/memory",
        "steps/output",
        0,
    ),
    _self(
        "position that stands still",
        _TF2,
        "[next_flat, position + 1]",
        "[next_flat, position + 0]",
        "float64",
        3,
        "greedy/rnn_output",
        "steps/h",
        1,
    ),
)
