"""Run a TensorFlow 1 program: `python -m legacy_tf1 script.py [args]`."""

import sys

from legacy_tf1.launcher.run import main

if __name__ == "__main__":
    sys.exit(main())
