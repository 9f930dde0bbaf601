"""Read the arrays of an `.npz` file, running nothing that is in it."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

import numpy as np

_DAMAGED = (ValueError, OSError, EOFError, zipfile.BadZipFile, zlib.error)


def read_npz(path: Path, error: type[ValueError] = ValueError) -> dict[str, np.ndarray]:
    """Reads the arrays of an `.npz` file by name.

    Args:
      path: of the file.
      error: what to raise.

    Raises:
      ValueError: of that class, in one line, if the file is no `.npz`, is damaged, or holds
        what is not numbers or text.
    """
    if not path.is_file():
        raise error(f"{path} is not a file: expected an .npz file")
    if not zipfile.is_zipfile(str(path)):  # also what is cut off
        raise error(f"{path} is not an .npz file")
    try:
        archive = np.load(str(path), allow_pickle=False)
    except _DAMAGED as problem:
        raise error(f"{path} is not an .npz file: {_line(problem)}") from None
    arrays = {}
    with archive:
        for name in archive.files:
            try:
                arrays[name] = archive[name]
            except _DAMAGED as problem:
                # numpy refuses to unpickle objects: that would run code of the file.
                told = f"array {name} cannot be read: expected plain numbers ({_line(problem)})"
                raise error(told) from None
            if not isinstance(arrays[name], np.ndarray):
                raise error(f"{path} holds {name}, which is not an array")
    return arrays


def _line(problem: Exception) -> str:
    return str(problem).splitlines()[0] if str(problem) else type(problem).__name__
