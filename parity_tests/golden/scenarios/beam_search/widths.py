"""Search with narrow and wide beams, ties, and early ends."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.beam_search.parts import (
    END,
    START,
    VOCABULARY,
    Chain,
    chain_state,
    search,
    table,
)
from parity_tests.golden.scenarios.parts import BATCH, describe, tf
from parity_tests.golden.scenarios.registry import scenario


def _level(logits: Any, **options: Any) -> Any:
    """Searches a table without any state, so that what is equal stays equal."""
    width = options.get("width", 5)
    state = tf.zeros([BATCH * width, VOCABULARY], tf.float64)
    return search(Level(), tf.constant(np.asarray(logits, np.float64)), state, **options)


class Level(tf.nn.rnn_cell.RNNCell):
    """Puts out its inputs, and counts steps in its state."""

    def __init__(self) -> None:
        super().__init__(dtype=tf.float64)

    state_size = output_size = VOCABULARY

    def call(self, inputs: Any, state: Any) -> Any:
        return tf.identity(inputs), state + 1.0


@scenario
def beam_of_one() -> Any:
    return search(width=1)


@scenario
def beam_of_three() -> Any:
    return search(width=3)


@scenario
def beam_of_seven() -> Any:
    return search(width=7)


@scenario
def beam_wider_than_the_vocabulary() -> Any:
    """There are not so many first tokens: the others score minus infinity."""
    return search(width=13)


@scenario
def beam_wider_than_the_vocabulary_of_short_sequences() -> Any:
    """Beams that are impossible from the first step on stand beside finished ones."""
    return search(embedding=tf.constant(table(9.0)), width=13)


@scenario
def beam_as_wide_as_the_vocabulary() -> Any:
    return search(width=VOCABULARY)


@scenario
def beam_of_none() -> Any:
    return search(width=0)


@scenario
def beams_of_a_vocabulary_of_one() -> Any:
    """As many beams as there are, but they are all the same."""
    rows = tf.constant(table()[:2, :1])
    state = chain_state(3, 1)
    return search(Chain(1), rows, state, width=3, tokens=[0, 1, 1], end_token=5)


@scenario
def beams_of_equal_logits() -> Any:
    return _level(np.zeros([VOCABULARY, VOCABULARY]))


@scenario
def beams_of_equal_logits_wider_than_the_vocabulary() -> Any:
    return _level(np.zeros([VOCABULARY, VOCABULARY]), width=13, loop={"maximum_iterations": 4})


@scenario
def beams_of_logits_in_pairs() -> Any:
    """Of each two tokens with the same logit the first is taken first."""
    return _level(np.round(table() * 2.0) / 2.0)


@scenario
def beams_of_logits_in_pairs_by_lengths() -> Any:
    """Ties among sequences of several lengths."""
    return _level(np.round(table(1.0)), width=7, length_penalty_weight=1.0)


@scenario
def beams_that_end_at_once() -> Any:
    """The best beam of each example ends in the first step, others go on."""
    return search(embedding=tf.constant(table(6.0)))


@scenario
def beams_that_all_end() -> Any:
    return search(embedding=tf.constant(table(40.0)), loop={"maximum_iterations": None})


@scenario
def beams_that_end_one_after_the_other() -> Any:
    logits = np.full([VOCABULARY, VOCABULARY], -3.0)
    for token in range(VOCABULARY - 1):
        logits[token, token + 1] = 2.0 + 0.125 * token
    logits[VOCABULARY - 1, END] = logits[6, END] = logits[3, END] = 4.0
    return _level(logits, loop={"maximum_iterations": None}, width=3)


@scenario
def beams_that_never_end() -> Any:
    return search(embedding=tf.constant(table(-99.0)), loop={"maximum_iterations": 4})


@scenario
def end_token_outside_the_vocabulary() -> Any:
    return search(end_token=VOCABULARY + 3, loop={"maximum_iterations": 4})


@scenario
def end_token_below_zero() -> Any:
    return search(end_token=-1, loop={"maximum_iterations": 4})


@scenario
def end_token_that_is_the_start_token() -> Any:
    return search(end_token=START)


@scenario
def end_token_that_the_table_does_not_have() -> Any:
    """When all is over, nothing is looked up any more."""
    end = VOCABULARY - 1
    logits = np.full([end, VOCABULARY], -3.0)
    logits[START, 4] = logits[4, 2] = logits[2, end] = 2.0
    state = tf.zeros([1, VOCABULARY], tf.float64)
    rows = tf.constant(logits)
    loop = {"maximum_iterations": None}
    return search(Level(), rows, state, width=1, tokens=[START], end_token=end, loop=loop)


@scenario
def no_more_than_one_step() -> Any:
    return search(loop={"maximum_iterations": 1})


@scenario
def no_step_at_all() -> Any:
    return search(loop={"maximum_iterations": 0})


@scenario
def impossible_tokens() -> Any:
    """Logits of minus infinity, as masks make them."""
    logits = table(1.0)
    logits[:, 2::3] = -np.inf
    return _level(logits, width=7)


@scenario
def beams_time_major() -> Any:
    found = search(loop={"output_time_major": True})
    return {**found, "static": describe([found["outputs/predicted_ids"], found["lengths"]])}


@scenario
def beams_one_iteration_at_a_time() -> Any:
    return search(loop={"parallel_iterations": 1, "swap_memory": True})


@scenario
def beams_of_another_table() -> Any:
    state = chain_state(3)
    return search(embedding=tf.constant(table(0.5, "another")), state=state, width=3)
