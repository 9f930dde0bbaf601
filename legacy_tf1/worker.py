"""Answer requests for reports, one line of JSON each: the live genuine witness.

`tf2_port.parity.genuine` runs this file by Python 3.7 with TensorFlow 1.15.5.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import numpy as np

from legacy_tf1 import witness


def answer(request: dict[str, Any]) -> None:
    """Writes the report that a request asks for.

    Args:
      request: `stem`, `config`, `seed` and `symbols` as for `witness.observe`;
        `arrays`, an `.npz` file with `inputs/NAME` and optionally `weights/NAME`;
        `report`, the `.npz` file to write.
    """
    given: dict[str, dict[str, np.ndarray]] = {"inputs": {}, "weights": {}}
    with np.load(request["arrays"], allow_pickle=False) as arrays:
        for key in arrays.files:
            kind, name = key.split("/", 1)
            given[kind][name] = arrays[key]
    report = witness.observe(
        request["stem"],
        request["config"],
        given["inputs"],
        given["weights"] or None,
        request["seed"],
        request["symbols"],
    )
    np.savez(request["report"], **report)


def serve() -> None:
    """Answers `{"ok": true}` or `{"error": text}` until standard input ends."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what libraries print must not look like an answer
    for line in sys.stdin:
        try:
            answer(json.loads(line))
            outcome: dict[str, Any] = {"ok": True}
        except Exception as error:
            outcome = {"error": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(outcome) + "\n")
        answers.flush()


if __name__ == "__main__":
    serve()
