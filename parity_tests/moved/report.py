"""Look every recorded name up at its old place, in a process of its own.

    python -m parity_tests.moved.report [v1]

prints JSON: by module and name what `describe` tells of it, the class family it is
of if it is the wrong one, or the error; and what `values.py` and `roads.py` give.
"""

from __future__ import annotations

import importlib
import inspect
import json
import sys
from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1 import moved
from parity_tests.moved import roads, values
from parity_tests.moved.record import DATA, VALUES, describe

OTHER_FAMILY = ("tensorflow.python.keras.", "tensorflow.python.layers.")


def look_up(module: str, name: str) -> dict[str, str]:
    try:
        holder = importlib.import_module(module)
        if not hasattr(holder, name):
            importlib.import_module(f"{module}.{name}")
        found = getattr(holder, name)
    except Exception as error:  # whatever a script would run into
        return {"error": f"{type(error).__name__}: {error}"}
    home = getattr(found, "__module__", None)
    foreign = inspect.isclass(found) and str(home).startswith(OTHER_FAMILY)
    return {"is": describe(found), **({"family": str(home)} if foreign else {})}


def main() -> int:
    if "v1" in sys.argv[1:]:
        tf.disable_v2_behavior()  # as the launcher does
    del sys.argv[1:]  # which tf.flags would read
    moved.install()
    recorded: dict[str, dict[str, Any]] = json.loads(DATA.read_text())
    report: dict[str, Any] = {"roads": roads.failures(), VALUES: values.evaluate()}
    for module, names in recorded.items():
        if module != VALUES:
            report[module] = {name: look_up(module, name) for name in names}
    json.dump(report, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
