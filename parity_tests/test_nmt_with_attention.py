"""Test what is peculiar to the translating model: both directions, Bahdanau's score."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from parity_tests import token_models
from tf2_port import witness
from tf2_port.compat import tf
from tf2_port.parity import case_names, load_golden

STEM = "nmt_with_attention"
SCOPE = "decoder/attention_wrapper"


@pytest.mark.parametrize("case", ["lstm", "one_way", "lstm_2"])
def test_attention_in_numpy(case: str) -> None:
    """TensorFlow 1.15.5: softmax(v . tanh(W_q h_t + W_m m_j)), tanh(W_c [h_t; context])."""
    golden = load_golden(STEM, case)
    report, weights = golden.report, golden.weights
    scope = f"{SCOPE}/bahdanau_attention"
    v = weights[f"{scope}/attention_v"]
    b = np.zeros_like(v)
    if case == "lstm_2":
        v = weights[f"{scope}/attention_g"] * v / np.sqrt(np.square(v).sum())
        b = weights[f"{scope}/attention_b"]
    h = report["steps/h/1" if case == "lstm_2" else "steps/h"]
    keys = report["forward/memory"] @ weights["memory_layer/kernel"]
    query = h @ weights[f"{scope}/query_layer/kernel"]
    score = np.tanh(query[:, :, None] + keys + b) @ v
    inside = np.arange(keys.shape[1]) < golden.inputs["source_length"][:, None]
    exponentials = np.exp(np.where(inside, score, -np.inf))
    alignments = exponentials / exponentials.sum(axis=-1, keepdims=True)
    np.testing.assert_allclose(alignments, report["steps/alignments"], rtol=0, atol=1e-12)
    context = np.einsum("tbs,bsd->tbd", alignments, report["forward/memory"])
    kernel = weights[f"{SCOPE}/attention_layer/kernel"]
    attention = np.tanh(np.concatenate([h, context], axis=2) @ kernel)
    np.testing.assert_allclose(attention, report["steps/attention"], rtol=0, atol=1e-12)


def test_each_direction_is_an_encoder_of_its_own_in_numpy() -> None:
    """A GRU forwards, a GRU backwards from each row's own end; nothing beyond it."""
    golden = load_golden(STEM, "full_lengths")
    weights, source = golden.weights, golden.inputs["source"]
    embedded = weights["source_embedding"][source]
    halves = np.split(golden.report["forward/memory"], 2, axis=-1)
    states = np.split(golden.report["forward/encoder_state"], 2, axis=-1)
    times = range(source.shape[1])
    for way, half, state, order in zip(("fw", "bw"), halves, states, (times, times[::-1])):
        scope = f"encoder/{way}/gru_cell"
        h = np.zeros_like(state)
        for t in order:
            gates = np.concatenate([embedded[:, t], h], -1) @ weights[f"{scope}/gates/kernel"]
            r, u = np.split(1 / (1 + np.exp(-gates - weights[f"{scope}/gates/bias"])), 2, axis=-1)
            reset = np.concatenate([embedded[:, t], r * h], -1)
            candidate = reset @ weights[f"{scope}/candidate/kernel"]
            h = u * h + (1 - u) * np.tanh(candidate + weights[f"{scope}/candidate/bias"])
            np.testing.assert_allclose(half[:, t], h, rtol=0, atol=1e-12)
        np.testing.assert_allclose(state, h, rtol=0, atol=1e-12)


def test_padding_reaches_neither_direction() -> None:
    """What is behind a row's end changes nothing, and its memory is zero."""
    model, inputs = token_models.golden_model(STEM, "lstm")
    beyond = ~tf.sequence_mask(inputs["source_length"], inputs["source"].shape[1])
    assert beyond.numpy().any()
    other = {**inputs, "source": tf.where(beyond, 3, inputs["source"])}
    assert (other["source"] != inputs["source"]).numpy().any()
    expected = token_models.logits(model, inputs)
    np.testing.assert_array_equal(token_models.logits(model, other), expected)
    memory = model.encode(inputs).memory.numpy()
    assert not memory[beyond.numpy()].any()


def test_the_decoder_is_as_wide_as_both_directions() -> None:
    both, one = (load_golden(STEM, case).report for case in ("lstm", "one_way"))
    assert both["steps/h"].shape[-1] == both["forward/memory"].shape[-1] == 2 * 6
    assert one["steps/h"].shape[-1] == one["forward/memory"].shape[-1] == 6


@pytest.mark.parametrize("case", case_names(STEM))
def test_alignments_are_far_from_even_and_move(case: str) -> None:
    alignments = load_golden(STEM, case).report["steps/alignments"]
    attended = alignments[alignments > 0]
    assert attended.max() / attended.min() > 3
    assert alignments.std(axis=0).max() > 0.005


def test_a_batch_leaves_nothing_to_the_next_one() -> None:
    token_models.assert_a_batch_leaves_nothing(STEM, "lstm")


def test_batch_and_time_may_be_dynamic() -> None:
    model, _ = token_models.golden_model(STEM, "one_way")
    token_models.assert_one_trace_for_all_sizes(STEM, model)


def test_keras_weights_save_and_load(tmp_path: Path) -> None:
    path = tmp_path / "model.weights.h5"
    token_models.assert_weights_survive_a_file(STEM, path, cell="gru", dtype="float64")


@pytest.mark.parametrize("policy", ["mixed_float16", "mixed_bfloat16"])
def test_mixed_precision_is_close(policy: str) -> None:
    token_models.assert_mixed_precision_is_close(STEM, policy, normalize=True)


def test_every_weight_of_both_directions_is_trained() -> None:
    model = witness.make_model(STEM, {"normalize": True})
    inputs = token_models.inputs_for(STEM)
    with tf.GradientTape() as tape:
        loss = model.loss_of(model(inputs, training=True), inputs)
    gradients = tape.gradient(loss, model.trainable_variables)
    for variable, gradient in zip(model.trainable_variables, gradients):
        assert np.abs(tf.convert_to_tensor(gradient).numpy()).max() > 0, variable.name
