"""Write a file as a whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Gives a file another content, and keeps its permissions; a link stays one.

    The new content goes to a temporary file beside it, which takes its name when it is
    complete: whatever fails, the old file is there.

    Args:
      path: of the file.
      before: what was read from it.
      after: what shall be in it.

    Raises:
      ValueError: if it cannot be written, or has changed since it was read.
    """
    place = path.resolve()
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)
        with open(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, place.stat().st_mode & 0o7777)
        if place.read_bytes() != before:
            raise ValueError(f"{path} has been changed by somebody else: it is left as it is")
        os.replace(temporary, place)
    except OSError as error:
        raise ValueError(f"{path} cannot be written: {error}; it is as it was") from None
    finally:
        if temporary is not None:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary)
