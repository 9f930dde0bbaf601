"""Name, draw and set the variables of a graph, by their TensorFlow 1.15.5 names.

Runs on TensorFlow 1.15.5 (Python 3.7) too.
"""

from __future__ import annotations

import re
import zlib
from typing import Any, NamedTuple

import numpy as np

# Keras in TensorFlow 2 puts its cell's name between a recurrent layer's name and
# the variable's, Keras in 1.15.5 does not.
_KERAS_CELL = re.compile(
    r"^((?:lstm|gru|simple_rnn)(?:_\d+)?)/(?:lstm|gru|simple_rnn)_cell(?:_\d+)?/"
)

_RECURRENT = re.compile(r"lstm|gru|rnn|cell")


def variable_name(variable: Any) -> str:
    """Returns the name that the variable has in a TensorFlow 1.15.5 checkpoint."""
    return _KERAS_CELL.sub(r"\1/", variable.op.name)


class Gains(NamedTuple):
    """How far weights reach: matrices by the root of their rows, vectors by half."""

    recurrent: float = 1.5  # what is fed back must not amplify rounding from step to step
    kernel: float = 4.0
    bias: float = 0.0  # of the layers that are not recurrent; 0 for half the kernel's
    gamma: bool = False  # whether a normalised layer's gamma is drawn as a score's g is


DEFAULT_GAINS = Gains()


def draw_weights(variables: Any, seed: int, gains: Gains = DEFAULT_GAINS) -> dict[str, np.ndarray]:
    """Draws a value for every variable, by its name, whatever the order.

    Uniform, large enough to drive gates and softmaxes far out of their middle, so
    that alignments change from step to step; what multiplies (a normalised score's g,
    and gamma if asked for) lies in [1.1, 1.9]. None is symmetric or one.
    """
    weights = {}
    for variable in variables:
        name, shape = variable_name(variable), variable.shape.as_list()
        random = np.random.RandomState((seed + zlib.crc32(name.encode())) % 2**32)
        value = random.random_sample(shape)
        if not shape or (gains.gamma and name.endswith("/gamma")):
            value = np.asarray(1.1 + 0.8 * value, np.float64)
        else:
            recurrent = _RECURRENT.search(name)
            gain = gains.recurrent if recurrent else gains.kernel
            bound = gain * np.sqrt(3.0 / shape[0]) if len(shape) > 1 else gain / 2.0
            if gains.bias and len(shape) == 1 and not recurrent:
                bound = gains.bias
            value = bound * (2.0 * value - 1.0)
        weights[name] = np.asarray(value, variable.dtype.base_dtype.as_numpy_dtype)
    return weights


def load_weights(session: Any, variables: Any, weights: dict[str, np.ndarray]) -> None:
    """Initialises variables from arrays instead of their initialisers, all in one run.

    Args:
      session: of the variables' graph.
      variables: any variables of the graph.
      weights: a value for each, by TensorFlow 1.15.5 name.

    Raises:
      ValueError: naming variables without a value, values without a variable, and
        values of another shape.
    """
    named = {variable_name(variable): variable for variable in variables}
    if set(named) != set(weights):
        raise ValueError(
            "weights do not fit the graph: "
            f"no value for {sorted(set(named) - set(weights)) or 'none'}; "
            f"no variable for {sorted(set(weights) - set(named)) or 'none'}"
        )
    misfits = [
        f"{name} is {list(weights[name].shape)}, expected {variable.shape.as_list()}"
        for name, variable in named.items()
        if list(weights[name].shape) != variable.shape.as_list()
    ]
    if misfits:
        raise ValueError("weights do not fit the graph: " + "; ".join(misfits))
    session.run(
        [variable.initializer for variable in named.values()],
        {variable.initial_value: weights[name] for name, variable in named.items()},
    )
