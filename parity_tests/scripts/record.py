"""Record what every program gives on TensorFlow 1.15.5, or check that it still does.

    python3.7 -m parity_tests.scripts.record [--check]

Exits with 1 if something differs, with 2 on another TensorFlow.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from parity_tests.golden.scenarios import outcome
from parity_tests.golden.scenarios.outcome import Outcome
from parity_tests.scripts.run import FOLDER, RECORDER, TOPIC, problems, program_names, recorded, run

GENUINE = "1.15.5"


def tensorflow_version() -> str:
    """Returns the version of this Python's TensorFlow, without importing it here."""
    code = "import tensorflow; print(tensorflow.__version__)"
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True)
    return done.stdout.decode().split()[-1]


def producer() -> dict[str, str]:
    return {
        "producer": "programs run by TensorFlow " + GENUINE,
        "tensorflow": GENUINE,
        "numpy": np.__version__,
        "python": platform.python_version(),
        "command": RECORDER,
    }


def unfit(result: Outcome) -> str:
    """Tells why an outcome cannot be recorded."""
    if "Traceback" in result.message:
        return result.message[-2000:]
    if not result.arrays or not result.texts["stdout"]:
        return "it gives nothing to compare"
    return ""


def check(results: dict[str, Outcome]) -> int:
    """Prints what differs from the recorded outcomes; returns in how many programs."""
    expected, failures = recorded(), 0
    for name in sorted(set(expected) | set(results)):
        if name not in expected or name not in results:
            found = ["is not recorded" if name in results else "is recorded, but is no program"]
        else:
            found = problems(expected[name], results[name])
        failures += bool(found)
        for problem in found:
            print(f"{name}: {problem}")
    print(f"{len(results)} programs, {failures} differ")
    return failures


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    arguments = parser.parse_args()
    version = tensorflow_version()
    if version != GENUINE:
        print(
            f"this is TensorFlow {version}; programs are recorded on {GENUINE} alone",
            file=sys.stderr,
        )
        return 2
    with ThreadPoolExecutor(2) as pool:
        results = dict(zip(program_names(), pool.map(run, program_names())))
    wrong = {name: unfit(result) for name, result in results.items() if unfit(result)}
    for name, reason in wrong.items():
        print(f"{name}: {reason}", file=sys.stderr)
    if arguments.check:
        return 1 if check(results) or wrong else 0
    if wrong:
        return 1
    outcome.save(FOLDER, TOPIC, results, producer())
    print(f"recorded {len(results)} programs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
