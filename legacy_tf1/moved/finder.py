"""Import the old modules of `tensorflow.python` that moved or hold another family.

A stand-in takes the place of such a module in `sys.modules`, and asks for each name,
in this order: the table of names, the modules below it, the places of `MODULES`, and
the real module, if there still is one. The real modules keep each other.
"""

from __future__ import annotations

import importlib.abc
import importlib.util
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any, Optional

from legacy_tf1.contrib.lazy import resolve
from legacy_tf1.moved.modules import MODULES
from legacy_tf1.moved.names import NAMES
from legacy_tf1.moved.opened import open_names, resolve_name


class Real:
    """A module of TensorFlow behind a stand-in, imported when it is needed."""

    def __init__(self, module: Optional[ModuleType] = None, spec: Optional[ModuleSpec] = None):
        self._module, self._spec = module, spec
        folders = getattr(module, "__path__", None) or getattr(
            spec, "submodule_search_locations", None
        )
        self.folders = list(folders or [])

    def module(self) -> ModuleType:
        if self._module is None:
            assert self._spec is not None and self._spec.loader is not None
            self._module = importlib.util.module_from_spec(self._spec)
            self._spec.loader.exec_module(self._module)
        return self._module


class _StandIn(ModuleType):
    """A module that looks its names up elsewhere."""

    def __init__(self, name: str, real: Optional[Real]) -> None:
        super().__init__(name, f"Answers to {name}.")
        self.__path__: list[str] = real.folders if real else []
        self._real = real

    def __dir__(self) -> list[str]:
        names = {*NAMES.get(self.__name__, ()), *super().__dir__()}
        places = [*map(resolve, MODULES.get(self.__name__, ())), self._real and self._real.module()]
        for place in filter(None, places):
            names.update(name for name in dir(place) if not name.startswith("__"))
        return sorted(names)

    def __getattr__(self, name: str) -> Any:
        """Looks a name up, each time anew: somebody may have assigned to it there."""
        if name == "__all__":  # `import *` asks for nothing else
            return [n for n in dir(self) if not n.startswith("_")]
        table = NAMES.get(self.__name__, {})
        if name in table:
            return resolve_name(table, name)
        if f"{self.__name__}.{name}" in MODULES:
            return importlib.import_module(f"{self.__name__}.{name}")
        if not name.startswith("__"):
            for place in MODULES.get(self.__name__, ()):
                try:
                    return getattr(resolve(place), name)
                except AttributeError:
                    pass
        if self._real is not None:
            found = getattr(self._real.module(), name)
            if not _is_of_the_other_family(found):
                return found
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")


def _is_of_the_other_family(found: Any) -> bool:
    return isinstance(found, type) and found.__module__.startswith("tensorflow.python.keras.")


def stand_in(name: str, real: Optional[Real]) -> ModuleType:
    """Makes what answers for a module of either table.

    Args:
      name: of the module.
      real: the module itself, if TensorFlow still has it.
    """
    made = _StandIn(name, real)
    made.__spec__ = ModuleSpec(name, None, is_package=True)
    return made


class Finder(importlib.abc.MetaPathFinder):
    """Finds the modules of both tables."""

    def find_spec(
        self, name: str, path: Optional[Sequence[str]], target: Optional[ModuleType] = None
    ) -> Optional[ModuleSpec]:
        if name not in MODULES and name not in NAMES:
            return None
        real = PathFinder.find_spec(name, path, target)
        if name in MODULES:
            behind = Real(spec=real) if real is not None else None
            return ModuleSpec(name, _StandInLoader(behind), is_package=True)
        if real is not None and real.loader is not None:
            real.loader = _OpeningLoader(real.loader)
        return real


class _StandInLoader(importlib.abc.Loader):
    def __init__(self, real: Optional[Real]) -> None:
        self._real = real

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return stand_in(spec.name, self._real)

    def exec_module(self, module: ModuleType) -> None:
        """Does nothing: a stand-in is ready as it is made."""


class _OpeningLoader(importlib.abc.Loader):
    """Loads a module by its own loader, and opens it."""

    def __init__(self, own: Any) -> None:
        self._own = own

    def create_module(self, spec: ModuleSpec) -> Optional[ModuleType]:
        return self._own.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._own.exec_module(module)
        open_names(module, NAMES[module.__name__])

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._own, name)  # get_source and the like, for tracebacks
