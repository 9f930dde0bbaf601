"""Let libcst write out trees that are deeper than Python's ordinary stack.

It does so by recursion: several hundred `elif`, terms of a sum, or calls in a chain are
too many, though Python itself parses some thousand.
"""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Callable, TypeVar

_Result = TypeVar("_Result")
_FRAMES = 100_000
_BYTES = 512 * 2**20  # of addresses; memory is taken as it is needed


def at_any_depth(function: Callable[[], _Result]) -> _Result:
    """Calls a function, and again with a deep stack if the ordinary one is not enough.

    Raises:
      What the function raises, also RecursionError.
    """
    try:
        return function()
    except (RecursionError, KeyError):  # libcst turns the one into the other
        return _with_deep_stack(function)


def _with_deep_stack(function: Callable[[], _Result]) -> _Result:
    """Calls a function in a thread with a deep stack; the limits are as before afterwards.

    Raises:
      What the function raises, also RecursionError.
    """
    frames, size = sys.getrecursionlimit(), threading.stack_size(_BYTES)
    sys.setrecursionlimit(_FRAMES)
    try:
        with ThreadPoolExecutor(max_workers=1) as executor:
            return executor.submit(function).result()
    finally:
        sys.setrecursionlimit(frames)
        threading.stack_size(size)
