"""Record what every scenario gives on TensorFlow 1.15.5, or check that it still does.

    python3.7 -m parity_tests.golden.scenarios.record [--check]

Exits with 1 if something differs, with 2 on another TensorFlow.
"""

from __future__ import annotations

import argparse
import importlib
import platform
import sys

import numpy as np
import tensorflow.compat.v1 as tf

from parity_tests.golden.scenarios import outcome
from parity_tests.golden.scenarios.outcome import Outcome
from parity_tests.golden.scenarios.parts import seq2seq
from parity_tests.golden.scenarios.registry import Scenario, all_scenarios
from parity_tests.golden.scenarios.run import run

GENUINE = "1.15.5"


def unfit(scenario: Scenario, result: Outcome) -> str:
    """Tells why an outcome cannot be recorded."""
    if scenario.rejected and not result.error:
        return "contrib accepts it: make it a @scenario"
    if result.error and not scenario.rejected:
        return f"contrib rejects it ({result.error}: {result.headline}): make it a @misuse"
    if not scenario.rejected and not result.arrays and not result.texts:
        return "it gives nothing to compare"
    for name, array in result.arrays.items():
        if array.dtype.kind == "f" and np.isnan(array).any():
            return f"{name} is not a number"
    return ""


def _exported() -> dict[str, list[str]]:
    """Lists what contrib exports, as a package and from each of its modules."""
    modules = ["attention_wrapper", "basic_decoder", "beam_search_decoder", "decoder", "helper"]
    found = {"": [name for name in dir(seq2seq) if not name.startswith("_")]}
    for module in [*modules, "loss"]:
        path = "tensorflow.contrib.seq2seq.python.ops." + module
        found[module] = sorted(importlib.import_module(path).__all__)
    return found


def record(results: dict[str, Outcome]) -> None:
    producer = {
        "producer": "tf.contrib.seq2seq of TensorFlow " + tf.VERSION,
        "tensorflow": tf.VERSION,
        "numpy": np.__version__,
        "python": platform.python_version(),
        "command": "python3.7 -m parity_tests.golden.scenarios.record",
        "exported": _exported(),
    }
    outcome.save(outcome.FOLDER, results, producer)
    print(f"recorded {len(results)} scenarios")


def check(results: dict[str, Outcome]) -> int:
    """Prints what differs from the recorded outcomes; returns in how many scenarios."""
    recorded, failures = outcome.load(), 0
    for name in sorted(set(recorded) | set(results)):
        if name not in recorded or name not in results:
            found = ["is not recorded" if name in results else "is recorded, but is no scenario"]
        else:
            found = outcome.problems(recorded[name], results[name])
        failures += bool(found)
        for problem in found:
            print(f"{name}: {problem}")
    print(f"{len(results)} scenarios, {failures} differ")
    return failures


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    arguments = parser.parse_args()
    if tf.VERSION != GENUINE:
        print(
            f"this is TensorFlow {tf.VERSION}; scenarios are recorded on {GENUINE} alone",
            file=sys.stderr,
        )
        return 2
    tf.logging.set_verbosity(tf.logging.FATAL)  # unused arrays are what some scenarios are about
    scenarios = all_scenarios()
    results = {name: run(scenario) for name, scenario in scenarios.items()}
    wrong = {name: unfit(scenario, results[name]) for name, scenario in scenarios.items()}
    for name, reason in wrong.items():
        if reason:
            print(f"{name}: {reason}", file=sys.stderr)
    if any(wrong.values()):
        return 1
    if arguments.check:
        return 1 if check(results) else 0
    record(results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
