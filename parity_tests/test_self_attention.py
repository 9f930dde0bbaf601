"""Test what is peculiar to self-attention: heads, masks, positions, all steps at once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from legacy_tf1.variants import self_attention as tf1_program
from parity_tests import token_models
from tf2_port import witness
from tf2_port.compat import tf
from tf2_port.parity import Golden, case_names, load_golden

STEM = "self_attention"


def sizes_of(golden: Golden) -> tuple[int, int]:
    return golden.config.get("heads", 2), golden.config.get("head_size", 3)


def encoder_alignments_in_numpy(golden: Golden, order: str = "heads first") -> np.ndarray:
    """Computes the first layer's from embeddings and positions, `[batch, heads, time, time]`."""
    weights, (heads, size) = golden.weights, sizes_of(golden)
    table = weights["source_embedding"]
    depth = table.shape[1]
    time = np.arange(golden.inputs["source"].shape[1])[:, None]
    angles = time / 10000.0 ** (np.arange(0, depth, 2) / depth)
    positions = np.concatenate([np.sin(angles), np.cos(angles)], axis=1)
    embedded = table[golden.inputs["source"]] * np.sqrt(depth) + positions
    each = []
    for head in range(heads):
        columns = slice(head * size, (head + 1) * size)
        if order != "heads first":
            columns = slice(head, None, heads)
        query, key = (
            embedded @ weights[f"encoder/layer_0/self_attention/{part}/kernel"][:, columns]
            for part in ("query", "key")
        )
        score = np.einsum("bqd,bkd->bqk", query, key) / np.sqrt(size)
        beyond = np.arange(score.shape[2]) >= golden.inputs["source_length"][:, None]
        exponentials = np.exp(np.where(beyond[:, None], -np.inf, score))
        each.append(exponentials / exponentials.sum(axis=-1, keepdims=True))
    return np.stack(each, axis=1)


@pytest.mark.parametrize("case", ["float64", "sizes", "full_lengths"])
def test_attention_in_numpy(case: str) -> None:
    """TensorFlow 1.15.5: softmax(Q K / sqrt(size)) for each head; equation 1 of the paper."""
    golden = load_golden(STEM, case)
    expected = golden.report["forward/encoder_alignments/0"]
    np.testing.assert_allclose(encoder_alignments_in_numpy(golden), expected, rtol=0, atol=1e-12)


def test_goldens_tell_the_order_of_heads() -> None:
    """Kernels reshaped to `[depth, size, heads]` instead would pass for `[depth, heads, size]`."""
    for case in ("float64", "heads_float32", "sizes"):
        golden = load_golden(STEM, case)
        expected = golden.report["forward/encoder_alignments/0"]
        wrong = encoder_alignments_in_numpy(golden, "sizes first")
        assert np.abs(wrong - expected).max() > 0.05
        assert np.abs(expected[:, 0] - expected[:, 1]).max() > 0.05, "heads look alike"


@pytest.mark.parametrize("case", case_names(STEM))
def test_no_weight_on_padding_or_on_what_is_ahead(case: str) -> None:
    golden = load_golden(STEM, case)
    for name, array in golden.report.items():
        if "alignments" not in name:
            continue
        np.testing.assert_allclose(array.sum(axis=-1), 1.0, rtol=0, atol=1e-6)
        if name.endswith("/self"):
            np.testing.assert_array_equal(np.triu(array, 1), 0.0)
        else:
            beyond = np.arange(array.shape[3]) >= golden.inputs["source_length"][:, None]
            hidden = np.broadcast_to(beyond[:, None, None], array.shape)
            np.testing.assert_array_equal(array[hidden], 0.0)
        assert array.std(axis=2).max() > 0.01, f"{name}: every position attends to the same"


def test_step_by_step_is_all_at_once() -> None:
    """TensorFlow 1.15.5: what `BasicDecoder` steps is what the parallel pass computes."""
    for case in ("float64", "sizes", "full_lengths"):
        report = load_golden(STEM, case).report
        stepped = report["steps/output"].transpose(1, 0, 2)
        np.testing.assert_allclose(stepped, report["forward/rnn_output"], rtol=0, atol=1e-12)


def test_feeding_back_is_teacher_forcing_with_the_own_output() -> None:
    model, inputs = token_models.golden_model(STEM, "float64")
    outputs, _, lengths = model.greedy(inputs)
    own = {**inputs, "target": outputs.sample_id, "target_length": lengths}
    forced = model(own)["outputs"].sample_id.numpy()
    for row, length in enumerate(lengths.numpy()):
        np.testing.assert_array_equal(forced[row, :length], outputs.sample_id[row, :length])


def test_a_later_label_changes_no_earlier_logits() -> None:
    model, inputs = token_models.golden_model(STEM, "float64")
    other = {
        **inputs,
        "target": tf.concat([inputs["target"][:, :2], inputs["target"][:, 2:] - 1], 1),
    }
    changed = np.abs(token_models.logits(model, other) - token_models.logits(model, inputs))
    np.testing.assert_array_equal(changed[:, :3], 0.0)
    assert changed[:, 3:].max() > 0.1


def test_order_counts_by_positions_alone() -> None:
    """Turned sources give the turned memory only if positions are not added."""
    model, inputs = token_models.golden_model(STEM, "full_lengths")
    turned = {**inputs, "source": inputs["source"][:, ::-1]}
    one, other = (model.encode(given).memory.numpy()[:, ::-1] for given in (inputs, turned))
    assert np.abs(one - other[:, ::-1]).max() > 0.1
    model.positions = lambda embedded: embedded
    one, other = (model.encode(given).memory.numpy() for given in (inputs, turned))
    np.testing.assert_allclose(one, other[:, ::-1], rtol=0, atol=1e-12)


def test_an_odd_depth_is_refused() -> None:
    message = "embedding_depth is 7, but must be even"
    with pytest.raises(ValueError, match=message):
        witness.make_model(STEM, {"embedding_depth": 7})
    with tf.Graph().as_default(), pytest.raises(ValueError, match=message):
        tf1_program.build(tf1_program.Config(embedding_depth=7))


def test_a_batch_leaves_nothing_to_the_next_one() -> None:
    token_models.assert_a_batch_leaves_nothing(STEM, "float64")


def test_batch_and_time_may_be_dynamic() -> None:
    model, _ = token_models.golden_model(STEM, "float64")
    token_models.assert_one_trace_for_all_sizes(STEM, model)


def test_it_trains_by_keras_fit() -> None:
    model = witness.make_model(STEM, {"embedding_depth": 16})
    token_models.assert_it_fits(model, token_models.inputs_for(STEM))


def test_keras_weights_save_and_load(tmp_path: Path) -> None:
    path = tmp_path / "model.weights.h5"
    token_models.assert_weights_survive_a_file(STEM, path, layers=2, dtype="float64")


@pytest.mark.parametrize("policy", ["mixed_float16", "mixed_bfloat16"])
def test_mixed_precision_is_close(policy: str) -> None:
    token_models.assert_mixed_precision_is_close(STEM, policy)
