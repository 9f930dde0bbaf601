"""Keep the old roads into `tensorflow.python` open.

`moved_names.py` lists what TF1 scripts import from there and TensorFlow 2.13 to 2.15
keeps elsewhere, has no more, or has in another family of classes. `install` is for
the launcher's process alone: it changes what the private modules of TensorFlow show.
"""

from __future__ import annotations

import importlib.abc
import importlib.util
import sys
from collections.abc import Mapping, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, Optional

from legacy_tf1.contrib.lazy import resolve
from legacy_tf1.moved_names import MOVED


def install() -> None:
    """Makes every name of the table importable from its old place.

    Modules that are already imported are changed at once, others as soon as they
    are. Nothing is resolved, and no other module imported, before it is used.
    A second call changes nothing.
    """
    if any(isinstance(finder, _Finder) for finder in sys.meta_path):
        return
    sys.meta_path.insert(0, _Finder())
    for name, table in MOVED.items():
        module = sys.modules.get(name)
        if module is not None:
            _open(module, table)


def _open(module: ModuleType, table: Mapping[str, str]) -> None:
    """Lets a module show the names of a table.

    A name that the module has in another family is taken out of it. Such modules
    hold nothing but aliases, so that no function of theirs misses it.
    """
    namespace = module.__dict__
    before = namespace.get("__getattr__")
    taken = [name for name in table if namespace.pop(name, None) is not None]

    def get(name: str) -> Any:
        if name in table:
            found = namespace[name] = resolve(table[name])
            return found
        if before is not None:
            return before(name)
        raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")

    if taken:  # `import *` does not ask __getattr__ for names
        public = [name for name in namespace if not name.startswith("_")]
        namespace.setdefault("__all__", [*public, *taken])
    namespace["__getattr__"] = get


class _Loader(importlib.abc.Loader):
    """Loads a module by its own loader, if it still exists, and opens it."""

    def __init__(self, own: Optional[Any], table: Mapping[str, str]) -> None:
        self._own, self._table = own, table

    def create_module(self, spec: ModuleSpec) -> Optional[ModuleType]:
        return self._own.create_module(spec) if self._own else None

    def exec_module(self, module: ModuleType) -> None:
        if self._own:
            self._own.exec_module(module)
        _open(module, self._table)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._own, name)  # get_source and the like, for tracebacks


class _Finder(importlib.abc.MetaPathFinder):
    """Finds the modules of the table."""

    def find_spec(
        self, name: str, path: Optional[Sequence[str]], target: Optional[ModuleType] = None
    ) -> Optional[ModuleSpec]:
        if name not in MOVED:
            return None
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(name, path, target)
            if spec is not None:
                spec.loader = _Loader(spec.loader, MOVED[name])
                return spec
        return ModuleSpec(name, _Loader(None, MOVED[name]), is_package=_is_package(name))


def _is_package(name: str) -> bool:
    return any(other.startswith(name + ".") for other in MOVED)
