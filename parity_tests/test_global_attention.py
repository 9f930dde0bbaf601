"""Test what is peculiar to global attention: scores, input feeding, a memory for each batch."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from parity_tests import token_models
from tf2_port import witness
from tf2_port.compat import tf
from tf2_port.parity import case_names, load_golden

STEM = "global_attention"


@pytest.mark.parametrize("case", ["lstm", "scaled", "no_feeding"])
def test_attention_in_numpy(case: str) -> None:
    """TensorFlow 1.15.5: softmax(g h_t . W memory), tanh(W_c [h_t; context])."""
    golden = load_golden(STEM, case)
    report, weights = golden.report, golden.weights
    scope = "decoder/attention_wrapper"
    g = weights.get(f"{scope}/luong_attention/attention_g", 1.0)
    assert (g == 1.0) == (case != "scaled")
    memory, h = report["forward/memory"], report["steps/h"]
    score = g * np.einsum("tbd,bsd->tbs", h, memory @ weights["memory_layer/kernel"])
    inside = np.arange(memory.shape[1]) < golden.inputs["source_length"][:, None]
    exponentials = np.exp(np.where(inside, score, -np.inf))
    alignments = exponentials / exponentials.sum(axis=-1, keepdims=True)
    np.testing.assert_allclose(alignments, report["steps/alignments"], rtol=0, atol=1e-12)
    context = np.einsum("tbs,bsd->tbd", alignments, memory)
    kernel = weights[f"{scope}/attention_layer/kernel"]
    attention = np.tanh(np.concatenate([h, context], axis=2) @ kernel)
    np.testing.assert_allclose(attention, report["steps/attention"], rtol=0, atol=1e-12)


@pytest.mark.parametrize("case", case_names(STEM))
def test_alignments_are_far_from_even_and_move(case: str) -> None:
    alignments = load_golden(STEM, case).report["steps/alignments"]
    attended = alignments[alignments > 0]
    assert attended.max() / attended.min() > 3
    assert alignments.std(axis=0).max() > 0.005


def test_input_feeding_makes_the_kernel_wider() -> None:
    """What is fed has its rows: 3 of the embedding, 5 of the attention, 6 of the state."""
    kernel = "decoder/attention_wrapper/lstm_cell/kernel"
    assert load_golden(STEM, "lstm").weights[kernel].shape[0] == 3 + 5 + 6
    assert load_golden(STEM, "no_feeding").weights[kernel].shape[0] == 3 + 6


def test_history_is_what_each_step_attended_to() -> None:
    golden = load_golden(STEM, "scaled")
    model, inputs = token_models.golden_model(STEM, "scaled")
    history = tf.function(model)(inputs)["state"].alignment_history
    np.testing.assert_allclose(history, golden.report["steps/alignments"], rtol=0, atol=1e-12)


def test_a_batch_leaves_nothing_to_the_next_one() -> None:
    """tfa's mechanism keeps the memory; set once, it would serve the first batch to all."""
    token_models.assert_a_batch_leaves_nothing(STEM, "lstm")


def test_batch_and_time_may_be_dynamic() -> None:
    model, _ = token_models.golden_model(STEM, "lstm")
    token_models.assert_one_trace_for_all_sizes(STEM, model)


def test_it_trains() -> None:
    model = witness.make_model(STEM, {"units": 16})
    token_models.assert_it_trains(model, token_models.inputs_for(STEM))


def test_keras_weights_save_and_load(tmp_path: Path) -> None:
    path = tmp_path / "model.weights.h5"
    token_models.assert_weights_survive_a_file(STEM, path, scale=True, cell="gru", dtype="float64")


def test_mixed_precision_is_close() -> None:
    token_models.assert_mixed_precision_is_close(STEM, "mixed_float16", scale=True)
