"""Record what `tf.contrib` of TensorFlow 1.15.5 gives, or check that it still does.

    python3.7 -m parity_tests.contrib.record [--check]

writes `genuine.json` beside this file: the kind and the arguments of every exported
name, by package, and the values of all registered functions. Exits with 1 if something
differs or a function fails, with 2 on another TensorFlow.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any, Dict

from parity_tests.contrib import (
    data_values,
    framework_values,
    other_values,
    training_values,
)
from parity_tests.contrib.registry import VALUES, contrib, evaluate, tf
from parity_tests.moved.record import GENUINE, describe

__all__ = ["data_values", "framework_values", "other_values", "training_values"]

DATA = Path(__file__).resolve().parent / "genuine.json"
NAMES = Path(__file__).resolve().parents[2] / "legacy_tf1" / "contrib" / "genuine.json"
# Those whose names are mostly TensorFlow's own, imported by the way.
NOT_DESCRIBED = {"", "quantization", "labeled_tensor", "specs", "graph_editor", "tensor_forest"}


def signatures() -> Dict[str, Dict[str, str]]:
    """Describes all that each package exports."""
    found: Dict[str, Dict[str, str]] = {}
    for package, names in json.loads(NAMES.read_text())["packages"].items():
        if package not in NOT_DESCRIBED:
            holder: Any = getattr(contrib, package, None)
            holder = holder or importlib.import_module("tensorflow.contrib." + package)
            found[package] = {n: describe(getattr(holder, n)) for n in names if hasattr(holder, n)}
    return found


def main() -> int:
    if tf.VERSION != GENUINE:
        print(f"this is TensorFlow {tf.VERSION}; record on {GENUINE} alone", file=sys.stderr)
        return 2
    tf.logging.set_verbosity(tf.logging.FATAL)
    values = {name: evaluate(name) for name in VALUES}
    wrong = [f"{n}: {v}" for n, v in values.items() if isinstance(v, str) and "Error:" in v]
    content = {"signatures": signatures(), "values": values}
    if "--check" in sys.argv[1:]:
        recorded = json.loads(DATA.read_text())
        for section, found in content.items():
            keys = sorted(set(found) | set(recorded[section]))
            wrong += [f"{k} differs" for k in keys if found.get(k) != recorded[section].get(k)]
    elif not wrong:
        DATA.write_text(json.dumps(content, indent=0, sort_keys=True) + "\n")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
