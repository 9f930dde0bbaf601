"""Convert checkpoints from the command line: a user's model, in a module of their own."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from parity_tests.checkpoints.recorded import CELLS, recorded
from parity_tests.checkpoints.test_variants import assert_close
from tf2_port.checkpoints.reading import Checkpoint
from tf2_port.cli import main
from tf2_port.compat import tf

KNOWN = recorded("encoder_decoder", "lstm_2")
CHECKPOINT = str(KNOWN.path)

# Two layers each, as a user would write them: nothing here knows of the suite.
MODULE = """
import numpy as np
import tensorflow as tf

class Mine(tf.keras.Model):
    def __init__(self):
        super().__init__(dtype="float64")
        keras, double = tf.keras.layers, dict(dtype="float64")
        self.source_embedding = keras.Embedding(11, 3, **double)
        self.target_embedding = keras.Embedding(13, 3, **double)
        self.encoder = keras.RNN(
            keras.StackedRNNCells([keras.LSTMCell(6, **double) for _ in range(2)], **double),
            return_state=True, return_sequences=True, zero_output_for_mask=True, **double)
        self.decoder = keras.RNN(
            keras.StackedRNNCells([keras.LSTMCell(6, **double) for _ in range(2)], **double),
            return_sequences=True, zero_output_for_mask=True, **double)
        self.output_layer = keras.Dense(13, **double)

    def call(self, inputs):
        mask = tf.sequence_mask(inputs["source_length"], tf.shape(inputs["source"])[1])
        state = self.encoder(self.source_embedding(inputs["source"]), mask=mask)[1:]
        target = tf.pad(inputs["target"][:, :-1], [[0, 0], [1, 0]], constant_values=1)
        mask = tf.sequence_mask(inputs["target_length"], tf.shape(target)[1])
        embedded = self.target_embedding(target)
        return self.output_layer(self.decoder(embedded, mask=mask, initial_state=list(state)))

INPUTS = dict(
    source=np.ones([2, 7], np.int32), source_length=np.full([2], 7, np.int32),
    target=np.ones([2, 5], np.int32), target_length=np.full([2], 5, np.int32))

def unbuilt():
    return Mine()

def built():
    return Mine(), INPUTS

def compiled():
    model = Mine()
    model(INPUTS)
    model.compile(adam())
    return model

def adam():
    return tf.keras.optimizers.Adam(0.001, epsilon=1e-8)

