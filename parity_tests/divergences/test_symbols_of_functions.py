"""Compare contrib's functions with tfa's: what is the same, and where it is not."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
import pytest

from parity_tests.divergences.genuine import assert_same, genuine
from parity_tests.divergences.port import BATCH, MEMORY_TIME, drawn, s2s
from parity_tests.divergences.rows import row
from parity_tests.golden.scenarios.attention.parts import dirac
from parity_tests.golden.scenarios.beam_search.trees import drawn as drawn_tree
from parity_tests.golden.scenarios.losses.reductions import _reductions
from tf2_port.compat import tf, tfa

RAISED = (ValueError, tf.errors.InvalidArgumentError)


@row("symbols/gather_tree")
def test_gather_tree() -> None:
    recorded = genuine("beam_search.trees/trees_of_many_lengths")
    assert "name" not in inspect.signature(s2s.gather_tree).parameters
    for time, batch, beam in ((1, 6, 2), (2, 8, 3), (8, 30, 1), (11, 60, 4), (7, 30, 7)):
        found = s2s.gather_tree(*drawn_tree(time, batch, beam), 2)
        assert_same(found, recorded[f"{time}_{batch}_{beam}"], 0)


@row("symbols/gather_tree")
def test_gather_tree_of_a_parent_too_many() -> None:
    """contrib's kernel lets it pass, as tfa's does; tfa's function in Python does not."""
    assert not genuine("beam_search.trees/parents_that_are_the_number_of_beams").error
    given = drawn_tree(7, 1, 4, highest=1)
    s2s.gather_tree(*given, end_token=4)
    tfa.options.disable_custom_kernel()
    try:
        with pytest.raises(tf.errors.InvalidArgumentError):
            s2s.gather_tree(*given, end_token=4)
    finally:
        tfa.options.enable_custom_kernel()


@row("symbols/hardmax")
def test_hardmax() -> None:
    """Ties go to the first."""
    recorded = genuine("attention.functions/hardmax_of_everything")
    ties = np.array([[1.0, 3.0, 3.0, 0.0], [-np.inf] * 4, [2.0, 2.0, 2.0, 2.0]], np.float32)
    assert_same(s2s.hardmax(ties), recorded["ties"], 0)
    assert_same(s2s.hardmax(drawn("cube", 2, 3, 5)), recorded["cube"], 0)


@row("symbols/monotonic_attention")
@pytest.mark.parametrize("mode", ["recursive", "parallel", "hard"])
def test_monotonic_attention(mode: str) -> None:
    recorded = genuine(f"attention.functions/monotonic_{mode}_float32")
    p = 0.5 + 0.12 * drawn("p", BATCH, MEMORY_TIME, dtype="float32")
    previous = np.abs(drawn("previous", BATCH, MEMORY_TIME))
    previous = (previous / (previous.sum(-1, keepdims=True) * 1.25)).astype("float32")
    first = s2s.monotonic_attention(p, previous, mode)
    assert_same(first, recorded["first"], 2e-7)
    assert_same(s2s.monotonic_attention(p[:, ::-1], first, mode), recorded["second"], 2e-7)


@row("symbols/monotonic_attention")
def test_monotonic_attention_recursive_is_for_float32_alone() -> None:
    assert genuine("attention.wrong/monotonic_attention_recursive_in_float64").error
    with pytest.raises(RAISED, match="float"):
        s2s.monotonic_attention(
            tf.fill([1, 2], tf.constant(0.5, tf.float64)), dirac()[:1, :2], "recursive"
        )


@row("symbols/safe_cumprod")
@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("plain", {}),
        ("exclusive", {"axis": 1, "exclusive": True}),
        ("exclusive_reverse", {"exclusive": True, "reverse": True}),
    ],
)
def test_safe_cumprod(name: str, options: dict[str, Any]) -> None:
    recorded = genuine(f"attention.functions/safe_cumprod_{name}")
    assert_same(s2s.safe_cumprod(0.5 + 0.24 * drawn("x", 3, 5), **options), recorded["product"])


@row("symbols/sequence_loss", "capability/mixed_reductions")
def test_sequence_loss() -> None:
    """tfa rejects to average over one axis and to sum over the other; contrib only averages."""
    recorded = genuine("losses.reductions/loss_in_all_reductions_weighted")
    logits, weights = drawn("logits", 3, 5, 4), drawn("weights", 3, 5)
    targets = tf.constant((np.arange(15).reshape(3, 5) * 7 % 4).astype("int32"))
    rejected = set()
    for name, options in _reductions():
        try:
            found = s2s.sequence_loss(logits, targets, weights, **options)
        except ValueError:
            rejected.add(name)
        else:
            assert_same(found, recorded[name])
    # Over time and over batch to average, then to sum.
    assert rejected == {"0110", "1001"}
    for both, average in (("0110", "0100"), ("1001", "1000")):
        assert_same(recorded[both], recorded[average], 0)


@row("symbols/sequence_loss")
@pytest.mark.parametrize("of_time", [True, False])
def test_sequence_loss_averaged_and_summed_over_one_axis_is_an_error_in_both(of_time: bool) -> None:
    axis, average = ("time", "timesteps") if of_time else ("batch", "batch")
    assert genuine(f"losses.wrong/loss_averaged_and_summed_over_{axis}").error.startswith("ValueE")
    options = {f"average_across_{average}": True, f"sum_over_{average}": True}
    with pytest.raises(ValueError, match="cannot be set to True at same time"):
        s2s.sequence_loss(
            tf.zeros([1, 1, 2]), tf.zeros([1, 1], tf.int32), tf.ones([1, 1]), **options
        )


@row("symbols/tile_batch")
def test_tile_batch() -> None:
    recorded = genuine("beam_search.tiling/tile_vectors_matrices_and_cubes")
    made = [drawn("a", BATCH), drawn("b", BATCH, 5), drawn("c", BATCH, 2, 5)]
    for k, tiled in enumerate(s2s.tile_batch(made, 4)):
        assert_same(tiled, recorded[f"tiled/{k}"], 0)
