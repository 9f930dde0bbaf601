"""Stand for the package `tensorflow` with the names of TensorFlow 1."""

from __future__ import annotations

import functools
import sys
from types import ModuleType
from typing import Any

VERSION = "1.15.5"
PRIVATE = ("python", "core", "compiler", "tools")  # TensorFlow 2 has them, unlisted


class View(ModuleType):
    """The module `tensorflow`: what `tensorflow.compat.v1` has, read and written there.

    So whatever a script assigns (`tf.glorot_uniform_initializer = f`) is what all
    libraries in the process see, and the other way round. Its own are only the
    version and the subpackages that `compat.v1` has not (`tf.contrib`, `tf.python`).
    """

    _legacy_tf1_v1: ModuleType  # tensorflow.compat.v1
    _legacy_tf1_real: ModuleType  # the package of TensorFlow 2

    def __setattr__(self, name: str, value: Any) -> None:
        is_import = value is sys.modules.get(f"{self.__name__}.{name}")
        own = name in self.__dict__ or name.startswith("__")
        if own or (is_import and not hasattr(self._legacy_tf1_v1, name)):
            super().__setattr__(name, value)
        else:
            setattr(self._legacy_tf1_v1, name, value)

    def __delattr__(self, name: str) -> None:
        if name in self.__dict__:
            super().__delattr__(name)
        else:
            delattr(self._legacy_tf1_v1, name)

    def __dir__(self) -> list[str]:
        own = (name for name in self.__dict__ if not name.startswith("_legacy_tf1"))
        return sorted({*dir(self._legacy_tf1_v1), *own})

    def __repr__(self) -> str:
        return f"<module {self.__name__!r} from {self.__file__!r}>"


def make_view(real: ModuleType, v1: ModuleType) -> View:
    """Makes the module that `import tensorflow` gives.

    Args:
      real: the package `tensorflow` of TensorFlow 2.
      v1: its `tensorflow.compat.v1`.
    """
    # Without a frame of ours, `tf.misspelt` fails in TensorFlow's own files, as it did.
    namespace = {"__getattr__": functools.partial(getattr, v1), "__module__": __name__}
    view: View = type("View", (View,), namespace)(real.__name__, v1.__doc__)
    view.__dict__.update(
        {name: getattr(real, name) for name in ("__path__", "__file__", "__spec__", "__loader__")},
        __package__=real.__name__,
        __version__=VERSION,
        VERSION=VERSION,
        version=_version(v1),
        compat=real.compat,  # compat.v1 has a copy of it, with a copy of compat.v1
        _legacy_tf1_v1=v1,
        _legacy_tf1_real=real,
    )
    for name in PRIVATE:
        module = sys.modules.get(f"{real.__name__}.{name}")
        if module is not None:
            view.__dict__[name] = module
    _name_in_errors(v1, real.__name__)
    return view


def _version(v1: ModuleType) -> ModuleType:
    """Makes `tf.version`, whose original TensorFlow itself asks what it is."""
    version = ModuleType("tensorflow.version", v1.version.__doc__)
    version.__dict__.update(
        {name: getattr(v1.version, name) for name in dir(v1.version) if name.isupper()},
        VERSION=VERSION,
    )
    return version


def _name_in_errors(v1: ModuleType, name: str) -> None:
    """Lets "module ... has no attribute" name the module that the script asked."""
    wrapped = getattr(v1, "_tfmw_wrapped_module", None)
    if wrapped is not None:
        wrapped.__name__ = name
