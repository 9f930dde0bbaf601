"""Find the function that a user names on the command line."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from typing import Any


def user_function(reference: str, option: str = "") -> Callable[..., Any]:
    """Imports a function, with the working directory on the path, as `python -m` has it.

    Args:
      reference: `package.module:function`.
      option: that it was given by, to begin what is complained of.

    Raises:
      ValueError: if there is no such function. What its module raises is the user's own.
    """
    where = f"{option} {reference}".lstrip()
    module, _, name = reference.partition(":")
    if not module or not name:
        raise ValueError(f"{where}: expected MODULE:FUNCTION")
    if os.getcwd() not in sys.path:
        sys.path.insert(0, os.getcwd())
    try:
        found = getattr(importlib.import_module(module), name, None)
    except ModuleNotFoundError as error:
        raise ValueError(f"{where}: there is no module {error.name}") from None
    if not callable(found):
        raise ValueError(f"{where}: the module {module} has no function {name}")
    function: Callable[..., Any] = found
    return function
