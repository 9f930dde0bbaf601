"""Set a Keras model's weights from arrays by TensorFlow 1 variable name, by structure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from tf2_port.checkpoints import mapping as maps
from tf2_port.checkpoints.resolve import MatchError, draft, resolve
from tf2_port.checkpoints.rule import Rule
from tf2_port.checkpoints.transfer import convert


def load_arrays(
    model: Any, arrays: Mapping[str, np.ndarray], mapping: maps.Mapping | None = None
) -> list[Rule]:
    """Sets every weight, as `load_tf1` does from a file.

    Args:
      model: with all its weights made: built, or called once.
      arrays: by TensorFlow 1 variable name, without an optimizer's.
      mapping: what structure alone does not tell.

    Returns:
      The rules that were followed; they also lead back.

    Raises:
      MatchError: listing what has no counterpart, on either side.
      WeightTransferError: for arrays of other shapes. The model has not changed then.
    """
    given = mapping or maps.Mapping()
    shapes = {name: tuple(np.shape(array)) for name, array in arrays.items()}
    resolved = resolve(model, shapes, given)
    if resolved.problems:
        raise MatchError(resolved.problems, draft(resolved, given))
    for variable, value in convert(resolved.rules, arrays, model.weights):
        variable.assign(value)
    return resolved.rules
