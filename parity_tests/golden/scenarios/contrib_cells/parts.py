"""Make what steps a cell: drawn inputs, a drawn state, two steps, gradients of all of it."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.parts import (
    BATCH,
    describe,
    named,
    tensor,
    tf,
    with_gradients,
)

try:
    from tensorflow.contrib import rnn
except ImportError:
    from legacy_tf1.contrib import rnn

__all__ = ["BATCH", "DEPTH", "LENGTHS", "TIME", "UNITS", "rnn", "step", "tf"]

TIME, DEPTH, UNITS = 4, 2, 5
LENGTHS = (2, 0, 4)


def state_of(size: Any, name: str, dtype: str) -> Any:
    """Draws a state of a cell's `state_size`."""
    if isinstance(size, tf.TensorShape):
        return tensor(name, BATCH, *size.as_list(), dtype=dtype)
    if isinstance(size, (list, tuple)):
        parts = [state_of(part, f"{name}_{k}", dtype) for k, part in enumerate(size)]
        return type(size)(*parts) if hasattr(size, "_fields") else type(size)(parts)
    return tensor(name, BATCH, size, dtype=dtype)


def step(
    cell: Any, shape: Any = (DEPTH,), dtype: str = "float64", steps: int = 2, inputs: Any = None
) -> Any:
    """Steps a cell from a drawn state.

    Args:
      cell: the cell.
      shape: of one row of inputs.
      dtype: of inputs and state.
      steps: how many.
      inputs: the inputs of every step, instead of drawn ones.
    """
    state, found = state_of(cell.state_size, "state", dtype), {}
    for k in range(steps):
        drawn = inputs if inputs is not None else tensor(f"x{k}", BATCH, *shape, dtype=dtype)
        output, state = cell(drawn, state)
        found.update(named(f"output/{k}", output))
    found.update(named("state", state))
    found = with_gradients(found)
    found["sizes"] = describe((cell.output_size, cell.state_size))
    return found


def sequence(dtype: str = "float64", static: Any = None) -> Any:
    """Draws inputs `[batch, time, depth]`."""
    return tensor("sequence", BATCH, TIME, DEPTH, dtype=dtype, static=static)


def steps_of(dtype: str = "float64") -> Any:
    """Draws a list of inputs `[batch, depth]`."""
    return [tensor(f"x{k}", BATCH, DEPTH, dtype=dtype) for k in range(TIME)]


def gathered(outputs: Any, *states: Any) -> Any:
    """Names outputs and states, and adds gradients."""
    found = named("outputs", outputs)
    for k, state in enumerate(states):
        found.update(named(f"state{k}", state))
    return with_gradients(found)
