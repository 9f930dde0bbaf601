"""List all ops of decoding with attention, in order.

An op without a seed of its own is seeded by the number of ops before it, so the ops
decide on the initial weights. What TensorFlow 2's own functions make otherwise, which
the launcher mends (`legacy_tf1.launcher.op_counts`), is not in these graphs.
"""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.attention.parts import luong, monotonic
from parity_tests.golden.scenarios.parts import (
    BATCH,
    CELL_UNITS,
    MEMORY_DEPTH,
    bahdanau,
    decode,
    memory,
    seq2seq,
    tf,
    wrap,
)
from parity_tests.golden.scenarios.registry import scenario


def _all_ops() -> dict[str, Any]:
    names = " ".join(op.name for op in tf.get_default_graph().get_operations())
    # The same constant, which TensorFlow 2 has renamed.
    return {"names": names.replace("ones_like/Shape/shape_as_tensor", "ones_like/Shape")}


@scenario
def all_ops_of_additive_attention() -> Any:
    decode(wrap(bahdanau(normalize=True), alignment_history=True))
    return _all_ops()


@scenario
def all_ops_of_multiplicative_attention() -> Any:
    decode(wrap(luong(scale=True), attention_layer_size=3), impute_finished=True)
    return _all_ops()


@scenario
def all_ops_of_monotonic_attention() -> Any:
    mechanism = monotonic("bahdanau", normalize=True, sigmoid_noise=0.5, sigmoid_noise_seed=3)
    decode(wrap(mechanism, output_attention=False))
    return _all_ops()


@scenario
def all_ops_of_hard_and_plain_attention() -> Any:
    mechanisms = [monotonic("luong", mode="hard"), bahdanau(memory_sequence_length=None)]
    decode(wrap(mechanisms, attention_layer_size=[3, 2], alignment_history=True))
    return _all_ops()


@scenario
def all_ops_of_memory_of_any_size() -> Any:
    seq2seq.LuongAttention(
        CELL_UNITS, memory(static=[None, None, MEMORY_DEPTH]), [6, 1, 4], dtype=tf.float64
    )
    seq2seq.LuongAttention(CELL_UNITS, memory("other", static=[BATCH, None, 4]), dtype=tf.float64)
    return _all_ops()
