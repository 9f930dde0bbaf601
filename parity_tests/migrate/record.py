"""Record what the programs for the rules of `upgrade` give on TensorFlow 1.15.5.

    python3.7 -m parity_tests.migrate.record [--check]

With `--check` it compares instead. Exits with 1 if something differs, with 2 on another
TensorFlow.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from parity_tests.golden.scenarios import outcome
from parity_tests.golden.scenarios.outcome import Outcome
from parity_tests.scripts import record as programs
from parity_tests.scripts.run import ROOT, problems, run

FOLDER = ROOT / "parity_tests" / "golden" / "upgrade"
TOPIC = "rules"
RULES = Path(__file__).resolve().parent / "programs"
ALONE = RULES / "alone"
TOGETHER = "run_all"  # runs the others beside it, in one process


def homes() -> dict[str, Path]:
    """Returns the programs to be run, by name, with the folder of each."""
    return {TOGETHER: RULES, **{path.stem: ALONE for path in sorted(ALONE.glob("*.py"))}}


def recorded() -> dict[str, Outcome]:
    """Reads what 1.15.5 gave, by program."""
    return outcome.load(TOPIC, FOLDER)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    arguments = parser.parse_args()
    version = programs.tensorflow_version()
    if version != programs.GENUINE:
        print(f"this is TensorFlow {version}; only {programs.GENUINE} is recorded", file=sys.stderr)
        return 2
    results = {name: run(name, (), home) for name, home in homes().items()}
    wrong = {name: programs.unfit(result) for name, result in results.items()}
    if arguments.check:
        found = [p for name, one in recorded().items() for p in problems(one, results[name])]
        found += [name for name in results if name not in recorded()]
        print("\n".join([*found, f"{len(results)} programs, {len(found)} differences"]))
        return 1 if found else 0
    if any(wrong.values()):
        print("\n".join(wrong.values()), file=sys.stderr)
        return 1
    command = "python3.7 -m parity_tests.migrate.record"
    outcome.save(FOLDER, TOPIC, results, {**programs.producer(), "command": command})
    print(f"recorded {len(results)} programs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
