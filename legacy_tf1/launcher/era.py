"""Give Python and numpy the names that they had in TensorFlow 1's time, where they are gone.

Scripts of that time ran on Python 3.7 and numpy 1.16: `np.float`, `collections.Mapping`.
"""

from __future__ import annotations

import collections
import collections.abc
import inspect
import time
from typing import Any

import numpy as np

ArgSpec = collections.namedtuple("ArgSpec", "args varargs keywords defaults")


def getargspec(function: Any) -> ArgSpec:
    """Returns the four fields that `inspect.getargspec` returned.

    Raises:
      ValueError: for keyword-only arguments, which it could not tell.
    """
    spec = inspect.getfullargspec(function)
    if spec.kwonlyargs:
        raise ValueError(f"{function} has keyword-only arguments: ask inspect.getfullargspec")
    return ArgSpec(spec.args, spec.varargs, spec.varkw, spec.defaults)


GONE: dict[Any, dict[str, Any]] = {
    np: {
        **{kind.__name__: kind for kind in (bool, int, float, complex, object, str)},
        "long": int,
        "unicode": str,
    },
    collections: {name: getattr(collections.abc, name) for name in collections.abc.__all__},
    inspect: {"getargspec": getargspec},
    time: {"clock": time.process_time},
}


def install() -> None:
    """Adds what is not there; what is there stays."""
    for module, names in GONE.items():
        for name, value in names.items():
            if name not in vars(module):
                setattr(module, name, value)
