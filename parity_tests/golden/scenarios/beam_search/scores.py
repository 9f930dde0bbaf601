"""Mask, penalize and score by contrib's semi-private functions."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.beam_search.parts import beam_search_decoder as module
from parity_tests.golden.scenarios.beam_search.parts import plain
from parity_tests.golden.scenarios.parts import (
    attention_wrapper,
    draw,
    fed,
    tensor,
    tf,
    with_gradients,
)
from parity_tests.golden.scenarios.registry import misuse, scenario

BATCH, BEAM, WORDS, END = 2, 3, 5, 4
FINISHED = ((False, True, False), (True, False, True))
LENGTHS = ((3, 1, 3), (2, 3, 0))


def attends(name: str, mechanisms: int = 0, dtype: str = "float32") -> Any:
    """Makes the state of a cell that attends to four places."""
    made = [
        tf.constant(np.abs(draw(f"{name}_{i}", BATCH, BEAM, 4, dtype=dtype)) / 4.0)
        for i in range(max(mechanisms, 1))
    ]
    return attention_wrapper.AttentionWrapperState(
        cell_state=tf.constant(draw(name, BATCH, BEAM, 2)),
        attention=(),
        time=tf.constant(3),
        alignments=tuple(made) if mechanisms else made[0],
        alignment_history=(),
        attention_state=(),
    )


def covered() -> Any:
    sums = np.abs(draw("covered", BATCH, BEAM, 4, dtype="float32"))
    sums[:, :, 3] = 0.0
    sums[0, 0, 0] = 1.5
    return tf.constant(sums)


@scenario
def attention_of_states() -> Any:
    get = module.get_attention_probs
    one, two = attends("one", dtype="float64"), attends("two", 2, dtype="float64")
    found = {
        "one": get(one, 0.5),
        "two": get(two, -0.5),
        "layers": get((one, tf.zeros([]), two), 1),
        "of_state": module.attention_probs_from_attn_state(two),
    }
    return {**found, "none": repr([get(one, 0.0), get((), 0), get(None, 0.0)])}


@scenario
def masked_probabilities() -> Any:
    found = {}
    for dtype in ("float64", "float32", "float16"):
        probs = tensor("probs_" + dtype, BATCH, BEAM, WORDS, dtype=dtype)
        masked = module._mask_probs(probs, tf.constant(END), tf.constant(FINISHED))
        found[dtype] = plain(masked)
        found[dtype + "_lowest"] = tf.equal(masked, probs.dtype.min)
    probs = tensor("unknown", BATCH, BEAM, WORDS, static=[None] * 3)
    found["unknown"] = module._mask_probs(probs, 0, tf.constant(FINISHED))
    found["no_such_token"] = module._mask_probs(probs, WORDS, tf.constant(FINISHED))
    return found


@scenario
def gradient_of_masked_probabilities() -> Any:
    probs = tensor("probs", BATCH, BEAM, WORDS)
    masked = module._mask_probs(probs, END, tf.constant(FINISHED))
    return {"gradient": tf.gradients(masked * tf.cos(probs), probs)[0]}


@scenario
def length_penalties() -> Any:
    """Exact: what is float32 here is kept as the bits that it has."""
    lengths = tf.constant(np.arange(24).reshape(2, 3, 4))
    found = {}
    for weight in (0.2, 0.6, 1.0, 1.5, -0.8, 0.0):
        made = module._length_penalty(lengths, fed(np.float32(weight), []))
        found[f"fed_{weight}"] = tf.bitcast(made, tf.int32)
        if weight:
            made = module._length_penalty(tf.cast(lengths, tf.int32), weight)
            found[f"{weight}"] = tf.bitcast(made, tf.int32)
    found["negative"] = module._length_penalty(tf.constant([-7, -5]), 2.0)
    found["floats"] = module._length_penalty(tf.constant([0.5, 2.25], tf.float64), 0.6)
    found["none"] = repr(
        [module._length_penalty(lengths, zero) for zero in (0, 0.0, np.float64(0))]
    )
    return found


@scenario
def scores_by_hand() -> Any:
    log_probs = tensor("log_probs", BATCH, BEAM, WORDS, dtype="float32")
    lengths = tf.constant(np.arange(30).reshape(BATCH, BEAM, WORDS))
    given = {
        "log_probs": log_probs,
        "sequence_lengths": lengths,
        "finished": tf.constant(FINISHED),
        "accumulated_attention_probs": covered(),
    }
    found = {}
    for length in (0.0, 0.6):
        for coverage in (0.0, 0.6):
            found[f"{length}_{coverage}"] = module._get_scores(
                length_penalty_weight=length, coverage_penalty_weight=coverage, **given
            )
    return with_gradients(found)


@misuse
def scores_without_attention() -> Any:
    probs = tensor("log_probs", BATCH, BEAM, WORDS)
    return {"scores": module._get_scores(probs, tf.constant(LENGTHS), 0.0, 0.5, False, None)}


@misuse
def attention_of_no_state() -> Any:
    return {"probs": module.get_attention_probs(tf.zeros([BATCH, BEAM]), 0.5)}


@misuse
def attention_of_an_empty_tuple() -> Any:
    return {"probs": module.get_attention_probs((), 0.5)}


@misuse
def mask_of_other_beams() -> Any:
    probs = tensor("probs", BATCH, BEAM, WORDS)
    return {"masked": module._mask_probs(probs, END, tf.constant([[True, False]] * BATCH))}


@misuse
def mask_of_one_beam() -> Any:
    probs = tensor("probs", BATCH, BEAM, WORDS)
    return {"masked": module._mask_probs(probs, END, tf.constant([[True]] * BATCH))}
