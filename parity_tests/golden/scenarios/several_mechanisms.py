"""Attend to several memories at once."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.parts import (
    BATCH,
    MEMORY_DEPTH,
    UNITS,
    bahdanau,
    decode,
    describe,
    memory,
    tensor,
    tf,
    with_gradients,
    wrap,
)
from parity_tests.golden.scenarios.registry import scenario


def _two(**options: Any) -> list[Any]:
    """Makes two mechanisms of different memories, depths, lengths and sizes."""
    longer = tensor("longer", BATCH, 9, 3)
    return [
        bahdanau(**options),
        bahdanau(memory=longer, num_units=2, memory_sequence_length=[2, 9, 5], normalize=True),
    ]


@scenario
def two_mechanisms_in_a_list() -> Any:
    cell = wrap(_two())
    return with_gradients({**decode(cell), "state_size": describe(cell.state_size)})


@scenario
def two_mechanisms_in_a_tuple() -> Any:
    return decode(wrap(tuple(_two()), attention_layer_size=(5, 3)))


@scenario
def two_mechanisms_with_sizes_in_a_list() -> Any:
    return decode(wrap(_two(), attention_layer_size=[3, 5], output_attention=False))


@scenario
def two_mechanisms_with_history() -> Any:
    cell = wrap(_two(), alignment_history=True, attention_layer_size=[3, 5])
    return with_gradients(decode(cell, impute_finished=True))


@scenario
def two_mechanisms_of_one_memory() -> Any:
    shared = memory()
    return decode(wrap([bahdanau(memory=shared), bahdanau(memory=shared, num_units=3)]))


@scenario
def three_mechanisms_of_dynamic_memories() -> Any:
    dynamic = [
        bahdanau(memory=memory(f"dynamic_{k}", static=[None, None, MEMORY_DEPTH])) for k in range(3)
    ]
    return decode(wrap(dynamic, alignment_history=True, attention_layer_size=(2, 3, 4)))


@scenario
def two_mechanisms_by_one_function() -> Any:
    """`attention_fn` is asked for one mechanism after the other, with its own state."""
    weight = {UNITS: 2.0, 2: -1.0}

    def attend(mechanism: Any, output: Any, state: Any, layer: Any) -> Any:
        alignments = weight[mechanism.keys.shape.as_list()[-1]] * mechanism(output, state)[0]
        context = tf.reduce_sum(alignments[:, :, None] * mechanism.values, 1)
        return context, alignments, 0.5 * state + alignments

    return decode(wrap(_two(), attention_fn=attend))
