"""Carry a checkpoint of every variant from TensorFlow 1.15.5 to the port, and back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from parity_tests.checkpoints.recorded import ALL, recorded
from parity_tests.golden.record_checkpoints import FOLDER
from tf2_port import registry
from tf2_port.checkpoints import load_tf1, save_tf1
from tf2_port.checkpoints.mapping import Mapping
from tf2_port.checkpoints.reading import Checkpoint
from tf2_port.checkpoints.resolve import resolve
from tf2_port.checkpoints.transfer import convert
from tf2_port.parity.tolerances import tolerance_for


def assert_close(name: str, expected: np.ndarray, got: np.ndarray, rung: str) -> None:
    assert (got.shape, got.dtype) == (expected.shape, expected.dtype), name
    limit = tolerance_for(rung, expected.dtype).limit(float(np.abs(expected).max(initial=0)))
    np.testing.assert_allclose(got, expected, rtol=0, atol=limit, err_msg=name)


@pytest.mark.parametrize(("stem", "case"), ALL)
def test_decodes_and_trains_on_as_tensorflow_1_does(stem: str, case: str, tmp_path: Path) -> None:
    """The step after would differ if a slot were lost, permuted or given the forget bias."""
    known = recorded(stem, case)
    trainer = known.trainer()
    loaded = load_tf1(trainer.model, known.path, optimizer=trainer.optimizer)
    assert loaded.global_step == 3
    assert not loaded.notes
    for mode in ("greedy", "beam"):
        expected = known.part(f"decoded/{mode}")
        assert bool(expected) == hasattr(trainer.model, mode)
        if expected:
            outputs, _, lengths = getattr(trainer.model, mode)(trainer.inputs)
            tokens = outputs.predicted_ids if mode == "beam" else outputs.sample_id
            np.testing.assert_array_equal(tokens.numpy(), expected["tokens"])
        if mode == "greedy" and expected:
            np.testing.assert_array_equal(lengths.numpy(), expected["lengths"])
            got = outputs.rnn_output.numpy()
            assert_close("greedy", expected["rnn_output"], got, "greedy/rnn_output")
    results, loss, gradients = trainer.results_and_gradients()
    expected = known.part("decoded/training")
    got = results["outputs"].rnn_output.numpy()
    assert_close("rnn_output", expected["rnn_output"], got, "forward/rnn_output")
    assert_close("loss", expected["loss"], loss.numpy(), "loss")

    names = save_tf1(trainer.model, tmp_path / "back", optimizer=trainer.optimizer, global_step=3)
    original, back = Checkpoint(known.path), Checkpoint(tmp_path / "back")
    assert set(names) == set(back) == set(original)
    for name in original:
        assert_close(name, original[name], back[name], "weights/" + name)

    weights = trainer.model.trainable_variables
    trainer.optimizer.apply_gradients(zip(gradients, weights))
    save_tf1(trainer.model, tmp_path / "after", optimizer=trainer.optimizer, global_step=4)
    after = Checkpoint(tmp_path / "after")
    for name, array in known.part("after").items():
        assert not np.array_equal(array, original[name]) or not array.any(), f"{name} stood still"
        assert_close(name, array, after[name], "training/" + name)


@pytest.mark.parametrize(("stem", "case"), ALL)
def test_structure_tells_what_the_rules_tell(stem: str, case: str) -> None:
    """A user's model has no rules of its own: each tensor must find the same weight."""
    known = recorded(stem, case)
    model = known.trainer().model
    checkpoint = Checkpoint(known.path)
    own = resolve(model, checkpoint.shapes, Mapping())
    found = resolve(model, checkpoint.shapes, Mapping(), own_rules=False)
    assert not found.problems
    assert not own.entries
    tensors = {t.name: checkpoint[t.name] for rule in own.rules for t in rule.tensors()}
    expected = convert(own.rules, tensors, model.weights)
    got = {id(weight): value for weight, value in convert(found.rules, tensors, model.weights)}
    assert len(got) == len(expected)
    for weight, value in expected:
        np.testing.assert_array_equal(got[id(weight)], value, err_msg=weight.name)


@pytest.mark.parametrize(("stem", "case"), ALL)
def test_the_older_format_reads_alike(stem: str, case: str) -> None:
    path = recorded(stem, case).path
    newer, older = Checkpoint(path), Checkpoint(path.with_name("model.v1"))
    assert older.shapes == newer.shapes
    assert older.dtypes == newer.dtypes
    for name in newer:
        np.testing.assert_array_equal(older[name], newer[name])


def test_every_variant_has_a_checkpoint() -> None:
    stems = {path.name for path in FOLDER.iterdir() if path.name != "cells"}
    assert stems == {variant.stem for variant in registry.VARIANTS}, (
        "record: python3.7 -m parity_tests.golden.record_checkpoints STEM"
    )
    for stem, case in ALL:
        assert (FOLDER / stem / case / "model.index").exists(), f"record {stem} again"


def test_recorded_checkpoints_stay_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < 3_000_000
