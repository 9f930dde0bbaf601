"""Say what a witness must know of a model to observe it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tf2_port.probe import Probe

LEARNING_RATE = 1e-3
OPTIMIZER_STEPS = 5


@dataclass(frozen=True)
class Recipe:
    """How to make a model, what its results are called, and how it is trained.

    `make` makes a model, not built yet, that has what `Trainer` asks for. `named` gives
    results their names in a report. `probed` makes one more that a probe watches, or is
    None if its decoder is not to be stepped. `optimizer` is that of TensorFlow 1 by default.
    """

    make: Callable[[], Any]
    named: Callable[[Any, Any], dict[str, Any]]
    probed: Callable[[Probe], Any] | None = None
    optimizer: Callable[[], Any] | None = None
    steps: int = OPTIMIZER_STEPS
    learning_rate: float = LEARNING_RATE
    first_step: bool = False  # whether to tell the weights after one step, too
    restores: bool = True  # whether to go on from a checkpoint
    modes: tuple[str, ...] = ("greedy", "beam")  # to decode in without a target
    training: bool = True  # the model's argument
    decoding_steps: int | None = None  # to look into; those of the outputs if None
    autograph: bool = True  # whether tracing converts Python's control flow, which takes long
