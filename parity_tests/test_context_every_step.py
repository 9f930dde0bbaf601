"""Test what is peculiar to the context variant: the vector is seen at every step."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from parity_tests import token_models
from tf2_port import witness
from tf2_port.compat import tf
from tf2_port.parity import load_golden
from tf2_port.variants._tokens import GO

STEM = "context_every_step"


@pytest.mark.parametrize("case", ["lstm", "rnn_2", "gru"])
def test_the_context_is_the_encoders_vector_from_first_to_last(case: str) -> None:
    report = load_golden(STEM, case).report
    last = [name for name in report if name.startswith("forward/encoder_state")][-1]
    assert last.endswith({"lstm": "/h", "rnn_2": "/1", "gru": "encoder_state"}[case])
    np.testing.assert_array_equal(report["forward/state/context"], report[last])
    beams = report["beam/state/cell_state/context"]  # [batch, beam, units]
    for beam in range(beams.shape[1]):
        np.testing.assert_array_equal(beams[:, beam], report[last])


def test_teacher_forcing_in_numpy() -> None:
    """TensorFlow 1.15.5 starts both layers from zeros; the first sees the vector each time."""
    golden = load_golden(STEM, "rnn_2")
    weights, target = golden.weights, golden.inputs["target"]
    shifted = np.concatenate([np.full_like(target[:, :1], GO), target[:, :-1]], axis=1)
    context = golden.report["forward/encoder_state/1"]
    h = [np.zeros_like(context), np.zeros_like(context)]
    for t in range(target.shape[1]):
        seen = np.concatenate([weights["target_embedding"][shifted[:, t]], context], axis=1)
        for k in (0, 1):
            scope = f"decoder/context_cell/multi_rnn_cell/cell_{k}/basic_rnn_cell"
            both = np.concatenate([seen, h[k]], axis=1)
            seen = h[k] = np.tanh(both @ weights[f"{scope}/kernel"] + weights[f"{scope}/bias"])
            np.testing.assert_allclose(h[k], golden.report[f"steps/h/{k}"][t], rtol=0, atol=1e-12)


def test_the_last_step_sees_the_context_as_the_first_does() -> None:
    """Where the encoder's vector only starts the decoder, a change in the state fades."""
    model, inputs = token_models.golden_model(STEM, "lstm")
    start = model.start(inputs)
    embedded = start.decoder_input[:, 0]
    cell_state, context = start.state
    step = model.decoder.cell
    differences = []
    for _ in range(6):
        one, state = step(embedded, [cell_state, context])
        other, _ = step(embedded, [cell_state, -context])
        differences.append(float(tf.reduce_max(tf.abs(one - other))))
        cell_state = state[0]
        np.testing.assert_array_equal(state[1], context)
    assert min(differences) > 0.1


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
    token_models.assert_mixed_precision_is_close(STEM, "mixed_bfloat16")
