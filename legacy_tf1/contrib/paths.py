"""Find the module that answers to a path below `tf.contrib`.

`MODULES` lists the paths that have modules of their own here. Any other module
that TensorFlow 1.15.5 has answers with the names of its package.
"""

from __future__ import annotations

import importlib
import importlib.util
from functools import cache
from types import ModuleType
from typing import Any

from legacy_tf1.contrib import genuine
from legacy_tf1.contrib.lazy import names_of_path
from legacy_tf1.contrib.nearest import PACKAGES

_HERE = __name__.rpartition(".")[0]

MODULES = {
    "seq2seq.python.ops.attention_wrapper": "legacy_tf1.seq2seq.attention_wrapper",
    "seq2seq.python.ops.basic_decoder": "legacy_tf1.seq2seq.basic_decoder",
    "seq2seq.python.ops.decoder": "legacy_tf1.seq2seq.decoder",
    "seq2seq.python.ops.helper": "legacy_tf1.seq2seq.helper",
}


@cache
def load(path: str) -> ModuleType:
    """Imports what answers to `tensorflow.contrib.PATH`.

    Args:
      path: such as `rnn` or `rnn.python.ops.core_rnn_cell`; of `tf.contrib` itself, empty.

    Returns:
      A module: one of ours, or one that is made here and is in no file. Its names
      are resolved when they are used.

    Raises:
      ModuleNotFoundError: if TensorFlow 1.15.5 has no such module.
    """
    if not path:
        return importlib.import_module(_HERE)
    if path in MODULES:
        return importlib.import_module(MODULES[path])
    if path not in genuine.packages() and path not in genuine.modules():
        name = "tensorflow.contrib." + path
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    package = path.partition(".")[0]
    ours = f"{_HERE}.{package}"
    if importlib.util.find_spec(ours) is None:
        return _made(path, {}, {"": PACKAGES.get(package, "")})
    answering = importlib.import_module(ours)
    if path == package:
        return answering
    symbols = getattr(answering, "SYMBOLS", None)
    if symbols is None:  # an ordinary module
        symbols = {name: f"{ours}:{name}" for name in answering.__all__}
    return _made(path, symbols, getattr(answering, "NEAREST", {}))


def _made(path: str, symbols: dict[str, str], nearest: dict[str, str]) -> ModuleType:
    """Makes a module that has no file."""

    def submodule(name: str) -> Any:
        try:
            return load(f"{path}.{name}")
        except ModuleNotFoundError:
            raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}") from None

    module = ModuleType("tensorflow.contrib." + path, f"Answers to tf.contrib.{path}.")
    get, names = names_of_path(module.__name__, path, symbols, nearest, submodule)
    module.__path__ = []  # a package, so that what is below it can be imported
    module.__dict__.update(__getattr__=get, __dir__=names)
    return module
