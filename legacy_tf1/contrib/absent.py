"""Stand in for what contrib has and we do not, and say so where it is used.

A script that only imports a name, or mentions it on a road it does not take,
runs. The first use raises `ContribUnavailable` with the symbol, the line of the
user's code that asked, and the nearest supported way.
"""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any, NoReturn

_LIBRARIES = {"legacy_tf1", "importlib", "keras", "tensorflow", "tensorflow_estimator", "tf_slim"}


class ContribUnavailable(NotImplementedError):
    """Says that a name of `tf.contrib` has no counterpart here.

    Attributes:
      symbol: the whole name, such as `tf.contrib.cudnn_rnn.CudnnLSTM`.
      filename: of the user's code that used it.
      lineno: the line in it.
    """

    def __init__(self, symbol: str, nearest: str, filename: str, lineno: int) -> None:
        self.symbol, self.nearest = symbol, nearest
        self.filename, self.lineno = filename, lineno
        super().__init__(symbol, nearest, filename, lineno)  # so that it can be pickled

    def __str__(self) -> str:
        text = f"{self.symbol} is not available (used at {self.filename}:{self.lineno})"
        return f"{text}; {self.nearest}" if self.nearest else text


class Absent:
    """A name that can be imported and passed around, and nothing more.

    Calling, subclassing, `isinstance`, `issubclass`, attributes, items and
    iteration raise `ContribUnavailable`.
    """

    def __init__(self, symbol: str, nearest: str = "") -> None:
        self.__dict__.update(_symbol=symbol, _nearest=nearest)

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        filename, lineno = _user_line()
        raise ContribUnavailable(self._symbol, self._nearest, filename, lineno)

    __call__ = __mro_entries__ = __instancecheck__ = __subclasscheck__ = _refuse
    __iter__ = __getitem__ = __len__ = __contains__ = __enter__ = __exit__ = _refuse
    __int__ = __float__ = __setattr__ = _refuse

    def __getattr__(self, name: str) -> NoReturn:
        # Tools that look at a module ask for these, and expect them to be missing.
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(f"{self._symbol} is not available: it has no {name}")
        self._refuse()

    def __bool__(self) -> bool:
        return True  # as any class or function is

    def __repr__(self) -> str:
        return f"<{self._symbol}, which is not available>"


def _user_line() -> tuple[str, int]:
    """Finds the innermost frame that is neither ours nor of a library beneath us."""
    frame = sys._getframe(1)
    while frame.f_back is not None and _room(frame) in _LIBRARIES:
        frame = frame.f_back
    return frame.f_code.co_filename, frame.f_lineno


def _room(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__")).partition(".")[0]
