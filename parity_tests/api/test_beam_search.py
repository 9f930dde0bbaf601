"""Search outside of graphs and sessions, as TensorFlow 2 programs do, and hear the warnings."""

from __future__ import annotations

from typing import Any, Callable
from unittest import mock

import numpy as np
import pytest
import tensorflow as tf2
import tensorflow.compat.v1 as tf

from legacy_tf1 import seq2seq
from parity_tests.golden.scenarios import outcome, parts
from parity_tests.golden.scenarios.beam_search import arrays
from parity_tests.golden.scenarios.beam_search.parts import VOCABULARY, search


def search_of_three() -> Any:
    """Does what the scenario `beam_of_three` does, but makes no placeholders or collections."""
    state = tf.constant(parts.draw("state", parts.BATCH, VOCABULARY))
    return search(state=seq2seq.tile_batch(state, 3), width=3)


@pytest.mark.parametrize("run", [lambda build: build(), lambda build: tf2.function(build)()])
def test_searches_eagerly_and_in_functions(run: Callable[[Any], Any]) -> None:
    recorded = outcome.load("beam_search.widths")["beam_of_three"]
    found = {"forward/" + name: np.asarray(made) for name, made in run(search_of_three).items()}
    assert not outcome.problems(recorded, outcome.Outcome(found))


def test_gathers_trees_eagerly() -> None:
    tokens, parents = np.array([[[1, 2]], [[3, 4]]]), np.array([[[9, 9]], [[1, 0]]])
    made = seq2seq.gather_tree(tf.constant(tokens, tf.int32), parents, [2], 7)
    assert made.numpy().tolist() == [[[2, 1]], [[3, 4]]]
    with pytest.raises(tf.errors.InvalidArgumentError, match="no such beam"):
        seq2seq.gather_tree(tf.constant(tokens, tf.int32), parents + 5, [2], 7)


@pytest.mark.parametrize(
    ("build", "warned"),
    [
        (arrays.history_of_a_known_batch, "reorder_tensor_arrays=False"),
        (arrays.array_of_scalars, "known rank"),
        (arrays.history_of_an_unknown_batch, ""),
        (arrays.history_of_a_known_batch_not_to_be_reordered, ""),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_warns_of_arrays_that_stay_as_they_are(build: Callable[[], Any], warned: str) -> None:
    with tf.Graph().as_default(), mock.patch.object(tf.logging, "warn") as warn:
        build()
    messages = [str(call.args[0]) for call in warn.call_args_list]
    assert len(messages) == bool(warned)
    assert all(warned in message for message in messages)
