"""Find the modules of TensorFlow 1 under their old names."""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any

from legacy_tf1.contrib import paths
from legacy_tf1.launcher.libraries import LibraryFinder
from legacy_tf1.launcher.view import PRIVATE, View, make_view

ModuleSpec = importlib.machinery.ModuleSpec
TENSORFLOW = "tensorflow"
CONTRIB = "tensorflow.contrib"
V2_BEHAVIOUR = "TF2_BEHAVIOR"  # a variable that TensorFlow 2 sets when it is imported


class Finder(importlib.abc.MetaPathFinder):
    """Gives `View` for `tensorflow`, and the same objects for the same things below it."""

    def __init__(self) -> None:
        self.view: View | None = None

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name == TENSORFLOW:
            return self._spec_of_tensorflow()
        if self.view is None or not name.startswith(TENSORFLOW + "."):
            return None
        module = self._module(name)
        if module is None:
            return None
        return _alias(name, module)

    def _spec_of_tensorflow(self) -> ModuleSpec | None:
        if self.view is not None:  # somebody reloads it
            return _alias(TENSORFLOW, self.view)
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(TENSORFLOW, None)
            if spec is not None and spec.loader is not None:
                spec.loader = Tensorflow(spec.loader, self)
                return spec
        return None

    def _module(self, name: str) -> ModuleType | None:
        """Returns the module that an old name means now, or None for where it always was."""
        if name == CONTRIB or name.startswith(CONTRIB + "."):
            return _contrib(name)
        if name.split(".")[1] in PRIVATE:  # `legacy_tf1.moved` answers for them
            return None
        found: Any = self.view
        for part in name.split(".")[1:]:
            found = getattr(found, part, None)
            if not isinstance(found, ModuleType):
                return None
        return found


def _contrib(name: str) -> ModuleType | None:
    """Returns what answers to a name of contrib."""
    try:
        return paths.load(name[len(CONTRIB) + 1 :])
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
    # 1.15.5 has no such module. Let Python say so, or give our own file if there
    # is one, which Python would find and load a second time.
    parent, _, last = name.rpartition(".")
    ours = f"{sys.modules[parent].__name__}.{last}"
    if ours == name or importlib.util.find_spec(ours) is None:
        return None
    return importlib.import_module(ours)


class Alias(importlib.abc.Loader):
    """Gives a module that is there already under a second name, and leaves it as it is."""

    def __init__(self, module: ModuleType) -> None:
        self.module = module
        self.own = {name: getattr(module, name, None) for name in ("__spec__", "__loader__")}

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return self.module

    def exec_module(self, module: ModuleType) -> None:
        for name, value in self.own.items():
            setattr(module, name, value)


def _alias(name: str, module: ModuleType) -> ModuleSpec:
    spec = ModuleSpec(name, Alias(module), is_package=hasattr(module, "__path__"))
    if spec.submodule_search_locations is not None:
        spec.submodule_search_locations = list(module.__path__)
    return spec


class Tensorflow(importlib.abc.Loader):
    """Loads the real package, and puts `View` in its place."""

    def __init__(self, loader: Any, finder: Finder) -> None:
        self.loader = loader
        self.finder = finder

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self.loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        assert module.__spec__ is not None
        module.__loader__ = module.__spec__.loader = self.loader
        was = os.environ.get(V2_BEHAVIOUR)
        self.loader.exec_module(module)
        if was is None:  # or a TensorFlow 1.15.5 that the script starts would obey it
            os.environ.pop(V2_BEHAVIOUR, None)
        v1 = importlib.import_module("tensorflow.compat.v1")
        from legacy_tf1.launcher.behaviour import become_tensorflow_1

        become_tensorflow_1(v1)
        self.finder.view = sys.modules[TENSORFLOW] = view = make_view(module, v1)
        sys.meta_path.insert(0, LibraryFinder(view))
        view.__dict__["contrib"] = importlib.import_module(CONTRIB)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.loader, name)  # what tools ask of a spec that they only looked up
