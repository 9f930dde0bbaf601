"""Stand for the package `tensorflow` with the names of TensorFlow 1."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

VERSION = "1.15.5"


class View(ModuleType):
    """The module `tensorflow`: what `tensorflow.compat.v1` has, read and written there.

    So whatever a script assigns (`tf.glorot_uniform_initializer = f`) is what all
    libraries in the process see, and the other way round. Its own are only the
    version, and subpackages that `compat.v1` has not (`tf.contrib`, `tf.python`).
    """

    def __init__(self, real: ModuleType, v1: ModuleType) -> None:
        super().__init__(real.__name__, v1.__doc__)
        own = {
            "__path__": real.__path__,
            "__file__": real.__file__,
            "__package__": real.__name__,
            "__spec__": real.__spec__,
            "__loader__": real.__loader__,
            "__version__": VERSION,
            "VERSION": VERSION,
            "version": _version(v1),
            "_legacy_tf1_real": real,
            "_legacy_tf1_v1": v1,
        }
        self.__dict__.update(own)

    def __getattr__(self, name: str) -> Any:
        __tracebackhide__ = True
        v1 = self.__dict__["_legacy_tf1_v1"]
        try:
            return getattr(v1, name)
        except AttributeError:
            pass
        submodule = sys.modules.get(f"{self.__name__}.{name}")
        if submodule is not None:
            return submodule
        if name == "contrib":
            import importlib

            return importlib.import_module(f"{self.__name__}.contrib")
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        imported = value is sys.modules.get(f"{self.__name__}.{name}")
        own = name in self.__dict__ or name.startswith("__")
        if own or (imported and not hasattr(self._legacy_tf1_v1, name)):
            super().__setattr__(name, value)
        else:
            setattr(self._legacy_tf1_v1, name, value)

    def __delattr__(self, name: str) -> None:
        if name in self.__dict__:
            super().__delattr__(name)
        else:
            delattr(self._legacy_tf1_v1, name)

    def __dir__(self) -> list[str]:
        return sorted({*dir(self._legacy_tf1_v1), *self.__dict__, "contrib"})

    def __repr__(self) -> str:
        return f"<module {self.__name__!r} from {self.__file__!r}>"


def _version(v1: ModuleType) -> ModuleType:
    """Makes `tf.version`, whose original TensorFlow itself asks what it is."""
    version = ModuleType("tensorflow.version", v1.version.__doc__)
    version.__dict__.update(
        {name: getattr(v1.version, name) for name in dir(v1.version) if name.isupper()},
        VERSION=VERSION,
    )
    return version
