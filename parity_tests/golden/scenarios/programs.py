"""Run scenarios that are given as the text of a program.

A program imports what it needs and defines `build`, which returns what to fetch by
name, as the scenarios here do; `SCALE`, if it is there, multiplies all weights.
`report` is what `tf2_port.parity.worker` is asked to call.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf

from parity_tests.golden.scenarios.outcome import Outcome
from parity_tests.golden.scenarios.parts import tensor
from parity_tests.golden.scenarios.registry import Build, Scenario
from parity_tests.golden.scenarios.run import run


def draw_state(name: str, cell: Any, batch: int, dtype: Any, dynamic: bool = False) -> Any:
    """Draws a state for a cell that is made of matrices, as inputs.

    Args:
      name: of the inputs, which are numbered.
      cell: whose `state_size` counts.
      batch: number of rows.
      dtype: of the state.
      dynamic: whether the batch size is not static.
    """
    drawn = [
        tensor(
            f"{name}_{k}", batch, size, dtype=dtype.name, static=[None, size] if dynamic else None
        )
        for k, size in enumerate(tf.nest.flatten(cell.state_size))
    ]
    return tf.nest.pack_sequence_as(cell.state_size, drawn)


def run_program(program: str) -> Outcome:
    """Runs a program on the TensorFlow at hand."""
    tf.logging.set_verbosity(tf.logging.FATAL)  # unused arrays are what some are about
    space: dict[str, Any] = {"__name__": "program"}
    exec(compile(program, "program", "exec"), space)
    return run(Scenario("program", space["build"]), space.get("SCALE", 1.0))


def show(build: Build, scale: float = 1.0) -> None:
    """Prints everything that a scenario gives: what a program ends with when it is a script."""
    result = run(Scenario("program", build), scale)
    for name, text in sorted({**result.variables, **result.texts}.items()):
        print(f"{name}: {text}")
    for name, array in sorted(result.arrays.items()):
        print(f"{name} {array.dtype}{list(array.shape)}\n{array}")
    if result.error:
        print(f"{result.error}: {result.message}")


def report(program: str, v1: bool = False) -> dict[str, np.ndarray]:
    """Runs a program in a process of its own.

    Args:
      program: its text.
      v1: whether to disable every TensorFlow 2 behaviour first, for good.

    Returns:
      The outcome as arrays, which `outcome_of` reads again.
    """
    if v1:
        tf.disable_v2_behavior()
    result = run_program(program)
    packed = {"arrays/" + name: array for name, array in result.arrays.items()}
    packed.update({"texts/" + name: np.array(text) for name, text in result.texts.items()})
    packed.update({"variables/" + name: np.array(t) for name, t in result.variables.items()})
    return {**packed, "error": np.array(result.error), "message": np.array(result.message)}


def outcome_of(report: dict[str, np.ndarray]) -> Outcome:
    """Reads an outcome from what `report` made of it."""
    kinds: dict[str, dict[str, Any]] = {"arrays": {}, "texts": {}, "variables": {}}
    for key, array in report.items():
        kind, _, name = key.partition("/")
        if name:
            kinds[kind][name] = array if kind == "arrays" else str(array)
    return Outcome(error=str(report["error"]), message=str(report["message"]), **kinds)
