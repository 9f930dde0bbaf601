"""Record what TensorFlow 1.15.5 computes, or check that it still does.

    python3.7 -m parity_tests.golden.record [STEM ...]
    python3.7 -m parity_tests.golden.record --check [STEM ...]

Runs on Python 3.7 with `pip install "tensorflow==1.15.5" "protobuf<3.21"`.
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from parity_tests.golden.cases import CASES, Case
from tf2_port import registry
from tf2_port.parity import compare_reports, explain
from tf2_port.parity.golden import MANIFEST, Golden, load_golden, save_golden, save_json

ROOT = Path(__file__).resolve().parent
GENUINE = "1.15.5"


def run(stem: str, case: Case) -> Golden:
    """Runs one case on the TensorFlow at hand."""
    import importlib

    from legacy_tf1 import witness

    config = importlib.import_module("legacy_tf1.variants." + stem).Config(**case.config)
    inputs = witness.draw_inputs(config, case.seed, case.ragged)
    symbols = registry.find(stem).symbols
    report = witness.observe(
        stem, case.config, inputs, seed=case.seed, symbols=symbols, gains=case.gains
    )
    return Golden(case.config, case.seed, inputs, report)


def record(stem: str) -> None:
    """Writes all goldens of a variant, or none."""
    with tempfile.TemporaryDirectory(dir=str(ROOT)) as room:
        folder, committed = Path(room) / "new", ROOT / stem
        folder.mkdir()
        entries = {}
        for case in CASES[stem]:
            golden = run(stem, case)
            _require_numbers(case, golden)
            entries[case.name] = save_golden(folder, case.name, golden)
            print(f"{stem} {case.name}: recorded {len(golden.report)} arrays")
        symbols = {
            name.split("/", 1)[1]: str(signature)
            for name, signature in golden.report.items()
            if name.startswith("symbols/")
        }
        save_json(folder / MANIFEST, {**_producer(stem), "symbols": symbols, "cases": entries})
        if committed.exists():
            committed.rename(Path(room) / "old")
        folder.rename(committed)


def check(stem: str) -> int:
    """Runs all cases again; returns how many differ from what is committed."""
    failures = 0
    for case in CASES[stem]:
        committed, live = load_golden(stem, case.name, ROOT), run(stem, case)
        same_inputs = set(committed.inputs) == set(live.inputs) and all(
            np.array_equal(live.inputs[name], array) for name, array in committed.inputs.items()
        )
        problem = None if same_inputs else f"{stem} {case.name}: inputs are drawn otherwise"
        comparisons = compare_reports(committed.report, live.report)
        problem = problem or explain(stem, case.name, "live", "the golden", comparisons)
        failures += problem is not None
        print(problem or f"{stem} {case.name}: {len(comparisons)} arrays agree")
    return failures


def _require_numbers(case: Case, golden: Golden) -> None:
    for name, array in golden.report.items():
        if array.dtype.kind == "f" and np.isnan(array).any():
            raise ValueError(f"case {case.name}: {name} is not a number; nothing was recorded")


def _producer(stem: str) -> dict[str, Any]:
    import tensorflow as tf

    return {
        "producer": "tf.contrib.seq2seq of TensorFlow " + tf.__version__,
        "tensorflow": tf.__version__,
        "numpy": np.__version__,
        "python": platform.python_version(),
        "command": "python3.7 -m parity_tests.golden.record " + stem,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    parser.add_argument("stems", nargs="*", metavar="STEM", help="variants; default all")
    arguments = parser.parse_args()
    unknown = sorted(set(arguments.stems) - set(CASES))
    if unknown:
        parser.error(f"no variant {unknown[0]!r}; there are: {', '.join(CASES)}")
    import tensorflow as tf

    if tf.__version__ != GENUINE:
        parser.error(f"this is TensorFlow {tf.__version__}; goldens come from {GENUINE} alone")
    tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.ERROR)
    failures = 0
    for stem in arguments.stems or CASES:
        if arguments.check:
            failures += check(stem)
        else:
            record(stem)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
