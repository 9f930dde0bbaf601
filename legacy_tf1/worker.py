"""Answer calls, one line of JSON each: the far side of `tf2_port.parity.worker`.

With Python 3.7 and TensorFlow 1.15.5 it is the live genuine witness.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from typing import Any

import numpy as np


def answer(request: dict[str, Any]) -> None:
    """Calls the function that a request names, and writes the arrays it returns.

    Args:
      request: `function`, a module and a name in it; `arguments` by name; `arrays`,
        an `.npz` file with `ARGUMENT/NAME`, where each such argument is a dict;
        `report`, the `.npz` file to write.
    """
    arguments = dict(request["arguments"])
    with np.load(request["arrays"], allow_pickle=False) as arrays:
        for key in arrays.files:
            argument, name = key.split("/", 1)
            arguments.setdefault(argument, {})[name] = arrays[key]
    module, _, function = request["function"].rpartition(".")
    report = getattr(importlib.import_module(module), function)(**arguments)
    np.savez(request["report"], **report)


def serve() -> None:
    """Answers `{"ok": true}` or `{"error": text}` until standard input ends.

    After a ValueError, which tells of bad input, its own text is there too: `refused`.
    """
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what libraries print must not look like an answer
    for line in sys.stdin:
        try:
            answer(json.loads(line))
            outcome: dict[str, Any] = {"ok": True}
        except Exception as error:
            outcome = {"error": f"{type(error).__name__}: {error}"}
            if isinstance(error, ValueError):
                outcome["refused"] = str(error)
        answers.write(json.dumps(outcome) + "\n")
        answers.flush()


if __name__ == "__main__":
    serve()
