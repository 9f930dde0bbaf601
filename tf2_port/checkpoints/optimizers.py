"""Reach the slots of an optimizer that carries on where TensorFlow 1's stopped.

The optimizers of `tf.compat.v1.train` have the same slots as theirs. Of Keras's, old or
new, only Adam has: the others scale what they keep by the learning rate, or start elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tf2_port.checkpoints.slots import SLOTS
from tf2_port.compat import tf

_UNDERFLOWN = 1e-30  # beyond it a float32 power of beta loses digits


@dataclass
class Optimizer:
    """An optimizer with its slots made.

    Attributes:
      kind: which of TensorFlow 1's it is, a key of `SLOTS`.
      optimizer: the user's.
      slot: gives a weight's slot of a name.
      slot_names: in TensorFlow 1's order.
      betas: Adam's `beta1`, `beta2`.
      powers: Adam's two, as variables; Keras's Adam has none.
      iterations: how many steps it did; those of `tf.compat.v1` do not count.
    """

    kind: str
    optimizer: Any
    slot: Any
    slot_names: tuple[str, ...]
    betas: tuple[float, ...] = ()
    powers: tuple[Any, ...] = ()
    iterations: Any = None

    def power_values(self, dtype: np.dtype) -> list[np.ndarray]:
        """Computes Adam's powers as TensorFlow 1 would have them: multiplied step by step."""
        if self.powers:
            return [power.numpy() for power in self.powers]
        values = []
        for beta in map(dtype.type, self.betas):
            power = beta
            for _ in range(int(self.iterations.numpy())):
                power = dtype.type(power * beta)
                if power == 0:
                    break
            values.append(np.asarray(power, dtype))
        return values

    def start_at(self, powers: Sequence[np.ndarray], step: int | None) -> list[tuple[Any, Any]]:
        """Says what to assign, so that the next step is the one after these powers.

        Args:
          powers: `beta1_power` and `beta2_power` of a checkpoint.
          step: its `global_step`, if it has one.

        Raises:
          ValueError: if they are no powers of this optimizer's betas.
        """
        done = _steps_done(powers, self.betas, step)
        if self.powers:
            return list(zip(self.powers, powers))
        return [(self.iterations, done)]


def open_optimizer(optimizer: Any, weights: Sequence[Any]) -> Optimizer:
    """Makes an optimizer's slots.

    Args:
      optimizer: of `tf.compat.v1.train`, or an Adam of Keras.
      weights: that it trains.

    Raises:
      ValueError: if its slots are not those of TensorFlow 1.
    """
    name = type(optimizer).__name__
    weights = list(weights)
    v1 = tf.compat.v1.train
    if isinstance(optimizer, v1.Optimizer):
        kind = name[: -len("Optimizer")] if name.endswith("Optimizer") else name
        if kind in SLOTS:
            optimizer._create_slots(weights)
            slots = SLOTS[kind]
            if kind == "RMSProp" and "mg" in optimizer.get_slot_names():
                slots = ("rms", "mg", "momentum")
            made = Optimizer(kind, optimizer, optimizer.get_slot, slots)
            if kind == "Adam":
                made.powers = tuple(optimizer._get_beta_accumulators())
                made.betas = (float(optimizer._beta1), float(optimizer._beta2))
            return made
    elif isinstance(optimizer, tf.keras.optimizers.legacy.Adam) and not optimizer.amsgrad:
        optimizer._create_all_weights(weights)
        betas = tuple(float(optimizer._get_hyper(beta)) for beta in ("beta_1", "beta_2"))
        return Optimizer(
            "Adam", optimizer, optimizer.get_slot, SLOTS["Adam"], betas, (), optimizer.iterations
        )
    elif isinstance(optimizer, tf.keras.optimizers.Adam) and not optimizer.amsgrad:
        optimizer.build(weights)
        lists = {"m": optimizer._momentums, "v": optimizer._velocities}
        number = {id(weight): k for k, weight in enumerate(weights)}
        return Optimizer(
            "Adam",
            optimizer,
            lambda weight, slot: lists[slot][number[id(weight)]],
            SLOTS["Adam"],
            (optimizer.beta_1, optimizer.beta_2),
            (),
            optimizer.iterations,
        )
    raise ValueError(
        f"optimizer {name} does not carry on a TensorFlow 1 optimizer's slots: expected one of "
        f"tf.compat.v1.train ({', '.join(SLOTS)}), or a Keras Adam without amsgrad"
    )


def _steps_done(powers: Sequence[np.ndarray], betas: Sequence[float], step: int | None) -> int:
    """Tells from beta's powers how many steps Adam did: `power = beta ** (steps + 1)`."""
    estimates = []
    for power, beta in zip(powers, betas):
        power = np.asarray(power)
        if power > _UNDERFLOWN:
            rounded = float(power.dtype.type(beta))  # the beta that was multiplied
            estimates.append(math.log(float(power)) / math.log(rounded) - 1)
    # Rounding adds up, over the steps.
    wrong = any(abs(a - round(estimates[-1])) > 0.05 + 1e-3 * abs(a) or a < -0.5 for a in estimates)
    if wrong or any(not 0 <= float(power) < 1 for power in powers):
        values = " and ".join(f"{float(power):.6g}" for power in powers)
        raise ValueError(
            f"beta1_power and beta2_power are {values}: not the same power of the optimizer's "
            f"beta_1 {betas[0]:g} and beta_2 {betas[1]:g}; give an optimizer with the betas that "
            "TensorFlow 1's had"
        )
    if not estimates:  # after so many steps nothing depends on their number any more
        return step or 100_000
    if step is not None and abs(estimates[-1] - step) <= 0.5 + 1e-3 * step:
        return step
    return round(estimates[-1])


def slot_ends(base: str, count: int) -> list[str]:
    """Returns what the slots of an optimizer end in: `Adam`, `Adam_1`."""
    return [base if k == 0 else f"{base}_{k}" for k in range(count)]


def slot_name(variable: str, end: str, scope: str = "") -> str:
    """Returns the name of a variable's slot."""
    return f"{scope}{variable}/{end}"


def epsilon_note(optimizer: Any) -> str | None:
    """Warns of an epsilon other than TensorFlow 1's, which Keras has by default."""
    epsilon = getattr(optimizer, "epsilon", None)
    if isinstance(epsilon, float) and epsilon != 1e-8:
        return f"the optimizer's epsilon is {epsilon:g}; TensorFlow 1's Adam had 1e-08"
    return None
