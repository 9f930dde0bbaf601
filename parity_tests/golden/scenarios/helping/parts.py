"""Make what helpers are tried with.

Loops that draw run one iteration at a time: otherwise an op that depends on
nothing but its seed may draw for a later step first.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.parts import (
    BATCH,
    DEPTH,
    decode,
    named,
    rnn,
    tensor,
    tf,
)

VOCABULARY = 6
START = (2, 0, 5)


def embedding(name: str = "embedding") -> Any:
    """Makes an input `[VOCABULARY, DEPTH]`."""
    return tensor(name, VOCABULARY, DEPTH)


def outputs_of_steps(steps: int, depth: int = VOCABULARY) -> list[Any]:
    """Makes an input `[BATCH, depth]` for each step."""
    return [tensor(f"outputs_{step}", BATCH, depth) for step in range(steps)]


def margins(winners: Any, classes: int = VOCABULARY) -> Any:
    """Makes logits whose softmax is 1 at each winner, to the last bit."""
    return tf.constant(np.float64(1e4) * np.eye(classes)[np.asarray(winners)])


def by_hand(feeder: Any, outputs: Any) -> dict[str, Any]:
    """Asks a helper for all that a decoder asks it for, a step for each of `outputs`."""
    finished, inputs = feeder.initialize()
    found = {"finished": finished, **named("inputs", inputs)}
    for step, output in enumerate(outputs):
        time, state = tf.constant(step), (tensor(f"state_{step}", BATCH, 4),)
        ids = feeder.sample(time=time, outputs=output, state=state)
        following = feeder.next_inputs(time=time, outputs=output, state=state, sample_ids=ids)
        found.update(named(f"step_{step}", following), **named(f"step_{step}/ids", ids))
    return found


def decode_tokens(feeder: Any, **options: Any) -> Any:
    """Decodes to the vocabulary by a small cell, at most 7 steps."""
    given = {"maximum_iterations": 7, "parallel_iterations": 1, **options}
    layer = tf.layers.Dense(VOCABULARY, name="vocabulary", dtype=tf.float64)
    return decode(rnn(), tensor("start", BATCH, 8), feeder, layer, **given)
