"""Test what is peculiar to the encoder-decoder variant: all goes through one state."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from parity_tests import token_models
from tf2_port import witness
from tf2_port.compat import tf
from tf2_port.parity import load_golden
from tf2_port.variants._tokens import END, GO

STEM = "encoder_decoder"


def test_teacher_forcing_in_numpy() -> None:
    """TensorFlow 1.15.5 starts from the encoder's state; GO comes first, labels are late by one."""
    golden = load_golden(STEM, "rnn")
    weights, target = golden.weights, golden.inputs["target"]
    shifted = np.concatenate([np.full_like(target[:, :1], GO), target[:, :-1]], axis=1)
    h = golden.report["forward/encoder_state"]
    for t in range(target.shape[1]):
        seen = np.concatenate([weights["target_embedding"][shifted[:, t]], h], axis=1)
        h = np.tanh(
            seen @ weights["decoder/basic_rnn_cell/kernel"] + weights["decoder/basic_rnn_cell/bias"]
        )
        np.testing.assert_allclose(h, golden.report["steps/h"][t], rtol=0, atol=1e-12)


@pytest.mark.parametrize("case", ["lstm", "gru_3"])
def test_the_state_is_all_that_the_decoder_knows_of_the_source(case: str) -> None:
    """Rows that change states change outputs: every layer's state counts, nothing else does."""
    model, inputs = token_models.golden_model(STEM, case)
    turned = {k: v[::-1] if k.startswith("source") else v for k, v in inputs.items()}
    start = model.start(inputs)
    state = tf.nest.map_structure(lambda tensor: tensor[::-1], start.state)
    outputs, _, _ = model.decoder(
        start.decoder_input, sequence_length=start.lengths, initial_state=state
    )
    expected = token_models.logits(model, turned)
    np.testing.assert_allclose(outputs.rnn_output, expected, rtol=0, atol=1e-12)
    assert np.abs(expected - token_models.logits(model, inputs)).max() > 0.01


def test_feeding_back_is_teacher_forcing_with_the_own_output() -> None:
    model, inputs = token_models.golden_model(STEM, "lstm")
    outputs, _, lengths = model.greedy(inputs)
    assert 1 < min(lengths) < max(lengths), "some rows must end early"
    own = {**inputs, "target": outputs.sample_id, "target_length": lengths}
    forced = model(own)["outputs"].sample_id.numpy()
    for row, length in enumerate(lengths.numpy()):
        np.testing.assert_array_equal(forced[row, :length], outputs.sample_id[row, :length])
        ends = outputs.sample_id[row, :length].numpy() == END
        assert not ends[:-1].any()
        assert ends[-1] or length == model.maximum_iterations


def test_a_beam_of_one_is_greedy() -> None:
    model, inputs = token_models.golden_model(STEM, "lstm", beam_width=1)
    outputs, _, lengths = model.greedy(inputs)
    beams = model.beam(inputs)[0].predicted_ids.numpy()
    for row, length in enumerate(lengths.numpy()):
        np.testing.assert_array_equal(beams[row, :length, 0], outputs.sample_id[row, :length])


def test_a_wider_beam_is_likelier() -> None:
    golden = load_golden(STEM, "lstm")
    best = golden.report["beam/state/log_probs"].max(axis=1)
    model, inputs = token_models.golden_model(STEM, "lstm", beam_width=1)
    alone = model.beam(inputs)[1].log_probs.numpy()[:, 0]
    assert (best >= alone - 1e-12).all()
    assert (best > alone + 0.01).any()


def test_tokens_after_the_length_do_not_count() -> None:
    model, inputs = token_models.golden_model(STEM, "gru_3")
    after = ~tf.sequence_mask(inputs["target_length"], inputs["target"].shape[1])
    other = {**inputs, "target": tf.where(after, 5, inputs["target"])}
    losses = [float(model.loss_of(model(given), given)) for given in (inputs, other)]
    assert losses[0] == pytest.approx(losses[1], rel=1e-14)


def test_batch_and_time_may_be_dynamic() -> None:
    model, _ = token_models.golden_model(STEM, "lstm")
    token_models.assert_one_trace_for_all_sizes(STEM, model)


def test_it_trains() -> None:
    model = witness.make_model(STEM, {"units": 16})
    token_models.assert_it_trains(model, token_models.inputs_for(STEM))


def test_keras_weights_save_and_load(tmp_path: Path) -> None:
    path = tmp_path / "model.weights.h5"
    token_models.assert_weights_survive_a_file(STEM, path, cell="gru", layers=2, dtype="float64")


def test_mixed_precision_is_close() -> None:
    token_models.assert_mixed_precision_is_close(STEM, "mixed_float16", layers=2)