def nothing():
    return None
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "users_model.py").write_text(MODULE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(__import__("sys").modules, "users_model", raising=False)
    return tmp_path


def users_model() -> tuple[tf.keras.Model, tf.keras.optimizers.Optimizer]:
    import users_model as users

    model, inputs = users.built()
    model(inputs)
    return model, users.adam()


def status(*words: str) -> int:
    try:
        return main(["convert", *words])
    except SystemExit as stop:
        return int(stop.code or 0)


def test_there_and_back(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--model", "users_model:built", "--optimizer", "users_model:adam"]
    assert status(CHECKPOINT, *options, "--out", "new/ported") == 0
    printed = capsys.readouterr().out
    cell = "decoder/multi_rnn_cell/cell_1/lstm_cell -> decoder.cell.cells[1] (lstm_cell): "
    assert cell in printed
    assert printed.endswith("16 weights written: restore new/ported/model\n")
    assert sorted(path.name for path in (here / "new").iterdir()) == ["ported"]

    # As the help says, in a model of its own.
    model, adam = users_model()
    checkpoint = tf.train.Checkpoint(model=model, optimizer=adam)
    adam.build(model.trainable_variables)
    checkpoint.restore("new/ported/model").expect_partial()
    logits = model({k: tf.constant(v) for k, v in KNOWN.part("inputs").items()})
    # The user's model goes on after the end of a target, where TensorFlow 1's puts out zeros.
    real = np.arange(5) < KNOWN.part("inputs")["target_length"][:, None]
    expected = KNOWN.part("decoded/training")["rnn_output"]
    steps = expected.shape[1]
    got = np.where(real[:, :steps, None], logits.numpy()[:, :steps], 0)
    want = np.where(real[:, :steps, None], expected, 0)
    assert_close("logits", want, got, "forward/rnn_output")
    assert adam.iterations.numpy() == 3

    assert status("new/ported", "--reverse", *options, "--out", "back") == 0
    assert "39 tensors written: restore back/model.ckpt" in capsys.readouterr().out
    assert tf.train.latest_checkpoint("back") == "back/model.ckpt"
    original, back = Checkpoint(KNOWN.path), Checkpoint("back")
    assert set(original) == set(back)
    for name in original:
        assert_close(name, original[name], back[name], "weights/" + name)


def test_the_optimizer_a_model_was_compiled_with(capsys: pytest.CaptureFixture[str]) -> None:
    assert status(CHECKPOINT, "--model", "users_model:compiled", "--out", "out") == 0
    assert status("out", "--reverse", "--model", "users_model:compiled", "--out", "back") == 0
    assert set(Checkpoint("back")) == set(Checkpoint(CHECKPOINT))


def test_inputs_from_a_file_and_weights_alone(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    np.savez(here / "inputs.npz", **KNOWN.part("inputs"))
    options = ["--model", "users_model:unbuilt", "--inputs", "inputs.npz"]
    assert status(CHECKPOINT, *options, "--no-optimizer", "--out", "out") == 0
    assert "note: the optimizer's slots (Adam, Adam_1) were left" in capsys.readouterr().out
    model, _ = users_model()
    tf.train.Checkpoint(model=model).restore("out/model").expect_partial()
    model.save_weights("mine.h5")
    options += ["--map", "out/map.toml"]
    assert status("mine.h5", "--reverse", *options, "--out", "back") == 0
    original, back = Checkpoint(CHECKPOINT), Checkpoint("back")
    assert set(back) == {name for name in original if not re.search("Adam|power|step", name)}
    for name in back:
        assert_close(name, original[name], back[name], "weights/" + name)


def test_a_draft_is_a_map(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--model", "users_model:built"]
    assert status(CHECKPOINT, *options, "--draft-map", "draft.toml") == 0
    assert "draft.toml written: 0 decisions are left to you" in capsys.readouterr().out
    options += ["--map", "draft.toml", "--no-optimizer"]
    assert status(CHECKPOINT, *options, "--out", "out") == 0
    assert capsys.readouterr().out.count(": by the map") == 7


def test_what_is_left_is_listed_and_nothing_written(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(CHECKPOINT, "--model", "users_model:built", "--out", "out") == 1
    captured = capsys.readouterr()
    assert not captured.out
    lines = captured.err.splitlines()
    assert len([line for line in lines if "unused tensor" in line]) == 26
    assert lines[-1].startswith("seq2seq-port: nothing was written; ")
    assert [path.name for path in here.iterdir() if "out" in path.name] == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nothing.ckpt"], "there is no checkpoint nothing.ckpt"),
        (["broken"], "is not a checkpoint, or its end is missing"),
        ([CHECKPOINT, "--model", "users_model"], "expected MODULE:FUNCTION"),
        (
            [CHECKPOINT, "--model", "users_model:missing"],
            "the module users_model has no function missing",
        ),
        ([CHECKPOINT, "--model", "users_model:INPUTS"], "has no function INPUTS"),
        ([CHECKPOINT, "--model", "no_such_module:model"], "there is no module no_such_module"),
        ([CHECKPOINT, "--model", "users_model:nothing"], "returns NoneType: expected a model"),
        ([CHECKPOINT, "--model", "users_model:unbuilt"], "the model has no weights yet"),
        ([CHECKPOINT, "--inputs", "broken"], "--inputs broken is not an .npz file"),
        ([CHECKPOINT, "--map", "nothing.toml"], "cannot read map nothing.toml"),
        ([CHECKPOINT, "--map", "broken"], "map broken is not TOML"),
        ([CHECKPOINT, "--allow-unused", "lost/*"], "no tensor of the checkpoint is like 'lost/*'"),
        ([CHECKPOINT, "--out", "there"], "--out there exists already: name a new folder"),
        ([CHECKPOINT, "--draft-map", "d.toml", "--out", "o"], "either --out DIR or --draft-map"),
        ([CHECKPOINT, "--reverse", "--averages"], "--reverse goes by the map"),
        ([CHECKPOINT, "--reverse"], "does not fit the model"),
        (["nothing", "--reverse"], "cannot read checkpoint nothing"),
        (["nothing.h5", "--reverse"], "nothing.h5 does not fit the model"),
        (
            ["nothing.h5", "--reverse", "--optimizer", "users_model:adam"],
            "nothing.h5 has weights only: leave --optimizer out",
        ),
    ],
)
def test_bad_usage_is_one_line_and_nothing_written(
    words: list[str], message: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "broken").write_text("neither = checkpoint nor map\n")
    (here / "there").mkdir()
    before = sorted(here.rglob("*"))
    options = [] if "--model" in words else ["--model", "users_model:built"]
    options += [] if "--out" in words else ["--out", "new/out"]
    assert status(*words, *options) == 2
    lines = [line for line in capsys.readouterr().err.splitlines() if "Warning" not in line]
    assert len(lines) == 1
    assert message in lines[0]
    assert sorted(p for p in here.rglob("*") if "__pycache__" not in p.parts) == before


def test_inspect_shows_what_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(CELLS / "model"), "--json"]) == 0
    contents = json.loads(capsys.readouterr().out)
    shapes = Checkpoint(CELLS / "model").shapes
    shown = {v["name"]: v["shape"] for layer in contents["layers"] for v in layer["variables"]}
    slots = {
        f"{v['name']}/{slot}"
        for layer in contents["layers"]
        for v in layer["variables"]
        for slot in v["slots"]
    }
    others = {*contents["optimizer"]["powers"], *contents["steps"]}
    assert set(shown) | slots | others == set(shapes)
    assert all(tuple(shape) == shapes[name] for name, shape in shown.items())
    assert contents["steps"] == {"global_step": 2}
    assert contents["not_recognised"] == []
    assert main(["inspect", str(CELLS / "model")]) == 0
    printed = capsys.readouterr().out
    for text in ("BahdanauMonotonicAttention", "in MultiRNNCell, cell 1", "global_step: 2"):
        assert text in printed


def test_inspect_shows_each_shape_beside_its_name(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    scope = "a_very_long_scope_that_needs_lines/lstm_cell"
    shapes = {f"{scope}/kernel": [5, 8], f"{scope}/bias": [8]}
    names = [*shapes, *(f"{name}/Adam" for name in shapes)]
    tf.raw_ops.SaveV2(
        prefix="long",
        tensor_names=names,
        shape_and_slices=[""] * 4,
        tensors=[tf.zeros(shape) for shape in [*shapes.values()] * 2],
    )
    assert main(["inspect", "long"]) == 0
    printed = capsys.readouterr().out
    assert re.search(r"kernel.*\[5, 8\].*float32", printed)
    assert re.search(r"bias.*\[8\].*float32", printed)


def test_inspect_says_what_it_does_not_recognise(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tf.raw_ops.SaveV2(
        prefix="odd",
        tensor_names=["what/is/this", "words"],
        shape_and_slices=["", ""],
        tensors=[tf.zeros([2, 3, 4]), tf.constant(["a"])],
    )
    assert main(["inspect", "odd"]) == 0
    printed = capsys.readouterr().out
    assert re.search(r"not recognised\W+what/is/this.*\[2, 3, 4\].*float32", printed)
    assert re.search(r"not recognised\W+words.*string", printed)
    assert "2 variables not recognised" in printed
    with pytest.raises(SystemExit) as stop:
        main(["inspect", "nothing"])
    assert stop.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
