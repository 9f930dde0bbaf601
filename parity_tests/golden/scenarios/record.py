"""Record what every scenario gives on TensorFlow 1.15.5, or check that it still does.

    python3.7 -m parity_tests.golden.scenarios.record [TOPIC ...] [--check]

A topic is a module of this package that has scenarios; without one, all are meant,
and `exported.json` is written too: contrib's names and their signatures.

Exits with 1 if something differs, with 2 on another TensorFlow.
"""

from __future__ import annotations

import argparse
import importlib
import platform
import sys
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf

from legacy_tf1 import witness
from parity_tests.golden.scenarios import outcome
from parity_tests.golden.scenarios.outcome import Outcome
from parity_tests.golden.scenarios.parts import seq2seq
from parity_tests.golden.scenarios.registry import Scenario, by_topic
from parity_tests.golden.scenarios.run import run
from tf2_port.parity.golden import save_json

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


def exported() -> dict[str, Any]:
    """Lists what contrib exports, as a package and from each of its modules, and signatures."""
    modules = ["attention_wrapper", "basic_decoder", "beam_search_decoder", "decoder", "helper"]
    names = [name for name in dir(seq2seq) if not name.startswith("_")]
    found = {"": names}
    for module in [*modules, "loss"]:
        path = "tensorflow.contrib.seq2seq.python.ops." + module
        found[module] = sorted(importlib.import_module(path).__all__)
    return {"exported": found, "symbols": witness.signatures(seq2seq, names)}


def producer() -> dict[str, str]:
    return {
        "producer": "tf.contrib.seq2seq of TensorFlow " + tf.VERSION,
        "tensorflow": tf.VERSION,
        "numpy": np.__version__,
        "python": platform.python_version(),
        "command": "python3.7 -m parity_tests.golden.scenarios.record",
    }


def check(topic: str, results: dict[str, Outcome]) -> int:
    """Prints what differs from the recorded outcomes; returns in how many scenarios."""
    recorded, failures = outcome.load(topic), 0
    for name in sorted(set(recorded) | set(results)):
        if name not in recorded or name not in results:
            found = ["is not recorded" if name in results else "is recorded, but is no scenario"]
        else:
            found = outcome.problems(recorded[name], results[name])
        failures += bool(found)
        for problem in found:
            print(f"{name}: {problem}")
    print(f"{topic}: {len(results)} scenarios, {failures} differ")
    return failures


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("topics", nargs="*", metavar="TOPIC")
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    arguments = parser.parse_args()
    if tf.VERSION != GENUINE:
        print(
            f"this is TensorFlow {tf.VERSION}; scenarios are recorded on {GENUINE} alone",
            file=sys.stderr,
        )
        return 2
    tf.logging.set_verbosity(tf.logging.FATAL)  # unused arrays are what some scenarios are about
    failures = 0
    for topic, scenarios in by_topic(arguments.topics).items():
        results = {name: run(scenario) for name, scenario in scenarios.items()}
        wrong = {name: unfit(scenario, results[name]) for name, scenario in scenarios.items()}
        for name, reason in wrong.items():
            if reason:
                failures += 1
                print(f"{topic}: {name}: {reason}", file=sys.stderr)
        if arguments.check:
            failures += check(topic, results)
        elif not any(wrong.values()):
            outcome.save(outcome.FOLDER, topic, results, producer())
            print(f"{topic}: recorded {len(results)} scenarios")
    if not arguments.topics and not arguments.check:
        save_json(outcome.FOLDER / "exported.json", {**producer(), **exported()})
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
