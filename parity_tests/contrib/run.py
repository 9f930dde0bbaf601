"""Evaluate all registered functions with every TensorFlow 2 behaviour disabled.

    python -m parity_tests.contrib.run

prints their values as JSON. Scripts that begin with `tf.disable_v2_behavior()` see these.
"""

from __future__ import annotations

import json
import sys

import tensorflow as tensorflow_2

import parity_tests.contrib.record  # noqa: F401 - registers all functions
from parity_tests.contrib.registry import VALUES, evaluate


def main() -> int:
    disable = "disable_v2_behavior"  # in this process alone
    getattr(tensorflow_2.compat.v1, disable)()
    json.dump({name: evaluate(name) for name in VALUES}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
