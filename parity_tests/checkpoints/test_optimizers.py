"""Carry an optimizer's slots over: into each kind of Adam, and for those that do not fit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from parity_tests.checkpoints.recorded import recorded
from parity_tests.checkpoints.test_match import saved
from tf2_port.checkpoints import MatchError, load_tf1, save_tf1
from tf2_port.checkpoints.mapping import Entry, Mapping
from tf2_port.checkpoints.optimizers import _steps_done
from tf2_port.checkpoints.reading import Checkpoint
from tf2_port.compat import tf

KNOWN = recorded("encoder_decoder", "default")
ADAMS = {
    "v1": lambda **o: tf.compat.v1.train.AdamOptimizer(1e-3),
    "legacy": lambda **o: tf.keras.optimizers.legacy.Adam(1e-3, **o),
    "keras": lambda **o: tf.keras.optimizers.Adam(1e-3, **o),
}


def powers(steps: int, betas: tuple[float, float] = (0.9, 0.999)) -> list[np.ndarray]:
    """Multiplies step by step in float32, as TensorFlow 1 does."""
    values = []
    for beta in map(np.float32, betas):
        power = beta
        for _ in range(steps):
            power = np.float32(power * beta)
        values.append(np.asarray(power))
    return values


@pytest.mark.parametrize("name", ADAMS)
def test_each_adam_takes_the_next_step(name: str, tmp_path: Path) -> None:
    trainer, adam = KNOWN.trainer(), ADAMS[name](epsilon=1e-8)
    assert not load_tf1(trainer.model, KNOWN.path, optimizer=adam).notes
    _, _, gradients = trainer.results_and_gradients()
    adam.apply_gradients(zip(gradients, trainer.model.trainable_variables))
    save_tf1(trainer.model, tmp_path / "after", optimizer=adam, global_step=4)
    after = Checkpoint(tmp_path / "after")
    for tensor, expected in KNOWN.part("after").items():
        # As parity's rung of training has it, in float32.
        np.testing.assert_allclose(
            after[tensor], expected, rtol=0, atol=5e-6, err_msg=f"{name}: {tensor}"
        )


def test_another_epsilon_is_told() -> None:
    trainer = KNOWN.trainer()
    loaded = load_tf1(trainer.model, KNOWN.path, optimizer=tf.keras.optimizers.Adam())
    assert loaded.notes == ["the optimizer's epsilon is 1e-07; TensorFlow 1's Adam had 1e-08"]


@pytest.mark.parametrize("options", [{"beta_1": 0.8}, {"beta_2": 0.99}])
def test_other_betas_are_refused(options: dict[str, float]) -> None:
    trainer = KNOWN.trainer()
    before = [weight.numpy() for weight in trainer.model.weights]
    with pytest.raises(ValueError, match=r"beta1_power and beta2_power are 0\.6561 and 0\.996006"):
        load_tf1(trainer.model, KNOWN.path, optimizer=tf.keras.optimizers.Adam(**options))
    for weight, value in zip(trainer.model.weights, before):
        np.testing.assert_array_equal(weight.numpy(), value)


@pytest.mark.parametrize("steps", [0, 1, 7, 99, 500, 800, 2_000, 9_999, 60_000])
def test_steps_are_told_from_powers(steps: int) -> None:
    betas = (0.9, 0.999)
    assert _steps_done(powers(steps), betas, steps) == steps
    # Without a counter only rounding is in the way, and what it does to the correction:
    guess = _steps_done(powers(steps), betas, None)
    corrections = [np.sqrt(1 - 0.999 ** (t + 1)) / (1 - 0.9 ** (t + 1)) for t in (steps, guess)]
    assert abs(corrections[0] / corrections[1] - 1) < 1e-5
    # A counter that counted something else is passed over.
    assert _steps_done(powers(steps), betas, 10 * steps + 50) == guess


def test_powers_of_nothing_at_all_are_zero() -> None:
    zeros = [np.zeros([], np.float32)] * 2
    assert _steps_done(zeros, (0.9, 0.999), 250_000) == 250_000
    assert _steps_done(zeros, (0.9, 0.999), None) >= 100_000
    for wrong in ([1.0, 0.5], [-0.1, 0.5], [np.nan, np.nan], [2.0, 2.0]):
        with pytest.raises(ValueError, match="not the same power"):
            _steps_done([np.array(value, np.float32) for value in wrong], (0.9, 0.999), None)


def test_slots_without_an_optimizer_are_listed() -> None:
    trainer = KNOWN.trainer()
    with pytest.raises(MatchError) as raised:
        load_tf1(trainer.model, KNOWN.path)
    slots = [n for n in Checkpoint(KNOWN.path) if "Adam" in n or "power" in n]
    assert len(raised.value.problems) == len(slots) == 18
    assert all(any(slot in problem for problem in raised.value.problems) for slot in slots)
    loaded = load_tf1(trainer.model, KNOWN.path, drop_optimizer=True)
    assert loaded.notes == ["the optimizer's slots (Adam, Adam_1) were left, as was asked for"]
    assert loaded.mapping.optimizer is None


@pytest.mark.parametrize(
    ("optimizer", "message"),
    [
        (tf.keras.optimizers.SGD, "SGD does not carry on"),
        (tf.keras.optimizers.legacy.RMSprop, "RMSprop does not carry on"),
        (lambda: tf.keras.optimizers.Adam(amsgrad=True), "a Keras Adam without amsgrad"),
        (lambda: "adam", "optimizer str does not carry on"),
    ],
)
def test_optimizers_with_other_slots_are_refused(optimizer: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        load_tf1(KNOWN.trainer().model, KNOWN.path, optimizer=optimizer())


def dense(trainable: bool = True) -> Any:
    model = tf.keras.Sequential([tf.keras.layers.Dense(2, name="d"), tf.keras.layers.Dense(5)])
    model.build([None, 3])
    model.layers[0].trainable = trainable
    return model


WEIGHTS = {"d/kernel": [3, 2], "d/bias": [2], "e/kernel": [2, 5], "e/bias": [5]}


def with_slots(*slots: str, of: str = "de") -> dict[str, list[int]]:
    found = {f"{n}/{slot}": shape for n, shape in WEIGHTS.items() for slot in slots if n[0] in of}
    return {**WEIGHTS, **found}


@pytest.mark.parametrize(
    ("make", "slots", "names"),
    [
        (lambda v1: v1.MomentumOptimizer(0.1, 0.9), ("Momentum",), ("momentum",)),
        (lambda v1: v1.RMSPropOptimizer(0.1), ("RMSProp", "RMSProp_1"), ("rms", "momentum")),
        (
            lambda v1: v1.RMSPropOptimizer(0.1, centered=True),
            ("RMSProp", "RMSProp_1", "RMSProp_2"),
            ("rms", "mg", "momentum"),
        ),
        (lambda v1: v1.AdagradOptimizer(0.1), ("Adagrad",), ("accumulator",)),
        (
            lambda v1: v1.AdadeltaOptimizer(0.1),
            ("Adadelta", "Adadelta_1"),
            ("accum", "accum_update"),
        ),
        (lambda v1: v1.FtrlOptimizer(0.1), ("Ftrl", "Ftrl_1"), ("accum", "linear")),
        (lambda v1: v1.AdagradOptimizer(0.1), ("my_own_name",), ("accumulator",)),
    ],
)
def test_other_optimizers_of_tensorflow_1(
    make: Any, slots: tuple[str, ...], names: tuple[str, ...], tmp_path: Path
) -> None:
    path, model = saved(tmp_path, with_slots(*slots)), dense()
    optimizer = make(tf.compat.v1.train)
    loaded = load_tf1(model, path, optimizer=optimizer)
    checkpoint = Checkpoint(path)
    for slot, name in zip(slots, names):
        np.testing.assert_array_equal(
            optimizer.get_slot(model.layers[1].kernel, name).numpy(),
            checkpoint[f"e/kernel/{slot}"],
        )
    assert set(save_tf1(model, tmp_path / "back", loaded.mapping, optimizer=optimizer)) == set(
        checkpoint
    )
    back = Checkpoint(tmp_path / "back")
    for tensor in checkpoint:
        np.testing.assert_array_equal(back[tensor], checkpoint[tensor])


def test_slots_go_back_where_they_were_in_a_scope(tmp_path: Path) -> None:
    shapes = {**WEIGHTS, **{f"train/{n}/Momentum": shape for n, shape in WEIGHTS.items()}}
    path, model = saved(tmp_path, shapes), dense()
    optimizer = tf.compat.v1.train.MomentumOptimizer(0.1, 0.9)
    loaded = load_tf1(model, path, optimizer=optimizer)
    assert (loaded.mapping.optimizer, loaded.mapping.optimizer_scope) == ("Momentum", "train/")
    assert set(save_tf1(model, tmp_path / "b", loaded.mapping, optimizer=optimizer)) == set(shapes)


def test_what_was_not_trained_has_no_slots(tmp_path: Path) -> None:
    path = saved(tmp_path, with_slots("Momentum", of="e"))
    optimizer = tf.compat.v1.train.MomentumOptimizer(0.1, 0.9)
    model = dense(trainable=False)
    loaded = load_tf1(model, path, optimizer=optimizer)
    assert not loaded.notes
    names = save_tf1(model, tmp_path / "back", loaded.mapping, optimizer=optimizer)
    assert set(names) == set(Checkpoint(path))
    loaded = load_tf1(dense(), path, optimizer=tf.compat.v1.train.MomentumOptimizer(0.1, 0.9))
    assert sorted(loaded.notes) == [
        f"no slot Momentum of d/{name}: momentum starts anew" for name in ("bias", "kernel")
    ]


def test_slots_of_what_is_frozen_are_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, with_slots("Momentum"))
    with pytest.raises(ValueError, match="has slots, but is not trainable in the model"):
        load_tf1(
            dense(trainable=False), path, optimizer=tf.compat.v1.train.MomentumOptimizer(0.1, 0.9)
        )


def test_slots_of_another_optimizer_are_listed(tmp_path: Path) -> None:
    path = saved(tmp_path, with_slots("RMSProp", "RMSProp_1", of="e"))
    with pytest.raises(MatchError) as raised:
        load_tf1(dense(), path, optimizer=tf.compat.v1.train.MomentumOptimizer(0.1, 0.9))
    assert raised.value.problems == [
        f"unused tensor e/{name}/RMSProp_1, which is no slot of MomentumOptimizer"
        for name in ("bias", "kernel")
    ]
    path = saved(tmp_path, with_slots("RMSProp", "Adam"))
    with pytest.raises(ValueError, match="slots of Adam and RMSProp: name one in the map's"):
        load_tf1(dense(), path, optimizer=tf.compat.v1.train.MomentumOptimizer(0.1, 0.9))
    told = load_tf1(dense(), path, drop_optimizer=True).notes
    assert told == ["the optimizer's slots (Adam, RMSProp) were left, as was asked for"]


def test_a_map_tells_what_only_looks_like_a_slot(tmp_path: Path) -> None:
    """A variable in a scope that is called like another variable, and has its shape."""

    class Two(tf.keras.layers.Layer):
        def build(self, shape: Any) -> None:
            self.a = self.add_weight("a", [2])
            self.b = self.add_weight("b", [2])

    model = tf.keras.Sequential([Two(name="mine")])
    model.build([None, 2])
    path = saved(tmp_path, {"a": [2], "a/b": [2], "a/b/Adam": [2]})
    with pytest.raises(MatchError, match="nothing fills mine"):
        load_tf1(model, path, drop_optimizer=True)
    entries = (Entry("mine.a", "variable", "a"), Entry("mine.b", "variable", "a/b"))
    loaded = load_tf1(model, path, Mapping(entries), drop_optimizer=True)
    np.testing.assert_array_equal(model.layers[0].b.numpy(), Checkpoint(path)["a/b"])
    assert loaded.notes == ["the optimizer's slots (Adam) were left, as was asked for"]


def test_averages_are_taken_if_asked_for(tmp_path: Path) -> None:
    path = saved(tmp_path, with_slots("ExponentialMovingAverage"))
    with pytest.raises(MatchError, match="unused tensor d/bias/ExponentialMovingAverage"):
        load_tf1(dense(), path)
    model = dense()
    load_tf1(model, path, averages=True)
    np.testing.assert_array_equal(
        model.layers[0].kernel.numpy(), Checkpoint(path)["d/kernel/ExponentialMovingAverage"]
    )


def test_a_slot_of_another_shape_is_no_slot(tmp_path: Path) -> None:
    path = saved(tmp_path, {**WEIGHTS, "d/kernel/Adam": [2, 3]})
    with pytest.raises(MatchError, match="nothing takes d/kernel/Adam"):
        load_tf1(dense(), path, drop_optimizer=True)


def test_weights_that_would_get_the_same_name_are_refused(tmp_path: Path) -> None:
    loaded = load_tf1(dense(), saved(tmp_path, WEIGHTS))
    entries = [
        type(entry)(entry.keras, entry.kind, entry.scope, tensors={"bias": "b"})
        for entry in loaded.mapping.layers
    ]
    with pytest.raises(ValueError, match="two weights would be written as b"):
        save_tf1(dense(), tmp_path / "back", type(loaded.mapping)(tuple(entries)))
    with pytest.raises(ValueError, match=r"names no TensorFlow 1 variable for .*kernel:0"):
        save_tf1(dense(), tmp_path / "back", type(loaded.mapping)(tuple(entries[:1])))
    assert not list(tmp_path.glob("back*"))
