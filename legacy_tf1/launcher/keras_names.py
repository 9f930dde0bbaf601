"""Give variables of Keras layers the names that they have in TensorFlow 1.15.5.

A checkpoint finds variables by name. TensorFlow 2 puts the name of the cell
between (`lstm/lstm_cell/kernel`, there `lstm/kernel`), and writes the names of
classes otherwise where a digit follows a capital (`conv_lstm2d`, there
`conv_lst_m2d`). All other names are the same: `parity_tests/launcher` compares.
"""

from __future__ import annotations

import contextlib
import importlib
import re
from types import ModuleType
from typing import Any

# Their only use of `backend.name_scope` is to build a cell in a scope of its own.
BUILD_CELLS = ("keras.src.layers.rnn.base_rnn", "keras.src.layers.rnn.stacked_rnn_cells")
NAME_LAYERS = (
    "keras.src.utils.generic_utils",
    "keras.src.engine.base_layer",
    "keras.src.engine.base_layer_v1",
)


def install() -> None:
    """Changes how the Keras of this process names things; twice is as once."""
    for name in BUILD_CELLS:
        module = importlib.import_module(name)
        if not isinstance(module.backend, _BackendWithoutScopes):
            module.backend = _BackendWithoutScopes(module.backend)  # type: ignore[attr-defined]
    for name in NAME_LAYERS:
        module = importlib.import_module(name)
        if not hasattr(module, "to_snake_case"):
            raise AttributeError(f"{name} does not name layers by to_snake_case")
        module.to_snake_case = to_snake_case  # type: ignore[attr-defined]


class _BackendWithoutScopes(ModuleType):
    """The module `keras.backend` for a module that shall not make name scopes."""

    def __init__(self, backend: ModuleType) -> None:
        super().__init__(backend.__name__, backend.__doc__)
        self._backend = backend

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__dict__["_backend"], name)

    def name_scope(self, name: str) -> contextlib.AbstractContextManager[None]:
        return contextlib.nullcontext()


def to_snake_case(name: str) -> str:
    """Returns the base of the name of a layer, for the name of its class."""
    words = re.sub(r"(.)([A-Z][a-z0-9]+)", r"\1_\2", name)
    words = re.sub(r"([a-z])([A-Z])", r"\1_\2", words).lower()
    return "private" + words if words.startswith("_") else words
