"""Evaluate all registered functions with every TensorFlow 2 behaviour disabled.

    python -m parity_tests.contrib.run

prints their values as JSON. Scripts that begin with `tf.disable_v2_behavior()` see these.
"""

from __future__ import annotations

import json
import sys

import tensorflow.compat.v1 as tf

import parity_tests.contrib.record  # noqa: F401 - registers all functions
from parity_tests.contrib.registry import VALUES, evaluate


def main() -> int:
    tf.disable_v2_behavior()
    json.dump({name: evaluate(name) for name in VALUES}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
