"""Match checkpoints and models whose names say much, little, or nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tf2_port.checkpoints import MatchError, load_tf1
from tf2_port.checkpoints.likeness import likeness, words
from tf2_port.checkpoints.mapping import Entry, Mapping, read_mapping, write_mapping
from tf2_port.checkpoints.patterns import solve
from tf2_port.checkpoints.recognise import recognise
from tf2_port.checkpoints.resolve import draft, resolve
from tf2_port.compat import tf

LSTM = {"kernel": [7, 16], "bias": [16]}  # 3 inputs, 4 units


def saved(folder: Path, shapes: dict[str, Any]) -> Path:
    """Writes a checkpoint with numbers that are all different."""
    random = np.random.RandomState(len(shapes))
    path = folder / "model.ckpt"
    names = sorted(shapes)
    tf.raw_ops.SaveV2(
        prefix=str(path),
        tensor_names=names,
        shape_and_slices=[""] * len(names),
        tensors=[tf.constant(random.standard_normal(shapes[n]).astype("f4")) for n in names],
    )
    return path


def under(scope: str, shapes: dict[str, Any]) -> dict[str, Any]:
    return {f"{scope}/{name}": shape for name, shape in shapes.items()}


class Two(tf.keras.Model):
    """Has two LSTM cells of the same shape, under any two names."""

    def __init__(self, *names: str) -> None:
        super().__init__()
        for name in names:
            cell = tf.keras.layers.LSTMCell(4)
            cell.build([None, 3])
            setattr(self, name, cell)


def assigned(model: Any, shapes: dict[str, Any], **options: Any) -> dict[str, str]:
    resolved = resolve(model, {k: tuple(v) for k, v in shapes.items()}, Mapping(), **options)
    if resolved.problems:
        raise MatchError(resolved.problems, draft(resolved, Mapping()))
    return {entry.keras: entry.scope for entry in resolved.entries}


@pytest.mark.parametrize(
    ("scopes", "names"),
    [
        (("encoder/lstm_cell", "decoder/lstm_cell"), ("encoder", "decoder_cell")),
        (("enc/rnn/lstm_cell", "rnn/lstm_cell"), ("my_encoder", "other")),
        (("bidirectional_rnn/bw/lstm_cell", "bidirectional_rnn/fw/lstm_cell"), ("backward", "to")),
        (("a/lstm_cell_1", "a/lstm_cell"), ("cell_1", "cell_0")),
        (("stack/cell_1/lstm_cell", "stack/cell_0/lstm_cell"), ("upper1", "lower0")),
    ],
)
def test_names_tell_which_of_two(scopes: tuple[str, str], names: tuple[str, str]) -> None:
    shapes = {**under(scopes[0], LSTM), **under(scopes[1], LSTM)}
    expected = dict(zip(names, scopes))
    assert assigned(Two(*names), shapes) == expected
    assert assigned(Two(*names[::-1]), shapes) == expected


@pytest.mark.parametrize("names", [("one", "other"), ("lstm", "lstm_cell"), ("a_1", "b_1")])
def test_names_that_do_not_tell_are_not_guessed_from(names: tuple[str, str]) -> None:
    shapes = {**under("first/lstm_cell", LSTM), **under("rnn/lstm_cell_1", LSTM)}
    if names == ("a_1", "b_1"):
        shapes = {**under("p/lstm_cell_1", LSTM), **under("q/lstm_cell_1", LSTM)}
    with pytest.raises(MatchError) as raised:
        assigned(Two(*names), shapes)
    assert len(raised.value.problems) == 4  # two groups left, two layers empty
    sentence = rf"fits {names[0]} or {names[1]}, and the names do not tell which"
    assert sum(bool(re.search(sentence, p)) for p in raised.value.problems) == 2


def test_a_draft_can_be_completed_and_used(tmp_path: Path) -> None:
    shapes = {**under("p/lstm_cell", LSTM), **under("q/lstm_cell", LSTM), "table": [5, 3]}
    path, model = saved(tmp_path, shapes), Two("one", "other")
    model.table = tf.keras.layers.Embedding(5, 3)
    model.table.build([None])
    with pytest.raises(MatchError) as raised:
        load_tf1(model, path)
    lines = raised.value.draft.splitlines()
    (tmp_path / "draft.toml").write_text("\n".join(lines))
    assert [e.keras for e in read_mapping(tmp_path / "draft.toml").layers] == ["table"]
    # The user decides: of what is commented out, one block for each of the two.
    text, block = [], []
    for line in lines:
        if line.startswith("# ") and not line.endswith("."):
            block.append(line[2:])
        elif line == "#":
            joined = "\n".join(block)
            pairs = (('"one"', "q/lstm_cell"), ('"other"', "p/lstm_cell"))
            if any(f"keras = {keras}" in joined and scope in joined for keras, scope in pairs):
                text += block
            block = []
        else:
            text.append(line)
    (tmp_path / "map.toml").write_text("\n".join(text))
    loaded = load_tf1(model, path, tmp_path / "map.toml")
    assert {e.keras: e.scope for e in loaded.mapping.layers} == {
        "one": "q/lstm_cell",
        "other": "p/lstm_cell",
        "table": "table",
    }
    reader = tf.train.load_checkpoint(str(path))
    np.testing.assert_array_equal(
        model.one.kernel.numpy()[:, :4], reader.get_tensor("q/lstm_cell/kernel")[:3, :4]
    )


def test_everything_left_is_listed_on_both_sides(tmp_path: Path) -> None:
    shapes = {**under("p/lstm_cell", LSTM), "projection/kernel": [4, 9], "global_step": []}
    shapes.update(under("q/lstm_cell", {"kernel": [8, 16], "bias": [16], "extra": [3]}))
    shapes.update(under("r/lstm_cell", {**LSTM, "projection/kernel": [4, 3]}))
    del shapes["global_step"]
    model = Two("p", "q")
    model.dense = tf.keras.layers.Dense(9)
    model.dense.build([None, 5])
    with pytest.raises(MatchError) as raised:
        load_tf1(model, saved(tmp_path, shapes))
    assert sorted(raised.value.problems) == [
        "nothing fills dense (Dense: kernel [5, 9], bias [9])",
        "nothing fills q (LSTMCell: kernel [7, 16], bias [16])",
        "nothing takes projection/kernel (dense)",
        "nothing takes q/lstm_cell/extra (variable)",
        "nothing takes q/lstm_cell/kernel, q/lstm_cell/bias (lstm_cell); q wants kernel [7, 16], "
        "bias [16]",
        "r/lstm_cell (projected_lstm_cell) has no counterpart in Keras or tfa",
    ]


def test_what_may_be_left_must_be_said_and_be_there(tmp_path: Path) -> None:
    shapes = {**under("p/lstm_cell", LSTM), **under("gone/lstm_cell", LSTM)}
    path, model = saved(tmp_path, shapes), Two("p")
    with pytest.raises(MatchError, match="fits x"):
        load_tf1(Two("x"), path)
    loaded = load_tf1(model, path, allow_unused=["gone/*"])
    assert loaded.unused == ["gone/lstm_cell/bias", "gone/lstm_cell/kernel"]
    assert loaded.mapping.allow_unused == ("gone/*",)
    with pytest.raises(ValueError, match=r"no tensor of the checkpoint is like 'lost/\*'"):
        load_tf1(model, path, allow_unused=["lost/*"])


def test_another_dtype_is_refused(tmp_path: Path) -> None:
    model = tf.keras.Sequential([tf.keras.layers.Dense(2, dtype="float64")])
    model.build([None, 3])
    path = saved(tmp_path, {"d/kernel": [3, 2], "d/bias": [2]})
    with pytest.raises(MatchError, match=r"makes float32\[3, 2\] of d/kernel"):
        load_tf1(model, path)


def test_functional_and_nested_models_are_walked(tmp_path: Path) -> None:
    keras = tf.keras
    inputs = keras.Input([4, 3])
    hidden = keras.layers.LSTM(4, return_sequences=True, name="encoder")(inputs)
    inner = keras.Sequential([keras.layers.Dense(4, name="first"), keras.layers.Dense(4)])
    model = keras.Model(inputs, inner(keras.layers.LSTM(4, name="top")(hidden)))
    shapes = {
        **under("encoder/lstm_cell", LSTM),
        **under("top/lstm_cell", {"kernel": [8, 16], "bias": [16]}),
        **under("first", {"kernel": [4, 4], "bias": [4]}),
        **under("last", {"kernel": [4, 4], "bias": [4]}),
    }
    loaded = load_tf1(model, saved(tmp_path, shapes))
    found = {entry.scope: entry.keras.split(".")[-2:] for entry in loaded.mapping.layers}
    assert found["encoder/lstm_cell"] == ["encoder", "cell"]
    assert found["first"][-1] == "first"
    np.testing.assert_array_equal(
        inner.layers[0].kernel.numpy(),
        tf.train.load_checkpoint(str(tmp_path / "model.ckpt")).get_tensor("first/kernel"),
    )


def test_single_weights_of_a_layer_can_be_mapped(tmp_path: Path) -> None:
    class Own(tf.keras.layers.Layer):
        def build(self, shape: Any) -> None:
            self.left = self.add_weight("left", [2, 2])
            self.right = self.add_weight("right", [2, 2])
            super().build(shape)

    model = tf.keras.Sequential([Own(name="mine")])
    model.build([None, 2])
    path = saved(tmp_path, {"a": [2, 2], "b": [2, 2]})
    with pytest.raises(MatchError, match="nothing takes a"):
        load_tf1(model, path)
    entries = (Entry("mine.right", "variable", "a"), Entry("mine.left", "variable", "b"))
    load_tf1(model, path, Mapping(entries))
    reader = tf.train.load_checkpoint(str(path))
    np.testing.assert_array_equal(model.layers[0].right.numpy(), reader.get_tensor("a"))
    np.testing.assert_array_equal(model.layers[0].left.numpy(), reader.get_tensor("b"))


def test_a_model_without_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="has no weights yet: call it on example inputs"):
        load_tf1(tf.keras.Sequential([tf.keras.layers.Dense(2)]), saved(tmp_path, {"w": [1]}))


MAP = '[[layer]]\nkeras = "one"\nkind = "lstm_cell"\nscope = "p/lstm_cell"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[layer", "is not TOML"),
        ("layers = 1", "the map: layers is not known; expected layer, optimizer"),
        ("layer = [1]", r"\[\[layer\]\] 1: expected a table"),
        ('[[layer]]\nkeras = "one"', r"\[\[layer\]\] 1: kind is missing"),
        ('[[layer]]\nkeras = "one"\nkind = "dense"', "scope or tensors is missing"),
        (MAP + "forget_bias = true", "forget_bias has the wrong type: True"),
        (MAP + "tensors = {kernel = 1}", "tensors: expected names"),
        (MAP + 'tensors = {kernle = "w"}', "one has no tensor 'kernle': expected kernel, bias"),
        (MAP + MAP, "one is filled twice"),
        ("allow_unused = [1]", "allow_unused: expected a list of patterns"),
        (MAP.replace("one", "none"), "map: the model has no none to fill: expected one of one"),
        (
            MAP.replace('kind = "lstm_cell"', 'kind = "gru_cell"'),
            "one .LSTMCell. cannot be filled from a gru_cell: expected lstm_cell, keras_lstm",
        ),
        (
            MAP.replace("p/", "lost/"),
            "the map's tensor lost/lstm_cell/kernel is not in the checkpoint",
        ),
        ('global_step = "steps"\n' + MAP, "the checkpoint has no step counter steps"),
    ],
)
def test_maps_that_do_not_fit_are_refused(text: str, message: str, tmp_path: Path) -> None:
    path = saved(tmp_path, under("p/lstm_cell", LSTM))
    (tmp_path / "map.toml").write_text(text)
    with pytest.raises(ValueError, match=message) as raised:
        load_tf1(Two("one"), path, tmp_path / "map.toml")
    assert "\n" not in str(raised.value)


def test_a_map_survives_being_written_and_read(tmp_path: Path) -> None:
    odd = Entry('a["x"].b', "dense", 'sc"ope\\ü', tensors={"kernel": "w/\U0001f600"})
    mapping = Mapping(
        (odd, Entry("c", "lstm_cell", "d", forget_bias=0.1)), "Adam", "train/", "gs", ("x*", "y")
    )
    (tmp_path / "map.toml").write_text(write_mapping(mapping, {"c": "by name"}), encoding="utf-8")
    assert read_mapping(tmp_path / "map.toml") == mapping


def test_patterns_are_solved_for_their_letters() -> None:
    specs = {"kernel": "n+u,4u", "bias": "4u"}
    assert solve(specs, {"kernel": (7, 16), "bias": (16,)}) == {"n": 3, "u": 4}
    for wrong in ((4, 16), (3, 16), (7, 18), (7, 16, 1)):
        assert solve(specs, {"kernel": wrong, "bias": (16,)}) is None
    assert solve(specs, {"kernel": (7, 16), "bias": (12,)}) is None


def test_slots_of_an_optimizer_in_a_scope_are_found() -> None:
    shapes: dict[str, tuple[int, ...]] = {
        "w": (2, 3),
        "w/v": (2, 3),
        "train/w/Adam": (2, 3),
        "train/w/Adam_1": (2, 3),
    }
    shapes.update({"train/beta1_power": (), "w/Adam": (3, 2), "global_step": ()})
    found = recognise(shapes)
    assert found.slots.of == {"w": {"v": "w/v", "Adam": "train/w/Adam", "Adam_1": "train/w/Adam_1"}}
    assert (found.slots.scope, found.slots.steps) == ("train/", ["global_step"])
    assert [group.scope for group in found.groups] == ["w", "w/Adam"]


def test_words_that_name_kinds_do_not_count() -> None:
    assert words("encoder/multi_rnn_cell/cell_01/lstm_cell") == {"encoder", "1"}
    assert words("Decoder.cells[1]") == {"decoder", "1"}
    assert likeness(words("bw/gru_cell"), words("backward_layer.cell")) == 1
