"""Let libraries that are written for TensorFlow 2 go on importing TensorFlow 2.

In their modules, and only there, `__import__` gives the real package where the
script gets `View`. What they make is still built into the script's graph.
"""

from __future__ import annotations

import builtins
import importlib.abc
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from legacy_tf1.launcher.view import View

# They do `import tensorflow as tf` and ask for names or defaults that TensorFlow 1 has not.
LIBRARIES = (
    "tensorflow_addons",
    "tensorflow_datasets",
    "tensorflow_hub",
    "tensorflow_probability",
    "tensorflow_text",
)


class LibraryFinder(importlib.abc.MetaPathFinder):
    """Finds their modules where they are, and loads them with another `__import__`."""

    def __init__(self, view: View) -> None:
        self.builtins = {**vars(builtins), "__import__": importer(view)}

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name.partition(".")[0] not in LIBRARIES:
            return None
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(name, path, target)
            if spec is not None:
                if spec.loader is not None:
                    spec.loader = _Loader(spec.loader, self.builtins)
                return spec
        return None


class _Loader(importlib.abc.Loader):
    """Loads a module as its own loader does, with these builtins."""

    def __init__(self, own: Any, names: dict[str, Any]) -> None:
        self._own, self._names = own, names

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._own.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__["__builtins__"] = self._names
        self._own.exec_module(module)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._own, name)  # get_source and the like, for tracebacks


def importer(view: View) -> Any:
    """Makes the `__import__` of a library for TensorFlow 2."""
    real = view._legacy_tf1_real

    def import_of_tensorflow_2(
        name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0
    ) -> Any:
        __tracebackhide__ = True
        found = builtins.__import__(name, globals, locals, fromlist, level)
        if found is view:  # import tensorflow, import tensorflow.keras as ..., from tensorflow ...
            return real
        if level or not name.startswith("tensorflow.") or name.startswith("tensorflow.python"):
            return found
        theirs: Any = real  # from tensorflow.keras import ...
        for part in name.split(".")[1:]:
            theirs = getattr(theirs, part, None)
        return theirs if isinstance(theirs, ModuleType) else found

    return import_of_tensorflow_2
