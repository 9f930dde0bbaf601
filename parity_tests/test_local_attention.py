"""Test what is peculiar to local attention: where the window is, and what it lets through."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from legacy_tf1.variants import local_attention as tf1_program
from parity_tests import token_models
from tf2_port import witness
from tf2_port.compat import tf
from tf2_port.parity import Golden, case_names, load_golden
from tf2_port.variants.local_attention import LocalAttention

STEM = "local_attention"
SCOPE = "decoder/attention_wrapper/local_attention"
FLOAT64 = ["local_m", "local_p", "local_p_2", "full_lengths"]


def alignments_in_numpy(golden: Golden, **changed: Any) -> np.ndarray:
    """Computes equations 7 to 10 of the paper, `[time, batch, source]`, from a golden's states."""
    options = {"predicted": True, "window": 2, "gaussian": True, **golden.config, **changed}
    query, keys = golden.report["steps/query"], golden.report["steps/keys"]
    lengths = golden.inputs["source_length"][:, None].astype(query.dtype)
    steps, width = np.arange(len(query))[:, None, None], options["window"]
    if options["predicted"]:
        weights = golden.weights
        hidden = np.tanh(query @ weights[f"{SCOPE}/position_layer/kernel"])
        z = (hidden @ weights[f"{SCOPE}/position_v"])[..., None]
        centre = lengths / (1.0 + np.exp(-z))
    else:
        centre = np.minimum(steps, lengths - 1)
    positions = np.arange(keys.shape[1])
    inside = (np.abs(positions - centre) <= width) & (positions < lengths)
    score = np.where(inside, np.einsum("tbd,bsd->tbs", query, keys), -np.inf)
    exponentials = np.exp(score - score.max(axis=-1, keepdims=True))
    alignments: np.ndarray = exponentials / exponentials.sum(axis=-1, keepdims=True)
    if options["predicted"] and options["gaussian"]:
        alignments = alignments * np.exp(-((positions - centre) ** 2) / (2.0 * (width / 2.0) ** 2))
    return alignments


@pytest.mark.parametrize("case", FLOAT64)
def test_attention_in_numpy(case: str) -> None:
    golden = load_golden(STEM, case)
    expected = golden.report["steps/alignments"]
    np.testing.assert_allclose(alignments_in_numpy(golden), expected, rtol=0, atol=1e-12)


@pytest.mark.parametrize("case", case_names(STEM))
def test_goldens_tell_options_apart(case: str) -> None:
    """A wider or narrower window, no Gaussian, or global attention would have other numbers."""
    golden = load_golden(STEM, case)
    expected = golden.report["steps/alignments"]
    window = golden.config.get("window", 2)
    others: list[dict[str, Any]] = [{"window": window + 1}, {"window": 100, "gaussian": False}]
    if golden.config.get("predicted", True):
        others += [{"predicted": False}, {"gaussian": False}]
    for other in others:
        assert np.abs(alignments_in_numpy(golden, **other) - expected).max() > 0.05, other


def test_weights_within_the_window_sum_to_one_and_with_a_gaussian_to_less() -> None:
    for case, greatest in (("local_m", 1.0), ("local_p", 0.999)):
        sums = load_golden(STEM, case).report["steps/alignments"].sum(axis=-1)
        assert sums.max() <= greatest + 1e-12
        assert sums.min() > 0.1, "some memory is always inside"
    np.testing.assert_allclose(
        load_golden(STEM, "local_m").report["steps/alignments"].sum(axis=-1), 1.0, atol=1e-12
    )


def test_the_window_moves_and_stays_in_the_source() -> None:
    """The target is longer than the source: of 3 positions the last 2 remain, D being 1."""
    alignments = load_golden(STEM, "full_lengths").report["steps/alignments"]
    seen = [sorted(set(np.nonzero(step)[1].tolist())) for step in alignments]
    assert seen == [[0, 1], [0, 1, 2], *[[1, 2]] * 6]


def test_a_window_as_wide_as_the_source_is_global_attention() -> None:
    golden = load_golden(STEM, "local_m")
    model, inputs = token_models.golden_model(STEM, "local_m", window=50)
    whole = witness.Trainer(witness.make_model("global_attention", golden.config), golden.inputs)
    whole.load(golden.weights)
    expected = token_models.logits(whole.model, inputs)
    np.testing.assert_allclose(token_models.logits(model, inputs), expected, rtol=0, atol=1e-12)
    assert np.abs(expected - golden.report["forward/rnn_output"]).max() > 0.1


def test_history_is_what_each_step_attended_to() -> None:
    golden = load_golden(STEM, "local_p")
    model, inputs = token_models.golden_model(STEM, "local_p")
    history = tf.function(model)(inputs)["state"].alignment_history
    np.testing.assert_allclose(history, golden.report["steps/alignments"], rtol=0, atol=1e-12)


def test_a_window_that_reaches_nowhere_is_refused() -> None:
    message = "window is 0, but must reach 1 position or more"
    with pytest.raises(ValueError, match=message):
        LocalAttention(6, window=0)
    with tf.Graph().as_default(), pytest.raises(ValueError, match=message):
        tf1_program.build(tf1_program.Config(window=0))


@pytest.mark.parametrize("case", ["local_m", "local_p"])
def test_a_batch_leaves_nothing_to_the_next_one(case: str) -> None:
    """Memory, its lengths and the step count are of one batch: the next has others."""
    token_models.assert_a_batch_leaves_nothing(STEM, case)


def test_batch_and_time_may_be_dynamic() -> None:
    model, _ = token_models.golden_model(STEM, "local_p")
    token_models.assert_one_trace_for_all_sizes(STEM, model)


def test_it_trains_by_keras_fit() -> None:
    model = witness.make_model(STEM, {"units": 16})
    token_models.assert_it_fits(model, token_models.inputs_for(STEM))


def test_keras_weights_save_and_load(tmp_path: Path) -> None:
    path = tmp_path / "model.weights.h5"
    token_models.assert_weights_survive_a_file(STEM, path, dtype="float64")


@pytest.mark.parametrize("policy", ["mixed_float16", "mixed_bfloat16"])
def test_mixed_precision_is_close(policy: str) -> None:
    token_models.assert_mixed_precision_is_close(STEM, policy)
